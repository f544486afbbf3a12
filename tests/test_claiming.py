"""What is claimed of a food is no demand; what somebody must be sure of stays one."""

from __future__ import annotations

import pytest

from ragfood.assembly import House
from ragfood.demands import vocabulary_of
from ragfood.demands.claiming import claims, claims_cut
from ragfood.finding import find


@pytest.mark.parametrize(
    "claim",
    ["pad thai is vegan isn't it, it's only sauce", "they say pad thai is gluten-free", "El pad thai es halal, ¿no?"],
)
def test_a_food_of_which_something_is_claimed_is_shown_and_nothing_demanded(app: House, claim: str) -> None:
    finding = find(app.index, claim, (), 3)
    assert not finding.demands and finding.found.matches[0].food.id == "pad-thai"


@pytest.mark.parametrize(
    "said",
    [
        "my guest is vegan",
        "the pad thai must be vegan, it is vegan",
        "pad thai that is vegan",
        "I'm allergic, pad thai is peanut free",
        "everything in my kitchen is nut free",
    ],
)
def test_people_and_what_must_be_are_no_claim(app: House, said: str) -> None:
    assert not claims(said, vocabulary_of(app.index.corpus).names)


def test_only_the_claim_is_cut(app: House) -> None:
    names = vocabulary_of(app.index.corpus).names
    assert claims_cut("pad thai is vegan but no soy, no nuts", names) == "pad thai   but no soy, no nuts"
