"""What is found for facets, numbers, comparisons, follow-ups and standing demands, and what is said of it plainly."""

from __future__ import annotations

from pathlib import Path

import pytest
from houses import ask, house

from ragfood.assembly import DATA, House
from ragfood.demands import Demands, read_demands, vocabulary_of
from ragfood.demands.facets import values_of
from ragfood.finding import Finding, find
from ragfood.finding.pantry import pantry_of
from ragfood.finding.plain_answers import plain_answer, prompted
from ragfood.providers import Message


def found(app: House, question: str, *talk: Message, most: int = 5) -> Finding:
    return find(app.index, question, talk, most)


def ids(finding: Finding) -> list[str]:
    return [match.food.id for match in finding.found.matches]


def after(finding: Finding, question: str) -> tuple[Message, Message]:
    return Message("user", question), Message("assistant", "So it is [1].", tuple(ids(finding)))


@pytest.mark.parametrize(
    "question", ["spicy dishes from India", "Japanese soup", "grilled street food", "African breakfast", "Thai food"]
)
def test_foods_have_what_is_wanted_where_enough_do(app: House, question: str) -> None:
    finding = found(app, question)
    lacking = [finding.demands.lacking(values_of(match.food)) for match in finding.found.matches]
    assert ids(finding) and (not any(lacking) or finding.told)


@pytest.mark.parametrize("question", ["Thai food, not spicy", "nothing from Italy", "dinner without frying", "no oven"])
def test_what_is_not_wanted_never_comes(app: House, question: str) -> None:
    finding = found(app, question, most=20)
    assert ids(finding) and all(finding.demands.met_by(match.food) for match in finding.found.matches)


PANTRY = (
    "vegan, no nuts", "not spicy", "nothing from Africa", "under 200 kcal", "no pork, no onions",
    "no cherries, no bay leaves",
    "without an oven, at least 5 g protein", "not from Italy and gluten-free", "no खाना", "",
)  # fmt: skip


@pytest.mark.parametrize("question", PANTRY)
def test_the_pantry_says_of_every_food_what_its_demands_say(app: House, question: str) -> None:
    demands, foods = read_demands(question), app.index.corpus.foods
    assert pantry_of(app.index.corpus).meeting(demands) == {food.id for food in foods if demands.met_by(food)}


@pytest.mark.parametrize("question", ["Thai or Indian, sweet and sour", "grilled, for dinner", "African soup"])
def test_the_pantry_knows_which_foods_have_what_is_wanted(app: House, question: str) -> None:
    demands, foods = read_demands(question), app.index.corpus.foods
    everything = frozenset(food.id for food in foods)
    having = {food.id for food in foods if not demands.lacking(values_of(food))}
    assert pantry_of(app.index.corpus).having(demands.wanted, everything) == having


def test_orders_sort_by_the_stored_numbers(app: House) -> None:
    finding = found(app, "Which foods have the most protein?")
    amounts = [row.amounts[0] or 0 for row in finding.comparison.rows] if finding.comparison else []
    assert amounts == sorted(amounts, reverse=True) and finding.comparison and finding.comparison.kind == "ranking"
    assert amounts[0] == max(food.nutrition.get("protein_g", 0) for food in app.index.corpus.foods)
    assert any("without stored numbers" in each for each in finding.told)


def test_diet_meal_and_order_hold_together(app: House) -> None:
    finding = found(app, "High protein vegan breakfast")
    foods = [match.food for match in finding.found.matches]
    assert foods and all(food.diets["vegan"] == "yes" and "breakfast" in food.meals for food in foods)
    assert [food.nutrition["protein_g"] for food in foods] == sorted(
        (food.nutrition["protein_g"] for food in foods), reverse=True
    )


def test_bounds_offer_only_foods_with_numbers_within_them(app: House) -> None:
    finding = found(app, "snacks under 100 kcal", most=20)
    assert ids(finding) and all(match.food.nutrition["kcal"] < 100 for match in finding.found.matches)
    assert any(each.reason.endswith("not known") for each in finding.hidden)


def test_a_comparison_holds_both_sides_and_their_numbers(app: House) -> None:
    finding = found(app, "which has more protein, lentils or chickpeas?")
    assert ids(finding) == ["lentils-cooked", "chickpeas-cooked"] and finding.comparison
    assert finding.comparison.asked == ("protein_g",) and finding.comparison.columns[0].key == "protein_g"
    assert "**Lentils, cooked** has more protein than Chickpeas, cooked" in plain_answer(finding)[0]
    assert any("Stored numbers per 100 g: [1] Lentils" in line for line in prompted(finding))


def test_a_number_that_is_not_stored_is_unknown(app: House) -> None:
    finding = found(app, "which has more iron, ramen or lentils?")
    assert "For Ramen [1] no iron figure is stored: unknown." in plain_answer(finding)[0]


def test_a_side_that_the_collection_does_not_hold_is_said(app: House) -> None:
    finding = found(app, "compare hummus and zorbleberry")
    assert ids(finding)[0] == "hummus" and any("nothing called “zorbleberry”" in each for each in finding.told)


def test_facts_are_answered_with_what_is_known(app: House) -> None:
    assert "**Pad Thai** may contain gluten [1]" in plain_answer(found(app, "Is pad thai gluten-free?"))[0]
    assert plain_answer(found(app, "Does pad thai contain peanuts?"))[0] == "**Pad Thai** contains peanuts [1]."
    assert "9.02 g protein per 100 g [1]" in plain_answer(found(app, "how much protein is in lentils?"))[0]
    assert "comes from Vietnam" in plain_answer(found(app, "where is pho from?"))[0]


def test_a_false_premise_demands_nothing(app: House) -> None:
    finding = found(app, "Why is sushi from Italy?")
    assert not finding.demands and ids(finding)[0] == "sushi"


@pytest.mark.parametrize(
    ("question", "food"),
    [("As hummus is fat free, how much of it can I eat?", "hummus"), ("since pho is from Peru, what is in it?", "pho")],
)
def test_what_is_taken_for_granted_is_no_demand(app: House, question: str, food: str) -> None:
    finding = found(app, question)
    assert not finding.demands and ids(finding)[0] == food


@pytest.mark.parametrize(
    "question",
    ["I get hives from sesame. snack ideas?", "sesame makes me sick, snacks?", "Indian food, no sesame"],
)
def test_what_makes_somebody_ill_is_left_out(app: House, question: str) -> None:
    finding = found(app, question, most=20)
    assert ids(finding) and all(match.food.allergens["sesame"] == "free" for match in finding.found.matches)


def test_no_soy_is_english_and_no_soy_vegano_is_not() -> None:
    assert read_demands("Indian food, no soy please").free_of == ("soybeans",)
    assert not read_demands("no soy vegano").of_safety and not read_demands("no soy alérgico a nada").free_of


def test_follow_ups_are_about_what_was_shown(app: House) -> None:
    first = found(app, "What is kimchi?")
    talk = after(first, "What is kimchi?")
    assert ids(found(app, "Is it vegan?", *talk)) == ["kimchi"]
    assert ids(found(app, "number 2 please", *talk)) == [ids(first)[1]]
    assert not {*ids(found(app, "what else?", *talk))} & {*ids(first)}


def test_a_later_place_takes_the_place_of_an_earlier_one(app: House) -> None:
    first = found(app, "Breakfast in Korea")
    finding = found(app, "how about in Japan?", *after(first, "Breakfast in Korea"))
    assert [chip.label for chip in finding.understood] == ["for breakfast", "from Japan"]
    finding = found(app, "and vegan?", *after(first, "gluten-free breakfast"))
    assert {chip.label for chip in finding.understood} == {"vegan", "gluten-free", "for breakfast"}


def test_a_chip_can_be_taken_away(app: House) -> None:
    both = find(app.index, "vegan Thai soup", (), 5)
    assert [chip.key for chip in both.understood] == ["diet:vegan", "place:Thailand", "type:soup"]
    one = find(app.index, "vegan Thai soup", (), 5, dropped=["diet:vegan", "type:soup", "no:such"])
    assert [chip.key for chip in one.understood] == ["place:Thailand"]


def test_every_chip_takes_away_itself_alone() -> None:
    demands = read_demands("vegan, no peanuts, no onion, not spicy, under 200 kcal, from Japan, high in protein")
    assert len({chip.key for chip in demands.chips}) == len(demands.chips) == 7
    for chip in demands.chips:
        assert [each for each in demands.chips if each != chip] == list(demands.without(chip.key).chips)


def test_standing_demands_hold_for_every_question(app: House) -> None:
    standing = Demands(free_of=("peanuts",))
    finding = find(app.index, "Thai dishes", (), 20, standing=standing)
    assert ids(finding) and all(match.food.allergens["peanuts"] == "free" for match in finding.found.matches)


def test_a_food_asked_about_is_shown_with_a_warning_when_it_breaks_a_standing_demand(app: House) -> None:
    finding = find(app.index, "Is pad thai vegan?", (), 5, standing=Demands(free_of=("peanuts",)))
    assert ids(finding)[0] == "pad-thai" and finding.warnings == (
        "Pad Thai does not meet “no peanuts”: contains peanuts.",
    )
    others = finding.found.matches[1:]
    assert all(match.food.allergens["peanuts"] == "free" for match in others)
    assert plain_answer(finding)[0] == finding.warnings[0] and "Warning to repeat first" in prompted(finding)[0]


def test_a_named_dish_that_breaks_the_question_s_own_demand_is_not_offered(app: House) -> None:
    finding = found(app, "I'm allergic to peanuts, can I eat pad thai?")
    assert "pad-thai" not in ids(finding) and "contains peanuts" in finding.warnings[0]


def test_a_side_that_breaks_the_question_s_own_demand_is_not_offered(app: House) -> None:
    finding = found(app, "I'm allergic to peanuts. Compare pad thai and hummus.")
    assert ids(finding) == ["hummus"] and "Pad Thai does not meet" in finding.warnings[0] and finding.comparison is None


def test_which_of_those_shown_fits_may_be_none(app: House) -> None:
    talk = after(found(app, "compare sushi and sashimi"), "compare sushi and sashimi")
    finding = found(app, "and which is vegan?", *talk)
    assert ids(finding) == [] and "**Sashimi**: not vegan" in finding.nothing_fits


@pytest.mark.parametrize(
    "question",
    [
        "高蛋白素食",
        "desayuno vegano sin gluten",
        "शाकाहारी नाश्ता बिना दूध",
        "أطباق نباتية بدون مكسرات",
        "저칼로리 비건 요리",
    ],
)
def test_other_languages_are_filtered_as_exactly(app: House, question: str) -> None:
    finding = found(app, question)
    assert ids(finding) and finding.demands.of_safety
    assert all(finding.demands.met_by(match.food) for match in finding.found.matches)


@pytest.mark.parametrize("question", ["What is the capital of Japan?", "who won the world cup", "fix my car"])
def test_what_is_not_about_food_finds_nothing(app: House, question: str) -> None:
    assert ids(found(app, question)) == [] and plain_answer(found(app, question)) == ()


def test_a_question_is_read_with_the_names_of_its_corpus(app: House) -> None:
    assert not read_demands("French onion soup", vocabulary_of(app.index.corpus)).wanted


def test_an_answer_carries_safety_chips_and_numbers(tmp_path: Path) -> None:
    app = house(tmp_path, RAGFOOD_FOODS=str(DATA / "foods.json"))
    answer = ask(app, "I am pregnant: what raw fish has the most protein?", mode="offline")
    assert answer.safety.startswith("In pregnancy") and [chip.key for chip in answer.understood]
    assert answer.comparison and answer.comparison.kind == "ranking" and answer.degraded
    turn = app.chat.ask("Thai curry", conversation="c", mode="offline", standing=Demands(diets=("vegan",)))
    other = turn.wait(60)
    assert other and other.understood[0].key == "diet:vegan" and any("no medical advice" in n for n in other.notices)


@pytest.mark.parametrize("question", ["Is satay safe for me?", "What is satay?", "Tell me about satay", "satay"])
def test_a_dish_that_breaks_a_standing_demand_is_shown_but_never_listed_as_meeting_it(
    app: House, question: str
) -> None:
    finding = find(app.index, question, (), 5, standing=Demands(free_of=("peanuts",)))
    told = plain_answer(finding)
    assert told[0] == "Satay does not meet “no peanuts”: contains peanuts." and told[1].startswith("**Satay** ")
    assert all("**Satay**" not in each for each in told[2:])


def test_that_a_dish_is_not_of_a_diet_is_said_in_plain_words(app: House) -> None:
    finding = find(app.index, "Is pho any good?", (), 5, standing=Demands(diets=("vegan",)))
    assert finding.warnings == ("Pho is not vegan.",)


def test_of_what_is_not_known_it_is_said_that_it_is_not_known(app: House) -> None:
    finding = find(app.index, "rendang", (), 5, standing=Demands(free_of=("peanuts",)))
    assert finding.warnings == ("Beef Rendang is not known to meet “no peanuts”: peanuts not known.",)


def test_a_food_that_was_pointed_at_is_not_said_to_be_from_where_the_list_was_asked_for(app: House) -> None:
    talk = after(found(app, "thai dishes without peanuts"), "thai dishes without peanuts")
    told = plain_answer(found(app, "the second one", *talk))
    assert told[0] == "What the collection says of it, known to meet “no peanuts”:"


@pytest.mark.parametrize(
    "question",
    ["my throat is swelling after eating cashews", "my son has anaphylaxis, what thai dishes are there"],
)
def test_in_an_emergency_no_food_is_shown(app: House, question: str) -> None:
    finding = found(app, question)
    assert ids(finding) == [] and finding.nothing_fits.startswith("If this is happening now")


def test_an_allergy_in_the_words_of_an_emergency_is_answered_by_what_is_safe(app: House) -> None:
    finding = found(app, "my throat swells up from peanuts, I am allergic to peanuts: which soups?")
    assert ids(finding) and all(match.food.allergens["peanuts"] == "free" for match in finding.found.matches)


def test_all_within_bounds_are_found_whatever_else_is_said(app: House) -> None:
    plain = found(app, "at least 15 g of protein and no more than 250 kcal per 100 g", most=20)
    told = found(app, "I'm cutting. What has at least 15 g of protein and no more than 250 kcal per 100 g?", most=20)
    assert len(ids(told)) == len(ids(plain)) == 20


def test_a_group_that_is_left_out_is_not_what_is_asked_for(app: House) -> None:
    finding = found(app, "doctor says more zinc, but I can't eat shellfish")
    assert finding.asking and not finding.asking.groups and ids(finding)


def test_part_of_a_way_of_cooking_names_no_food(app: House) -> None:
    finding = found(app, "meatless stir-fry for two")
    assert finding.asking and not finding.asking.named
