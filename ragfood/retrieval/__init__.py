"""Retrieval: the foods that bear on a question, by words at once and by vectors as soon as the index is open."""

from __future__ import annotations

import logging
import threading
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ragfood.clock import Clock, SystemClock
from ragfood.errors import EmbeddingFailed
from ragfood.foods import Food
from ragfood.larder import foods_file, read_larder
from ragfood.retrieval.dense import Dense, Meaning
from ragfood.retrieval.everyday import put_plainly
from ragfood.retrieval.left_open import leaves_it_open
from ragfood.retrieval.opening import IndexStatus, Opening, Progress
from ragfood.retrieval.ranking import Ranked, best_rows, by_words, fuse
from ragfood.retrieval.reading import Reading
from ragfood.retrieval.rebuilding import Rebuild
from ragfood.retrieval.relevance import ANY_MEAL
from ragfood.settings import Settings
from ragfood.words import fold

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_LOG = logging.getLogger(__name__)

_EMBEDDER_REST_S = 5.0
"""For how long an embedder that failed is not asked again, lest every question wait for it."""
_MOST_RECENT = 512
"""Searches remembered, so that a question asked again, or by many, is not searched again."""
_MOST_MARKS = 256
"""Sets of foods of which the rows are remembered: questions often have the same demands."""
_Asked = tuple[str, int, frozenset[str] | None, frozenset[str], bool, int]
_EMBEDDER_FAILED = "The embedding model does not answer just now, so the search goes by words alone."


class Match(NamedTuple):
    """A food that bears on a question. `score` is its similarity, 0 to 1, higher is closer: the cosine of the
    vectors, or the share of the question's words that it holds when the search went by words alone.
    """

    food: Food
    score: float
    lexical: float
    """BM25; compares within one question only."""
    dense: float | None
    """Cosine, -1 to 1; None when the search went by words alone."""
    fused: float = 0.0
    """Both together, 0 to 1; what the order goes by. Compares within one search only."""


@dataclass(frozen=True)
class Found:
    """What a search found, best first. `searched_for` is the question with its spelling put right."""

    matches: tuple[Match, ...]
    searched_for: str
    lexical_only: bool
    notice: str
    """Why the search went by words alone; "" when it did not."""
    ms: float


class FoodIndex:
    """Searches one corpus; shared by all threads of a process, and its files by any number of processes."""

    def __init__(self, settings: Settings, clock: Clock | None = None) -> None:
        """Reads the corpus and opens nothing else. Raises CorpusError."""
        self._clock = clock or SystemClock()
        self.file = foods_file(settings)
        self.corpus = read_larder(self.file)
        self._passages = [food.passage() for food in self.corpus.foods]
        self._opening = Opening(settings, self.corpus, self._passages, self._clock, warm=lambda: self._words)
        self._embedder_fails = False
        self._embedder_rests_until = 0.0
        self._recent: dict[_Asked, Found] = {}
        self._marks = lru_cache(maxsize=_MOST_MARKS)(self._marked)
        self._worded = lru_cache(maxsize=_MOST_MARKS)(self._sought)
        self._rebuilding_lock = threading.Lock()
        self._rebuild: Rebuild | None = None

    def open_in_background(self) -> None:
        """Open the index, or make it, while searches go by words. Cheap; safe to call at any time and often."""
        self._opening.begin()

    def prepare(self, progress: Progress | None = None, *, rebuild: bool = False) -> None:
        """Open the index, or make it, and return when that is done; `status` tells what came of it.

        `progress` is called with (done, total, what). `rebuild` makes an index anew that is there already.
        """
        self._opening.finish(progress, rebuild)

    def rebuild_in_background(self) -> Rebuild:
        """Make the index anew while what there is goes on answering; the one that is under way, if there is one."""
        with self._rebuilding_lock:
            if self._rebuild is None or self._rebuild.done:
                self._rebuild = Rebuild(lambda progress: self.prepare(progress, rebuild=True))
            return self._rebuild

    @property
    def rebuilding(self) -> Rebuild | None:
        """The rebuild that was asked for last in this process, perhaps done by now."""
        return self._rebuild

    def similar(self, food: Food, most: int) -> tuple[Match, ...]:
        """The foods whose vectors are nearest to that of `food`, without it; none while there are no vectors."""
        dense = self._opening.dense
        if dense is None or food.id not in self.corpus.by_id:
            return ()
        found = dense.similar(food.id, most)
        return tuple(Match(self.corpus.foods[row], max(0.0, cosine), 0.0, cosine, cosine) for row, cosine in found)

    def status(self) -> IndexStatus:
        status = self._opening.status
        if status.state == "ready" and self._embedder_fails:
            return replace(status, state="lexical only", sentence=_EMBEDDER_FAILED)
        return status

    @property
    def stamp(self) -> object:
        """Another one whenever the same question may find other foods."""
        return self.corpus.hash, id(self._opening.dense), self._embedder_fails

    def repair(self, text: str) -> str:
        """`text` with its spelling put right, as a search reads it."""
        return self._words.spelling.repair(text)

    def heard(self, word: str) -> tuple[int, int]:
        """How many foods tell of `word`, and how many names have it."""
        return self._words.lexical.heard(word)

    def about_food(self, text: str) -> bool:
        """Whether the words of `text` alone show that it is about food."""
        return leaves_it_open(text) or self._words.about_food(self.repair(text))

    def told_of(self, text: str) -> frozenset[str]:
        """Ids of the foods that are told of by so much of `text` that it can hardly be about others."""
        return frozenset(self.corpus.foods[row].id for row in self._words.lexical.telling(text))

    def search(
        self,
        text: str,
        k: int,
        among: Collection[str] | None = None,
        *,
        sure: Collection[str] = (),
        as_told: bool = False,
    ) -> Found:
        """At most `k` foods that bear on `text`; `among` limits them to foods with these ids. Those with the ids
        `sure` are known to bear on it. `as_told` says that it is what foods are told in, and no question: nothing in it
        is misspelt, nor said in an everyday way.

        A food bears on a question when the question is about food (see Relevance) and they share a word, or
        when its vector is nearer than those of questions about other things ever come (`Dense.near`, times how
        much of the question the embedder knows). Of foods with one name only the best is kept. Never raises for
        want of an index: the search then goes by words.
        """
        began = self._clock.monotonic()
        self.open_in_background()
        limits = None if among is None else frozenset(among), frozenset(sure)
        asked = (text, k, *limits, as_told, id(self._opening.dense))
        found = self._recent.get(asked)
        if found is None:
            found = self._search(text, k, *limits, as_told=as_told)
            if not found.lexical_only:
                self._remember(asked, found)
        return replace(found, ms=(self._clock.monotonic() - began) * 1000)

    def _sought(self, text: str, sure: bool) -> tuple[str, str, Sequence[str]]:
        """`text` with its spelling put right, what is searched for instead, and what that may have meant."""
        searched_for = self._words.spelling.repair(text)
        anything = leaves_it_open(text) or self._words.relevance.asks_for_anything(searched_for)
        asked = ANY_MEAL if anything else put_plainly(searched_for)
        meant = self._words.meant(asked) if sure or self._words.about_food(asked) else ()
        return searched_for, asked, meant

    def _search(self, text: str, k: int, among: frozenset[str] | None, sure: frozenset[str], *, as_told: bool) -> Found:
        searched_for, asked, meant = (text, text, ()) if as_told else self._worded(text, bool(sure))
        dense, meaning, notice = self._meaning(" ".join((asked, *meant)))
        ranked = self._ranked(asked, meant, dense, meaning, among, sure)
        return Found(self._matches(ranked, asked, k), searched_for, bool(notice), notice, 0.0)

    def _remember(self, asked: _Asked, found: Found) -> None:
        if len(self._recent) >= _MOST_RECENT:
            self._recent.clear()
        self._recent[asked] = found

    def close(self) -> None:
        """Let go of all files; searches after it go by words."""
        self._opening.close()

    @cached_property
    def _words(self) -> Reading:
        return Reading.of(self.corpus.foods, self._passages)

    @cached_property
    def _bare(self) -> NDArray[np.bool_]:
        """For each food whether it is an ingredient by itself."""
        import numpy as np

        return np.array([food.type == "ingredient" for food in self.corpus.foods], dtype=np.bool_)

    def _meaning(self, text: str) -> tuple[Dense | None, Meaning | None, str]:
        """The open index, what its embedder makes of `text`, and why there is none if so."""
        dense = self._opening.dense
        if dense is None:
            return None, None, self._opening.status.sentence
        if self._clock.monotonic() < self._embedder_rests_until:
            return None, None, _EMBEDDER_FAILED
        try:
            meaning = dense.meaning(text)
            self._embedder_fails = False
            return dense, meaning, ""
        except EmbeddingFailed as failed:
            _LOG.warning("question not embedded: %s", failed)
            self._embedder_fails = True
            self._embedder_rests_until = self._clock.monotonic() + _EMBEDDER_REST_S
            return None, None, _EMBEDDER_FAILED

    def _ranked(
        self,
        text: str,
        meant: Sequence[str],
        dense: Dense | None,
        meaning: Meaning | None,
        among: Collection[str] | None,
        sure: Collection[str],
    ) -> Iterable[Ranked]:
        """The foods that bear on `text`, or on what it may have `meant`, best first."""
        import numpy as np

        # Where only some foods will do, what is said of them in passing, such as a birthday, would choose among them.
        lexical = self._words.scores(text, meant, said=among is None)
        allowed = None if among is None else self._rows(among)
        if allowed is not None:
            lexical = np.where(allowed, lexical, 0)
        certain = self._rows(sure)
        about_food = bool(sure) or self._words.about_food(text)
        if dense is None or meaning is None:
            return by_words(lexical, certain) if about_food else []
        if sure:
            nearest = dense.best(meaning.direction, *(each for each in (certain, allowed) if each is not None))
        else:
            nearest = dense.nearest(meaning.direction, allowed)
        candidates = np.union1d(best_rows(lexical), nearest)
        unasked = self._bare.copy()
        unasked[list(self._words.lexical.named(text))] = False
        cosines = dense.cosines(meaning.direction, candidates)
        kept = (cosines >= dense.near / meaning.share) | certain[candidates]
        if about_food:
            kept |= lexical[candidates] > 0
        return fuse(candidates, lexical, cosines, unasked, kept)

    def _rows(self, ids: Collection[str]) -> NDArray[np.bool_]:
        """Which rows of the corpus have these ids; not to be changed."""
        return self._marks(ids if isinstance(ids, frozenset) else frozenset(ids))

    def _marked(self, ids: frozenset[str]) -> NDArray[np.bool_]:
        import numpy as np

        rows = np.zeros(len(self.corpus.foods), dtype=bool)
        row_of = self._row_of
        rows[np.fromiter(map(row_of.__getitem__, filter(row_of.__contains__, ids)), dtype=np.intp)] = True
        return rows

    @cached_property
    def _row_of(self) -> dict[str, int]:
        return {food.id: row for row, food in enumerate(self.corpus.foods)}

    @cached_property
    def _folded(self) -> Sequence[str]:
        return [fold(food.name) for food in self.corpus.foods]

    def _matches(self, ranked: Iterable[Ranked], text: str, k: int) -> tuple[Match, ...]:
        held: NDArray[np.float32] | None = None
        matches: dict[str, Match] = {}
        for row, fused, lexical, cosine in ranked:
            if (name := self._folded[row]) in matches:
                continue
            if cosine is None and held is None:
                held = self._words.lexical.coverage(text)
            score = cosine if held is None else float(held[row])
            shown = min(1.0, score) if score and score > 0 else 0.0
            matches[name] = Match(self.corpus.foods[row], shown, lexical, cosine, fused)
            if len(matches) >= k:
                break
        return tuple(matches.values())
