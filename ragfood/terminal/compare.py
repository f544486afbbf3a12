"""`bench`: the same questions to several providers and models, with a table of how they did."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from ragfood.assembly import House
from ragfood.circuit import span
from ragfood.contests import sheet
from ragfood.contests.contest import Contest
from ragfood.contests.estimate import EXPECTED_S, Estimate, estimate, left, tight
from ragfood.contests.plan import MISSION_QUESTIONS, PROVIDERS, Plan, choose, prepare, read_questions
from ragfood.contests.spread import Spread
from ragfood.contests.trials import Comparison, Trial
from ragfood.contests.verdicts import Figures, QualityShares, Versus, costs, figures, versus
from ragfood.errors import ComparisonRefused, LedgerTrouble
from ragfood.ledger import CallRecord
from ragfood.money import adding_up, dollars
from ragfood.terminal.show import complain


def bench(
    house: House,
    providers: Sequence[str],
    models: Sequence[str],
    questions: Path | None,
    repeat: int,
    *,
    yes: bool,
    as_json: bool,
    as_csv: bool,
) -> int:
    """0 when everybody answered something, 1 when somebody did not or it was stopped, 2 when it was not begun."""
    texts = read_questions(_read(questions)) if questions else list(MISSION_QUESTIONS)
    names = providers or (() if models else PROVIDERS)
    contestants, unable = choose({"groq": house.groq, "ollama": house.ollama}, names, models, house.table)
    for no in unable:
        complain(f"Left out: {no.happened}", no.remedy)
    house.index.prepare()
    plan = prepare(house.index, house.taste, texts, contestants, repeat)
    expected = estimate(plan, house.table, _calls(house))
    _announce(plan, expected, house)
    if not expected.free and not yes and not _agreed():
        return 2
    comparison = _follow(house.contests.begin(plan))
    if as_json:
        print(json.dumps(sheet.to_object(comparison), ensure_ascii=False, default=str))
    elif as_csv:
        sys.stdout.write(sheet.to_csv(comparison))
    else:
        _print(comparison)
    return 0 if not comparison.stopped and all(each.answered for each in figures(comparison)) and not unable else 1


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as wrong:
        raise ComparisonRefused(
            f"{path} cannot be read as UTF-8 text ({type(wrong).__name__}).", "Give a file with one question per line."
        ) from wrong


def _calls(house: House) -> list[CallRecord]:
    try:
        return house.ledger.calls(house.clock.now().strftime("%Y-%m"))
    except LedgerTrouble:
        return []


def _announce(plan: Plan, expected: Estimate, house: House) -> None:
    """On standard error: what is about to be asked, and what it may cost."""
    for prepared in plan.prepared:
        if prepared.question.idle:
            complain(f"Left out: {prepared.question.text}: {prepared.question.idle}")
    likely, likely_in_all = adding_up([share.likely for share in expected.shares])
    worst, worst_in_all = adding_up([share.worst for share in expected.shares])
    for number, share in enumerate(expected.shares):
        cost = f"likely {likely[number]}, at most {worst[number]}" if share.worst else "free"
        cost = "its price is unknown" if share.worst is None else cost
        basis = "its answers so far" if share.measured else "a typical answer"
        complain(f"{share.contestant.key}: {share.calls} calls, {cost} ({share.output_tokens} tokens as {basis}).")
    cost = f"likely {likely_in_all}, at most {worst_in_all}" if expected.worst is not None else dollars(None)
    complain(f"In all: {cost}; about {span(expected.seconds)}.")
    only = house.preference.current()
    others = sorted({each.provider for each in plan.contestants} - {only.provider}) if only else []
    if only and others:
        complain(
            f"A roll-back is on: all questions of the chats go to {only.provider.capitalize()}. This comparison asks"
            f" {', '.join(map(str.capitalize, others))} all the same."
        )
    narrow = None if expected.free else tight(expected, house.ledger.standing())
    if narrow:
        complain(
            f"The budget of this {narrow.period} has {dollars(left(narrow))} left, which may not be enough:"
            " calls that do not fit are refused, and told."
        )


def _agreed() -> bool:
    if not sys.stdin.isatty():
        complain("Nothing was asked: this costs money.", "Add --yes to agree to it.")
        return False
    print("Go on? [y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def _follow(contest: Contest) -> Comparison:
    """Tell each answer as it comes; Ctrl-C stops the whole and keeps what there is."""
    told: set[Trial] = set()
    while True:
        try:
            for moment in contest.moments():
                for trial in moment.comparison.trials:
                    if trial not in told:
                        told.add(trial)
                        complain(_progress(moment.comparison, trial, len(told)))
            if moment.trouble:
                complain(f"The comparison cannot be kept: {moment.trouble}")
            return moment.comparison
        except KeyboardInterrupt:
            contest.stop()


def _progress(comparison: Comparison, trial: Trial, number: int) -> str:
    who, question = comparison.contestants[trial.contestant], comparison.questions[trial.question].text
    if trial.answered:
        cold = ", cold start" if trial.cold else ""
        became = f"{trial.total_s or 0:.2f} s, first token {trial.first_token_s or 0:.2f} s{cold}"
    else:
        became = f"{trial.outcome}: {trial.sentence}"
    return f"[{number}/{comparison.planned}] {who.key} · {question[:60]} · {became}"


def _print(comparison: Comparison) -> None:
    found = figures(comparison)
    print(f"Comparison {comparison.id}, {comparison.begun:%Y-%m-%d %H:%M %Z}" + (", stopped" * comparison.stopped))
    money = costs(found)
    for each, cost, in_all in zip(found, money.an_answer, money.in_all, strict=True):
        print(f"\n{each.contestant.key}")
        print("\n".join(f"  {line}" for line in _lines(each, f"{in_all}, {cost} an answer")))
    for pair, less in zip(versus(found), money.apart, strict=True):
        print(f"\n{_sentence(pair, less)}")


def _lines(found: Figures, cost: str) -> list[str]:
    failed = ", ".join(f"{count} {code}" for code, count in found.errors.items()) or "no errors"
    skipped = f", {found.skipped} skipped" if found.skipped else ""
    return [
        f"{found.answered} of {found.asked} answered, {failed}{skipped}",
        *_times(found),
        f"cost          {cost}; {found.input_tokens:,} tokens in, {found.output_tokens:,} out",
        *_quality(found.quality),
    ]


def _times(found: Figures) -> list[str]:
    bounds = EXPECTED_S.get(found.contestant.provider)
    expected = f"; expected {bounds[0]:g}–{bounds[1]:g} s" if bounds else ""
    only = "" if found.warm else " (cold starts only)"
    lines = [f"response      {_spread(found.total, ' s')}{expected}{only}"] if found.total else []
    lines += [f"first token   {_spread(found.first_token, ' s')}"] if found.first_token else []
    lines += [f"tokens/s      {_spread(found.tokens_per_s, '')}"] if found.tokens_per_s else []
    if found.cold_s and found.warm:
        loading = f", of which {found.load_s:.2f} s loading" if found.load_s else ""
        lines.append(f"cold start    {', '.join(f'{s:.2f} s' for s in found.cold_s)}{loading}; not counted above")
    if found.waited_s >= 0.1:
        lines.append(f"in line       {found.waited_s:.1f} s waited for limits; not counted above")
    return lines


def _quality(found: QualityShares | None) -> list[str]:
    if found is None:
        return []
    return [
        f"quality       citations exist {_share(found.citations_exist)}, sentences supported "
        f"{_share(found.supported)}, refused {_share(found.refused)}, {found.words:.0f} words"
    ]


def _spread(found: Spread, unit: str) -> str:
    def told(value: float | None) -> str:
        return "–" if value is None else f"{value:.2f}{unit}"

    return (
        f"mean {told(found.mean)}, median {told(found.median)}, {told(found.least)} to {told(found.most)}, "
        f"sd {told(found.deviation)}, p95 {told(found.p95)} (answers: {found.count})"
    )


def _sentence(pair: Versus, less: str) -> str:
    """`less`: what an answer of the cheaper one costs less."""
    faster = f"{pair.better.contestant.key} is {pair.times:.1f} times faster than {pair.other.contestant.key}"
    if pair.difference is None:
        return f"{faster}; which is cheaper is unknown."
    if pair.cheaper is None:
        return f"{faster}, at the same cost."
    times = f"{pair.times_cheaper:.1f} times cheaper" if pair.times_cheaper else "free"
    return f"{faster}; {pair.cheaper.key} is {times} ({less} less an answer)."


def _share(share: float | None) -> str:
    return "–" if share is None else f"{share:.0%}"
