"""Begins comparisons, one at a time, and keeps them: who is asked when, and what is written down."""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path

from ragfood.clock import Clock
from ragfood.contests.archive import Archive
from ragfood.contests.asking import ask, lasts, skipped
from ragfood.contests.contest import Contest, Growing
from ragfood.contests.plan import Plan, Prepared
from ragfood.contests.trials import Comparison, Trial, new_comparison_id
from ragfood.errors import ComparisonRefused, StoreTrouble
from ragfood.routing import Router

_LOG = logging.getLogger(__name__)
_FINISHED_KEPT = 10
"""Finished ones that stay at hand, for those that the disk did not take."""


class Contests:
    """The comparisons of this process. Constructing it opens nothing."""

    def __init__(self, router: Router, folder: Path, clock: Clock, before: Contests | None = None) -> None:
        """Kept in `folder`. What runs under `before` goes on, and stays at hand if the folder is the same."""
        kept = before if before and before._folder == folder else None
        self._router = router
        self._folder: Path = folder
        self._clock = clock
        self._lock: threading.Lock = kept._lock if kept else threading.Lock()
        self._contests: OrderedDict[str, Contest] = kept._contests if kept else OrderedDict()
        self.archive: Archive = kept.archive if kept else Archive(folder / "comparisons.sqlite", clock)

    def begin(self, plan: Plan) -> Contest:
        """Start to ask and return at once. Raises ComparisonRefused while another one runs in this process: they
        would slow each other down, and neither would be true.
        """
        comparison = Comparison(
            id=new_comparison_id(),
            begun=self._clock.now(),
            contestants=plan.contestants,
            questions=tuple(each.question for each in plan.prepared),
            rounds=plan.rounds,
            max_tokens=plan.taste.max_tokens,
            temperature=plan.taste.temperature,
        )
        contest = Contest(plan, comparison)
        with self._lock:
            if self._running():
                raise ComparisonRefused(
                    "Another comparison is running, and the two would slow each other down.",
                    "Wait for its end, or stop it.",
                )
            self._contests[comparison.id] = contest
            for old in list(self._contests)[: -_FINISHED_KEPT - 1]:
                del self._contests[old]
        self._keep(contest, comparison)
        threading.Thread(target=self._run, args=(contest,), name="comparison", daemon=True).start()
        return contest

    def of(self, comparison: str) -> Contest | None:
        """A running or lately finished one of this process."""
        with self._lock:
            return self._contests.get(comparison)

    def running(self) -> Contest | None:
        with self._lock:
            return self._running()

    def _running(self) -> Contest | None:
        return next((each for each in self._contests.values() if each.comparison.ended is None), None)

    def open(self, comparison: str) -> Comparison | None:
        """As it stands, from this process or from the disk. Raises StoreTrouble."""
        contest = self.of(comparison)
        return contest.now().comparison if contest else self.archive.open(comparison)

    def delete(self, comparison: str) -> None:
        """Forget it with its answers and votes. Raises StoreTrouble, ComparisonRefused while it runs."""
        with self._lock:
            contest = self._contests.get(comparison)
            if contest and contest.comparison.ended is None:
                raise ComparisonRefused("This comparison is still running.", "Stop it first.")
            self._contests.pop(comparison, None)
        self.archive.delete(comparison)

    def _run(self, contest: Contest) -> None:
        hindered: dict[int, Trial] = {}
        try:
            for round_number in range(contest.plan.rounds):
                for question, prepared in enumerate(contest.plan.prepared):
                    if prepared.prompt and not contest.stopping:
                        self._ask_all(contest, prepared, question, round_number, hindered)
        except BaseException:
            _LOG.exception("comparison failed")
            raise
        finally:
            # On the disk before anybody is told: whoever waited may end the process at once.
            ended = contest.ended(self._clock.now())
            self._keep(contest, ended)
            contest.end(ended)

    def _ask_all(
        self, contest: Contest, prepared: Prepared, question: int, round_number: int, hindered: dict[int, Trial]
    ) -> None:
        """Groq's models at the same time; Ollama's in turn, since they share one machine's memory."""

        def lane(contestants: Sequence[int]) -> None:
            for number in contestants:
                self._try(contest, prepared, Trial(question, round_number, number, "skipped"), hindered)

        local = [n for n, each in enumerate(contest.plan.contestants) if each.provider == "ollama"]
        lanes = [*([n] for n in range(len(contest.plan.contestants)) if n not in local), *([local] if local else [])]
        threads = [threading.Thread(target=lane, args=(each,), name="trial", daemon=True) for each in lanes]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _try(self, contest: Contest, prepared: Prepared, blank: Trial, hindered: dict[int, Trial]) -> None:
        if contest.stopping:
            return
        number = blank.contestant
        if number in hindered:
            trial = skipped(blank, hindered[number])
        else:
            before = contest.now().comparison.trials
            trial = ask(
                self._router,
                self._clock,
                contest.plan.taste,
                contest.plan.contestants[number],
                prepared,
                blank,
                contest.cancel(),
                lambda phase, text: contest.show(number, Growing(blank.question, blank.round, phase, text)),
                first=not any(each.contestant == number for each in before),
            )
        if lasts(trial):
            hindered[number] = trial
        contest.add(trial)
        self._keep(contest, trial)

    def _keep(self, contest: Contest, what: Comparison | Trial) -> None:
        try:
            if isinstance(what, Trial):
                self.archive.keep_trials(contest.comparison.id, [what])
            else:
                self.archive.keep(what)
        except StoreTrouble as trouble:
            contest.trouble(str(trouble))
