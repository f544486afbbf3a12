"""Demands: what a question wants foods to be. Rules over what people say; knows no search and asks no model."""

from __future__ import annotations

from ragfood.demands.demand import Demands, hidden
from ragfood.demands.facets import Facet
from ragfood.demands.nutrients import OVERVIEW, Bound, Nutrient, Order, nutrient_of, nutrients
from ragfood.demands.reading import asks_for_fact, read_demands
from ragfood.demands.vocabulary import Vocabulary, vocabulary_of

__all__ = [
    "OVERVIEW",
    "Bound",
    "Demands",
    "Facet",
    "Nutrient",
    "Order",
    "Vocabulary",
    "asks_for_fact",
    "hidden",
    "nutrient_of",
    "nutrients",
    "read_demands",
    "vocabulary_of",
]
