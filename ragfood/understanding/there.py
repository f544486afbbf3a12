"""There: the place that "what else do they cook there?" means, which is that of the food spoken of before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ragfood.demands import Facet, Vocabulary
from ragfood.providers import Message
from ragfood.understanding.referring import spoken_of
from ragfood.understanding.talk import plain

_THERE = re.compile(
    r" (?:there|(?:that|this|the same|its|their) (?:country|region|place|land|island|nation|city|cuisine|kitchen"
    r"|part of the world|corner of the world)) "
    r"| (?:alli|alla|ahi|(?:ese|este|el mismo|su) (?:pais|lugar)|(?:esa|esta|la misma) (?:region|cocina)) "
    r"| (?:dort|da druben|dieses? land|diesem land|dieser (?:gegend|region|kuche)|dem land) "
    r"| (?:la bas|ce pays|cette region|cette cuisine|le meme pays) "
    r"| (?:li|la|quel paese|questo paese|quella regione|(?:esse|nesse|desse|deste|neste) pais|(?:essa|nessa) regiao) "
    r"| (?:там|этои стран\w*|тои стран\w*|orada|o ulke\w*) |वहां|वहाँ|هناك|那里|那边|那个国家|そこ|その国|거기|그 나라"
)
_IS_THERE = re.compile(
    r" (?:is|are|was|were|s|re|if|has|would|could) there | there (?:is|are|was|were|s|re|any|anything|something) "
)


def place_meant(question: str, history: Sequence[Message], vocabulary: Vocabulary) -> tuple[Facet, ...]:
    """The country, else the region, of the food that was spoken of, where `question` points at it; () elsewhere."""
    said = _IS_THERE.sub(" ", plain(question))
    focus = spoken_of(history, vocabulary.names) if _THERE.search(said) else ()
    food = vocabulary.foods.get(focus[0]) if focus else None
    places = (plain(place).strip() for place in (food.country, food.region, food.cuisine)) if food else ()
    return next(((facet,) for place in places if (facet := vocabulary.facets.called.get(place))), ())
