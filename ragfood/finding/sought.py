"""Sought: the words that foods are searched for by, without those of what is left out."""

from __future__ import annotations

from types import MappingProxyType

from ragfood.demands import Demands
from ragfood.demands.describing import speaks_other
from ragfood.demands.warmth import without_weather
from ragfood.understanding.topic import without_demands

_LITTLE = 2
"""Words that do not tell their language: of "postres sin cacahuetes" two are left."""
_SEARCHED_AS = MappingProxyType({"Turkey": "Turkish", "Chile": "Chilean"})


def sought_text(text: str, demands: Demands) -> str:
    """Of a question `text` that demands `demands`."""
    text = without_weather(text)
    sought = without_demands(text, demands) if demands.strict else text
    little = demands.of_safety and len(sought.split()) <= _LITTLE
    if not (little or speaks_other(text)):
        return sought
    # Foods are told of in English, so what was understood is searched for in English as well.
    wanted = (each.name for each in demands.wanted if not little or each.name not in sought.lower())
    return " ".join((sought, *(_SEARCHED_AS.get(each, each) for each in wanted)))
