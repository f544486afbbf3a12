import json
from pathlib import Path

import pytest

from ragfood.foods import Food, load_foods
from ragfood.retrieval.everyday import everyday, put_plainly
from ragfood.retrieval.reading import Reading
from ragfood.retrieval.said_of import said_of
from ragfood.words import fold, terms

DATA = Path(__file__).resolve().parents[1] / "data"
CORPUS = load_foods(DATA / "foods.json")
TABLE = json.loads((DATA / "everyday.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def reading() -> Reading:
    return Reading.of(CORPUS.foods, [food.passage() for food in CORPUS.foods])


def best(reading: Reading, question: str, most: int = 5) -> list[str]:
    scores = reading.scores(question, reading.meant(question), said=True)
    return [CORPUS.foods[row].id for row in (-scores).argsort(kind="stable")[:most]]


@pytest.mark.parametrize(
    ("question", "food"),
    [
        ("what people munch in the dark while the film is running", "popcorn-air-popped"),
        ("the one with the glassy ceiling you crack with a teaspoon", "creme-brulee"),
        ("was knabbert man vorm Fernseher?", "potato-crisps"),
        ("algo calentito para después de esquiar", "gluhwein"),
        ("что-нибудь погрызть под сериал", "popcorn-air-popped"),
        ("肚子不舒服 感冒 吃点什么好", "congee"),
        ("sailors ate it against scurvy", "sauerkraut"),
        ("brown bananas in the fruit bowl, what now", "banana-raw"),
    ],
)
def test_a_food_is_found_by_words_that_its_text_does_not_hold(reading: Reading, question: str, food: str) -> None:
    assert reading.about_food(question)
    assert food in best(reading, question)


@pytest.mark.parametrize(
    "question",
    [
        "what should I wear for skiing",
        "which film won the palme d'or in 2019",
        "my fever is 39, when should I see a doctor",
        "how do I pack a suitcase for a long flight",
        "my phone screen is cracked, where can I get new glass",
        "which sleeping bag for camping in winter",
        "how to impress my in-laws at the wedding with a speech",
        "how do I get candle wax out of a tablecloth",
        "was soll ich zum Skifahren anziehen",
        "映画のおすすめは？",
    ],
)
def test_an_occasion_alone_is_not_about_food(reading: Reading, question: str) -> None:
    assert not reading.about_food(question)


def test_something_for_an_occasion_is_about_food_unless_it_is_to_be_read_or_worn() -> None:
    assert everyday().of_food("something for the beach")
    assert not everyday().of_food("something to read at the beach")
    assert not everyday().of_food("something for the bathroom")


def test_one_word_of_eating_is_enough_and_of_those_with_other_senses_two() -> None:
    assert everyday().of_food("a thing to nibble")
    assert everyday().of_food("sucked through a straw")
    assert not everyday().of_food("a hat made of straw")
    assert not everyday().of_food("straw hats and a lick of paint for the shed behind our old house by the river")


def test_what_is_refused_is_not_meant() -> None:
    assert everyday().meant("a boozy night")
    assert not everyday().meant("no boozy night")
    assert not everyday().meant("nothing crunchy")


def test_endings_do_not_matter_and_phrases_are_whole() -> None:
    assert everyday().meant("skied") == everyday().meant("skiing") == everyday().meant("ski")
    assert everyday().meant("in front of the telly")
    assert not everyday().meant("in front of the house")


def test_the_text_of_a_food_means_nothing_else() -> None:
    assert not everyday().meant(" ".join(["skiing"] * 61))


def test_nearly_all_words_told_of_one_food_make_a_question_one_about_food(reading: Reading) -> None:
    assert reading.lexical.tells("the black liquid that keeps students awake before exams")
    assert not reading.lexical.tells("the black liquid")
    assert not reading.lexical.tells("the black liquid that the printer of our accountant leaks on his trousers")


def test_everyday_words_count_only_for_a_collection_of_dishes() -> None:
    foods = [Food("a", "Cough", "A trial of honey for coughs."), Food("b", "Fever", "A trial of rest for fevers.")]
    reading = Reading.of(foods, [food.passage() for food in foods])
    assert reading.meant("fever") == ()


def test_every_row_of_the_table_leads_to_words_that_foods_are_told_of_by(reading: Reading) -> None:
    lost = [means for means in TABLE["means"] if not {*terms(means)} & reading.lexical.vocabulary]
    assert not lost


def test_phrases_of_the_table_are_folded_and_none_is_its_own_meaning() -> None:
    rows = {means: said.split() for means, said in TABLE["means"].items()}
    assert not [each for said in rows.values() for each in said if each != fold(each)]
    same = [
        each for means, said in rows.items() for each in said if "_" not in each and {*terms(each)} & {*terms(means)}
    ]
    assert not same


def test_what_is_said_is_said_of_foods_that_there_are() -> None:
    assert said_of().keys() <= CORPUS.by_id.keys()
    assert all(words.split() for words in said_of().values())


def test_nothing_is_said_again_that_is_told_of_every_food() -> None:
    fields = {
        term
        for food in CORPUS.foods
        for value in (food.type, *food.methods, *food.tastes, *food.meals)
        for term in terms(value)
    }
    assert not {food: same for food, said in said_of().items() if (same := {*terms(said)} & fields)}


@pytest.mark.parametrize("question", ["soup for a cold", "I have a bad cold, what soup?", "caught a cold and hungry"])
def test_who_has_a_cold_wants_nothing_cold(question: str) -> None:
    assert "cold" not in put_plainly(question) and "flu" in put_plainly(question)


@pytest.mark.parametrize(
    "question", ["a cold soup for a hot day", "for a cold drink", "cold noodles", "with a cold beer"]
)
def test_what_is_wanted_cold_stays_cold(question: str) -> None:
    assert put_plainly(question) == question
