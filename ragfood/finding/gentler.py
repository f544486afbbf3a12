"""Gentler: in the place of dishes that were too hot or too heavy, others of their sort, and never the same again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ragfood.demands import Demands, Vocabulary
from ragfood.demands.facets import Facet, plain_facets, values_of
from ragfood.foods import Food
from ragfood.providers import Message
from ragfood.understanding.asking import Asking
from ragfood.understanding.gentler import gentler
from ragfood.understanding.referring import all_shown, spoken_of
from ragfood.understanding.topic import topic_of

_SORTS = (
    *("curry", "soup", "stew", "salad", "noodles", "dumplings", "pie", "casserole", "sandwich", "cake", "dessert"),
    *("drink", "breakfast", "bread", "condiment", "snack", "dinner"),
)
"""What a dish may be, the nearest first, by the names of facets."""
_AS_MEALS = ("soup", "dessert", "drink", "breakfast", "salad", "snack", "dinner")
"""The same of what shall be light: in the place of a heavy casserole no other casserole will do."""


def gentler_than(asking: Asking, question: str, history: Sequence[Message], names: Vocabulary) -> Asking:
    """`asking`, where `question` only wants what was spoken of to be milder or lighter, for others of the same sort."""
    if not (history and (meant := gentler(question))) or asking.demands.bounds or asking.demands.orders:
        return asking
    earlier = asking.text.removesuffix(question)
    known = asking.named or tuple(each.ids[0] for each in names.names.mentions(earlier))
    named = [names.foods[each] for each in known or _alone(asking.demands, history, names) if each in names.foods]
    dishes = [food for food in named if food.type not in ("ingredient", "")]
    sorts = {each.kind for each in asking.demands.wanted} & {"dish", "type", "meal"}
    told = [] if sorts else [*_sort_of(dishes, _AS_MEALS if meant.endswith("light") else _SORTS)]
    shown = (*all_shown(history, names.names), *(food.id for food in dishes))
    alone = bool(dishes) or not _says_more(asking.demands)
    return asking._replace(
        text=meant if alone else f"{earlier}{meant}",
        topic="" if alone else topic_of(earlier, asking.demands, names),
        demands=asking.demands | Demands(wanted=tuple(told)),
        named=(),
        pointed=(),
        asked_of=(),
        like=tuple(food.id for food in dishes),
        shown=tuple(dict.fromkeys(shown)),
    )


def _alone(demands: Demands, history: Sequence[Message], names: Vocabulary) -> tuple[str, ...]:
    """The food that was spoken of where nothing else says what is wanted."""
    return () if _says_more(demands) else spoken_of(history, names.names)


def _says_more(demands: Demands) -> bool:
    return any(each.name != "light" for each in demands.wanted)


def _sort_of(dishes: Sequence[Food], sorts: Sequence[str]) -> Iterator[Facet]:
    if not dishes:
        return
    values = values_of(dishes[0])
    called = plain_facets().called
    yield from [facet for each in sorts if (facet := called[each]).of(values)][:1]
