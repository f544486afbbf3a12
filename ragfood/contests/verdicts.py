"""What a comparison shows: figures for each contestant, and who is faster and cheaper by how much; pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ragfood.contests.quality import Quality
from ragfood.contests.spread import Spread, spread
from ragfood.contests.trials import Comparison, Contestant, Trial
from ragfood.money import alike


@dataclass(frozen=True)
class QualityShares:
    """Shares from 0 to 1 over `answers` answers; None where there was nothing to count."""

    answers: int
    citations_exist: float | None
    supported: float | None
    refused: float
    words: float
    """Mean length of an answer."""


@dataclass(frozen=True)
class Figures:
    """One contestant. Times are seconds of its answers from a loaded model (`warm`), the cold ones left out; of
    all its answers where there are only cold ones.
    """

    contestant: Contestant
    asked: int
    answered: int
    skipped: int
    errors: Mapping[str, int]
    """By the code of the error."""
    warm: bool
    total: Spread | None
    first_token: Spread | None
    tokens_per_s: Spread | None
    cold_s: tuple[float, ...]
    """Seconds of each cold answer, whether or not it is counted above."""
    load_s: float
    """Seconds of loading in all, as the vendor told."""
    waited_s: float
    """Seconds in line for a limit, in all; part of no other figure."""
    input_tokens: int
    output_tokens: int
    cost: Decimal | None
    """US dollars over all its trials; None once one of them has an unknown cost."""
    quality: QualityShares | None

    @property
    def cost_per_answer(self) -> Decimal | None:
        return None if self.cost is None or not self.answered else self.cost / self.answered


@dataclass(frozen=True)
class Versus:
    """How `better` compares with `other`. `times` is how many times faster its mean response is."""

    better: Figures
    other: Figures
    times: float

    @property
    def cheaper(self) -> Contestant | None:
        """Who costs less for an answer; None where both cost the same or a cost is unknown."""
        mine, theirs = self.better.cost_per_answer, self.other.cost_per_answer
        if mine is None or theirs is None or mine == theirs:
            return None
        return self.better.contestant if mine < theirs else self.other.contestant

    @property
    def times_cheaper(self) -> float | None:
        """None where the cheaper one is free, or none is cheaper."""
        costs = [cost for cost in (self.better.cost_per_answer, self.other.cost_per_answer) if cost is not None]
        return float(max(costs) / min(costs)) if self.cheaper and min(costs) else None

    @property
    def difference(self) -> Decimal | None:
        """US dollars between an answer of the one and of the other."""
        mine, theirs = self.better.cost_per_answer, self.other.cost_per_answer
        return None if mine is None or theirs is None else abs(mine - theirs)


def figures(comparison: Comparison) -> tuple[Figures, ...]:
    """In the order of the contestants."""
    return tuple(
        _figures(contestant, [trial for trial in comparison.trials if trial.contestant == number])
        for number, contestant in enumerate(comparison.contestants)
    )


def versus(all_figures: Sequence[Figures]) -> list[Versus]:
    """The fastest against each of the others that answered, the slowest last."""
    measured = sorted((f for f in all_figures if f.total), key=lambda f: f.total.mean if f.total else 0.0)
    return [
        Versus(measured[0], other, other.total.mean / measured[0].total.mean)
        for other in measured[1:]
        if measured[0].total and other.total and measured[0].total.mean > 0
    ]


@dataclass(frozen=True)
class Costs:
    """Money of a comparison as people set it against each other, in the order of its figures and of `versus`."""

    an_answer: tuple[str, ...]
    apart: tuple[str, ...]
    """Between an answer of the one and of the other."""
    in_all: tuple[str, ...]


def costs(all_figures: Sequence[Figures]) -> Costs:
    """An answer of who gave none costs "–"."""
    pairs = versus(all_figures)
    shown = alike([*(each.cost_per_answer for each in all_figures), *(pair.difference for pair in pairs)])
    answers, apart = shown[: len(all_figures)], shown[len(all_figures) :]
    an_answer = tuple(cost if each.answered else "–" for cost, each in zip(answers, all_figures, strict=True))
    return Costs(an_answer, tuple(apart), tuple(alike([each.cost for each in all_figures])))


def _figures(contestant: Contestant, trials: Sequence[Trial]) -> Figures:
    answered = [trial for trial in trials if trial.answered]
    cold = [trial for trial in answered if trial.cold]
    counted = [trial for trial in answered if not trial.cold] or cold
    costs = [trial.cost for trial in trials]
    known = [cost for cost in costs if cost is not None]
    return Figures(
        contestant=contestant,
        asked=sum(trial.asked for trial in trials),
        answered=len(answered),
        skipped=sum(trial.outcome == "skipped" for trial in trials),
        errors=Counter(trial.reason for trial in trials if trial.asked and not trial.answered),
        warm=len(cold) < len(answered),
        total=spread([trial.total_s for trial in counted if trial.total_s is not None]),
        first_token=spread([trial.first_token_s for trial in counted if trial.first_token_s is not None]),
        tokens_per_s=spread([trial.tokens_per_s for trial in counted if trial.tokens_per_s is not None]),
        cold_s=tuple(trial.total_s for trial in cold if trial.total_s is not None),
        load_s=sum(trial.load_s or 0.0 for trial in trials),
        waited_s=sum(trial.waited_s for trial in trials),
        input_tokens=sum(trial.usage.input_tokens for trial in trials if trial.usage),
        output_tokens=sum(trial.usage.output_tokens for trial in trials if trial.usage),
        cost=sum(known, Decimal(0)) if len(known) == len(costs) else None,
        quality=shares([trial.quality for trial in answered if trial.quality]),
    )


def shares(judged: Iterable[Quality]) -> QualityShares | None:
    """Over all citations and all sentences of the answers together; None without an answer."""
    answers = list(judged)
    if not answers:
        return None
    return QualityShares(
        answers=len(answers),
        citations_exist=_share(sum(q.existing for q in answers), sum(q.named for q in answers)),
        supported=_share(sum(q.supported for q in answers), sum(q.claims for q in answers)),
        refused=sum(q.refused for q in answers) / len(answers),
        words=sum(q.words for q in answers) / len(answers),
    )


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
