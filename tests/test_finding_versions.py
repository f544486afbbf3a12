"""Foods that keep a diet only in some versions: told of beside what is offered, where that helps."""

from __future__ import annotations

import pytest

from ragfood.assembly import House
from ragfood.finding import Finding, find
from ragfood.foods import Food

TOLD = "Some versions of these are "


def versions(finding: Finding) -> tuple[list[str], list[Food]]:
    """The sentence, in a list, and the foods of the corpus that it names."""
    said = [each for each in finding.told if each.startswith(TOLD)]
    foods = [match.food for match in finding.left_out]
    return said, [food for each in said for food in foods if food.name in each.partition(": ")[2]]


@pytest.mark.parametrize(
    ("question", "diet", "named"),
    [
        ("vegetarian Italian dinner ideas", "vegetarian", "Minestrone"),
        ("vegan food from Mexico", "vegan", "Burrito"),
        ("what can we eat in Germany that is halal?", "halal", "Sauerkraut"),
    ],
)
def test_where_little_fits_foods_are_named_of_which_some_versions_do(
    app: House, question: str, diet: str, named: str
) -> None:
    finding = find(app.index, question, (), 5)
    said, foods = versions(finding)
    assert len(said) == 1 and said[0].startswith(f"{TOLD}{diet}, so ask how they are made: ") and named in said[0]
    assert foods and {food.diets[diet] for food in foods} == {"depends"}
    assert not {food.id for food in foods} & {match.food.id for match in finding.found.matches}


@pytest.mark.parametrize(
    ("question", "holds"),
    [
        ("We are a Muslim family, what halal lamb dish could we cook for Eid?", "lamb"),
        ("halal chicken curry", "chicken"),
        ("halal chicken dinner", "chicken"),
        ("kosher beef stew", "beef"),
    ],
)
def test_where_much_fits_but_nothing_with_what_was_asked_for_only_foods_with_it_are_named(
    app: House, question: str, holds: str
) -> None:
    finding = find(app.index, question, (), 5)
    said, foods = versions(finding)
    assert len(finding.found.matches) >= 4 and said and foods
    assert all(holds in " ".join((*food.ingredients, food.text)).lower() for food in foods)


@pytest.mark.parametrize("question", ["halal breakfast", "vegan lunch with rice", "Thai food", "peanut-free Thai soup"])
def test_where_enough_fits_or_no_diet_is_demanded_no_versions_are_named(app: House, question: str) -> None:
    assert not versions(find(app.index, question, (), 5))[0]


def test_what_breaks_another_demand_is_not_named_either(app: House) -> None:
    said, foods = versions(find(app.index, "vegetarian Italian dinner without milk", (), 5))
    assert all(food.allergens.get("milk") == "free" for food in foods)
    assert "Margherita" not in "".join(said)
