"""Fifty people at once before a Groq that takes 200 ms for its first word: who fails, and what the app adds; when they
all ask in one instant and again without a pause, with and without the limit on calls at once, and when they read what
they are told.
"""

from __future__ import annotations

import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil

from benchmarks.chat import bare_sdk, fake_vendor, make_house
from benchmarks.figures import Figure, median, percentile
from ragfood.answers import Answer
from ragfood.assembly import House
from ragfood.conversations import new_conversation_id
from ragfood.settings import Settings

PEOPLE, EACH = 50, 4
FIRST_WORD_S = 0.2
CROWDS_IN_LINE = 3
READING_S = 3.0
"""Of an answer of a hundred words; half the time that a fast reader takes."""
DISHES = ("pad thai", "hummus", "ramen", "tiramisu", "borscht", "pho", "dal", "paella", "kimchi", "moussaka")


def measure() -> Iterator[Figure]:
    delay = ("--delay", str(FIRST_WORD_S))
    with tempfile.TemporaryDirectory() as folder, fake_vendor("groq", *delay) as groq:
        house = make_house(Path(folder), GROQ_BASE_URL=groq)
        ask_bare = bare_sdk(groq, house)
        ask_bare()
        bare = _crowd(lambda number: ask_bare())
        failed: list[Answer | None] = []
        with _Peak() as peak:
            ours = _crowd(lambda number: _ask(house, number, failed))
        again = PEOPLE * EACH
        read = _crowd(lambda number: _ask(house, again + number, failed), READING_S)
        bare_read = _crowd(lambda number: ask_bare(), READING_S)
        in_line = _in_line(Path(folder) / "line", groq, failed)
        asked = 2 * again + len(in_line[0])
        yield Figure("questions that fail", len(failed), f"of {asked}", 0, note=f"{PEOPLE} people at once")
        yield _added("added to the bare SDK's first word, p95, all in one instant", ours, bare)
        yield _added(f"the same when each reads for {READING_S:.0f} s", read, bare_read)
        yield _added("the same in one instant, three calls at once", *in_line)
        yield Figure("peak memory of the process", peak.bytes / 1e6, "MB", 700, note=f"{peak.grown / 1e6:.0f} MB more")


def _in_line(folder: Path, groq: str, failed: list[Answer | None]) -> tuple[list[float], list[float]]:
    """The app with as many calls at once as it makes by default, and the bare SDK behind a gate that lets as many
    through: what both have to wait for is the same.
    """
    own = Settings()
    limits = {"RAGFOOD_CONCURRENT": str(own.concurrent), "RAGFOOD_IN_FLIGHT": str(own.in_flight)}
    house = make_house(folder, GROQ_BASE_URL=groq, **limits)
    ask_bare, gate = bare_sdk(groq, house), threading.Semaphore(own.in_flight)

    def gated(number: int) -> float:
        began = time.perf_counter()
        with gate:
            ask_bare()
        return time.perf_counter() - began

    # Each asks once in a crowd, so that who goes before whom is no matter.
    bare = [took for _ in range(CROWDS_IN_LINE) for took in _crowd(gated, each=1)]
    first = range(0, CROWDS_IN_LINE * PEOPLE, PEOPLE)
    return [took for at in first for took in _crowd(lambda n, at=at: _ask(house, at + n, failed), each=1)], bare


def _added(what: str, ours: list[float], bare: list[float]) -> Figure:
    added = (percentile(ours, 0.95) - percentile(bare, 0.95)) * 1000
    note = f"first word after {_shown(ours)}, of the bare SDK after {_shown(bare)}"
    return Figure(what, added, "ms", 150, note=note)


def _shown(took: list[float]) -> str:
    return f"{median(took) * 1000:.0f} ms p50, {percentile(took, 0.95) * 1000:.0f} ms p95"


def _crowd(ask: Callable[[int], float], reading_s: float = 0.0, each: int = EACH) -> list[float]:
    """Seconds to the first word, of every question of every person. They all begin at once, or spread over the
    seconds that each reads between two questions.
    """
    took: list[float] = []
    together = threading.Barrier(PEOPLE)

    def person(number: int) -> None:
        together.wait()
        time.sleep(reading_s * number / PEOPLE)
        for nth in range(each):
            took.append(ask(number * each + nth))
            time.sleep(reading_s)

    people = [threading.Thread(target=person, args=(number,)) for number in range(PEOPLE)]
    for one in people:
        one.start()
    for one in people:
        one.join()
    return took


def _ask(house: House, number: int, failed: list[Answer | None]) -> float:
    question = f"What is {DISHES[number % len(DISHES)]}? Say it in {number + 5} words."
    began = time.perf_counter()
    turn = house.chat.ask(question, conversation=new_conversation_id(), mode="groq")
    first = next((time.perf_counter() - began for snapshot in turn.snapshots() if snapshot.text), 0.0)
    answer = turn.wait()
    if answer is None or not answer.complete:
        failed.append(answer)
    return first


class _Peak:
    """The most memory that this process holds while it is entered."""

    def __init__(self) -> None:
        self.bytes = self._before = psutil.Process().memory_info().rss
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    @property
    def grown(self) -> int:
        return self.bytes - self._before

    def __enter__(self) -> _Peak:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        process = psutil.Process()
        while not self._over.wait(0.01):
            self.bytes = max(self.bytes, process.memory_info().rss)
