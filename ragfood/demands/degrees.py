"""Degrees: what is wanted, but not too much of it: "sweet but not too sweet", "a cake, not too sweet"."""

from __future__ import annotations

from collections.abc import Iterable

from ragfood.demands.facets import Facet, Facets
from ragfood.demands.wanting import Said

_SWEETS = frozenset(("dessert", "cake", "cookies", "pastry", "ice cream", "chocolate", "pie", "pancakes"))
"""Names of facets of what is sweet in any case."""


def tempered(said: Iterable[Said], facets: Facets) -> list[Said]:
    """`said`, where what is refused only in excess and wanted besides, or sweet in any case, is no ban: foods with
    another taste beside it come first.
    """
    said = [*said]
    wanted = {each.facet for each in said if each.wanted}
    found: list[Said] = []
    for each in said:
        if each.wanted or not each.in_excess or not _wanted_besides(each.facet, wanted):
            found.append(each)
        elif less := facets.called.get(f"barely {each.facet.name}"):
            found.append(Said(less, wanted=True))
    return found


def _wanted_besides(facet: Facet, wanted: set[Facet]) -> bool:
    if facet.kind != "taste":
        return False
    return facet in wanted or (facet.name == "sweet" and not _SWEETS.isdisjoint(each.name for each in wanted))
