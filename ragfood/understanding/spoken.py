"""Spoken: a question with the talk before it: what of that it goes on with, and what is sought then."""

# ruff: noqa: E501  a pattern is broken where its parts end
from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from ragfood.demands import Demands, Vocabulary, read_demands
from ragfood.demands.demand import changes_course
from ragfood.demands.phrases import polarity
from ragfood.providers import Message
from ragfood.retrieval.spelling import misspelt
from ragfood.understanding.comparing import compares
from ragfood.understanding.fitness import asks_for_version
from ragfood.understanding.inquiring import read_inquiry
from ragfood.understanding.lasting import instead, taken_back
from ragfood.understanding.leaning import demanded_by, drops, leans, only_names
from ragfood.understanding.naming import Mention
from ragfood.understanding.questions import asked_with, refers_back
from ragfood.understanding.referring import shown_before
from ragfood.understanding.rejecting import only_rejects
from ragfood.understanding.talk import sentences
from ragfood.understanding.topic import groups_of
from ragfood.understanding.traits import pointed_by_trait, trait_in
from ragfood.understanding.vernacular import tongues_of
from ragfood.words import fold, words

_TURNS = re.compile(
    r"^\W*(?:and|or|but|also|(?:what|how) about|y|que tal|et|und|wie ist es mit|how does)\b(?! (?:from|in|for|with|without)\b)"
)
_SOMETHING = re.compile(
    r"\b(?:something|anything|another|else|others?|etwas|algo|otr[oa]|quelque chose|qualcosa|altro)\b"
)
"""What else is asked for than what was spoken of."""
_FEW = 3
"""Words of a question that only names another food: "and halloumi?"."""
_PARTS = ("ingredient", "condiment", "snack", "drink")


@dataclass(frozen=True)
class Talk:
    """A question, what was said before it, and what words and names are known."""

    question: str
    history: Sequence[Message]
    vocabulary: Vocabulary
    repair: Callable[[str], str]

    @cached_property
    def chain(self) -> tuple[str, ...]:
        """The questions that it refers back to, and itself."""
        chain = asked_with(self.question, self.history, self._leans)
        return (self.asked_of_others, self.question) if self.bare and len(chain) == 1 else chain

    @cached_property
    def last(self) -> str:
        """The question before it; "" for the first."""
        return next((each.content for each in reversed(self.history) if each.role == "user"), "")

    @cached_property
    def bare(self) -> bool:
        """It only names a food, of which it asks what was asked of another: "tofu?"."""
        return bool(self.asked_of_others)

    @cached_property
    def asked_of_others(self) -> str:
        """The question that asked of another food what a bare name now asks of this one; "" where there is none."""
        earlier = (self.repair(each.content) for each in reversed(self.history) if each.role == "user")
        if not self.last or not only_names(self.repaired, self.vocabulary):
            return ""
        asked = next((each for each in earlier if len(words(each)) > _FEW), "")
        about = asked and self.vocabulary.names.mentions(asked) and read_inquiry(asked).of_amounts
        # "I'm allergic to milk" asks nothing of milk.
        return asked if about and ("?" in asked or not self.reads(asked).of_safety) else ""

    @cached_property
    def trait(self) -> str:
        """What it points at one of the foods shown by."""
        return trait_in(self.question) if self.history else ""

    @cached_property
    def told_apart(self) -> tuple[str, ...]:
        """Ids of the foods shown that the trait points at."""
        names = self.vocabulary.names
        return pointed_by_trait(self.trait, shown_before(self.history, names), self.vocabulary) if self.trait else ()

    def reads(self, text: str) -> Demands:
        if text not in self._read:
            self._read[text] = _demanded(text, self.vocabulary, self.repair)
        return self._read[text]

    @cached_property
    def _read(self) -> dict[str, Demands]:
        return {}

    def _leans(self, text: str) -> bool:
        demands = self.reads(text)
        if drops(text, demands, self.vocabulary) or taken_back(text).afresh:
            return False
        version = asks_for_version(text) and not (_SOMETHING.search(fold(text)) or self._names_dish(text))
        return version or refers_back(text) or leans(text, demands, self.vocabulary) or self._made_of(text)

    def _made_of(self, text: str) -> bool:
        """Whether `text` only names an ingredient, after a wish for dishes: "grilled meat", then "lamb"."""
        asked = [each.content for each in self.history if each.role == "user"]
        earlier = asked[: asked.index(text)] if text in asked else asked
        if not earlier or not only_names(text, self.vocabulary):
            return False
        wished = any(each.kind in ("method", "meal", "type", "dish") for each in self.reads(earlier[-1]).wanted)
        return wished and not any(self.is_dish(each.ids[0]) for each in self.vocabulary.names.mentions(text))

    def _names_dish(self, text: str) -> bool:
        return any(self.is_dish(each.ids[0]) for each in self.vocabulary.names.mentions(text))

    def is_dish(self, food_id: str) -> bool:
        """Whether a food is eaten by itself, rather than with others or inside of them."""
        food = self.vocabulary.foods.get(food_id)
        return bool(food) and (food.type if food else "") not in _PARTS

    @cached_property
    def repaired(self) -> str:
        return self.repair(self.question)

    @property
    def compares(self) -> bool:
        return compares(self.repaired) or (self.repaired != self.question and compares(self.question))

    @cached_property
    def sought(self) -> str:
        """What it is about, with what it refers back to: nothing of another course, nor of what something else is
        wanted in the place of.
        """
        earlier = self.chain[:-1]
        if len(self.chain) == 1 and drops(self.question, self.reads(self.question), self.vocabulary):
            parts = sentences(self.question)
            wanted = [each for each in parts if self.reads(each).wanted or self._names_any(each)]
            return " ".join(wanted) if wanted else self.question
        if earlier and changes_course(demanded_by(earlier, self.reads), self.reads(self.question)):
            return self.question
        if earlier and instead(self.question) and self._names_part(self.question):
            earlier = tuple(map(self._without_parts, earlier))
        return " ".join([each for each in (*earlier, self.question) if not only_rejects(each)]) or self.question

    def _names_any(self, text: str) -> bool:
        return bool(self.vocabulary.names.mentions(text))

    def _names_part(self, text: str) -> bool:
        return any(map(self._is_part, self.vocabulary.names.mentions(text))) or bool(groups_of(text, self.reads(text)))

    def _is_part(self, mention: Mention) -> bool:
        food = self.vocabulary.foods.get(mention.ids[0])
        return bool(food) and (food.type if food else "") in _PARTS

    def _without_parts(self, text: str) -> str:
        """`text` without the names of foods that dishes are made with."""
        said = words(fold(text))
        gone = {
            at
            for each in self.vocabulary.names.mentions(text)
            if self._is_part(each)
            for at in range(each.start, each.end)
        }
        return " ".join(word for at, word in enumerate(said) if at not in gone)

    @property
    def names_dish(self) -> bool:
        """It is about a dish of its own."""
        mentions = [] if self.goes_on else self.vocabulary.names.mentions(self.repaired)
        named = (self.vocabulary.foods.get(each.ids[0]) for each in mentions)
        return any(food and food.type not in ("ingredient", "") for food in named)

    @property
    def goes_on(self) -> bool:
        return len(self.chain) > 1

    @property
    def turns(self) -> bool:
        """It goes on to something else: "and …?"."""
        return self.goes_on and bool(self.bare or _TURNS.search(fold(self.question)))


def _demanded(text: str, vocabulary: Vocabulary, repair: Callable[[str], str]) -> Demands:
    """Of a text as it stands and with its spelling put right. Of ingredients only those that are spelt wrong are
    taken from the latter, so that a repair never names a new one to leave out, unless by a mistake that people often
    make; all where the "without" itself was.
    """
    repaired, demanded = repair(text), read_demands(text, vocabulary)
    if repaired == text:
        return demanded
    right = read_demands(repaired, vocabulary)
    kept = [each for each in demanded.without_ingredients if _still_in(each, repaired)]
    if "en" not in tongues_of(text) and right.without_ingredients:
        # What is left out is named in English only after it was put into it.
        return replace(demanded, without_ingredients=tuple(kept)) | right
    refusal_mended = not polarity("refusing").isdisjoint({*words(fold(repaired))} - {*words(fold(text))})
    if len(kept) == len(demanded.without_ingredients) and not refusal_mended:
        often = {misspelt().get(word) for word in words(fold(text))}
        mended = tuple(each for each in right.without_ingredients if not often.isdisjoint(each.split()))
        return demanded | replace(right, without_ingredients=mended)
    return replace(demanded, without_ingredients=tuple(kept)) | right


def _still_in(name: str, repaired: str) -> bool:
    """Whether the words of an ingredient are in a text after its spelling was put right."""
    said = words(fold(repaired))
    return all(any(each.startswith(word) for each in said) for word in name.split())
