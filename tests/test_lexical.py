import json
import math
from pathlib import Path

import numpy as np
import pytest

from ragfood.foods import load_foods
from ragfood.retrieval.lexical import K1, B, Lexical, _postings
from ragfood.words import terms, words

CORPUS = load_foods(Path(__file__).with_name("few_foods.json"))
IDS = [food.id for food in CORPUS.foods]


@pytest.fixture(scope="module")
def lexical() -> Lexical:
    return Lexical([food.passage() for food in CORPUS.foods], [food.all_names for food in CORPUS.foods])


def best(lexical: Lexical, query: str) -> str:
    return IDS[int(np.argmax(lexical.scores(query)))]


def bm25(texts: list[list[str]], query: list[str]) -> list[float]:
    """BM25 in Lucene's form, written down term by term."""
    mean = sum(map(len, texts)) / len(texts)
    scores = []
    for text in texts:
        score = 0.0
        for term in query:
            holding = sum(term in each for each in texts)
            idf = math.log(1 + (len(texts) - holding + 0.5) / (holding + 0.5))
            times = text.count(term)
            score += idf * times / (times + K1 * (1 - B + B * len(text) / mean))
        scores.append(score)
    return scores


@pytest.mark.parametrize(
    "query", ["spicy noodle soup", "rice rice beans", "tomato and cheese", "nothing shared zzz", ""]
)
def test_scores_are_bm25(query: str) -> None:
    passages = [food.passage() for food in CORPUS.foods]
    expected = bm25([terms(passage) for passage in passages], terms(query))
    scores = _postings(words(passage) for passage in passages).scores(terms(query))
    np.testing.assert_allclose(scores, expected, rtol=1e-5)


@pytest.mark.parametrize(
    ("query", "food"),
    [
        ("Georgian or Ethiopian flatbread of teff", "injera"),
        ("what is kimchi?", "kimchi"),
        ("パッタイ", "pad-thai"),
        ("味噌汁の作り方", "miso-soup"),
        ("борщ", "borscht"),
        ("حمص", "hummus"),
        ("phở", "pho"),
        ("TIRAMISÙ", "tiramisu"),
        ("tacos with pork from a spit", "tacos-al-pastor"),
    ],
)
def test_a_food_is_found_by_its_words_in_any_script(lexical: Lexical, query: str, food: str) -> None:
    assert best(lexical, query) == food


def test_a_whole_name_goes_before_the_same_word_elsewhere() -> None:
    passages = ["Kimchi jjigae\nstew of kimchi, kimchi and more kimchi", "Kimchi\nfermented cabbage"]
    lexical = Lexical(passages, [["Kimchi jjigae"], ["Kimchi"]])
    assert lexical.scores("what is kimchi").argmax() == 1
    assert lexical.scores("what is kimchi jjigae").argmax() == 0


def test_an_ingredients_name_does_not_carry_a_long_question() -> None:
    others = ["Salt", "Water", "Bread", "Rice", "Onion soup with fish"]
    passages = ["Lime\na green fruit", "Ceviche\nraw fish cured in juice of lime with onion", *others]
    lexical = Lexical(passages, [["Lime"], ["Ceviche"], *([each] for each in others)])
    assert lexical.scores("raw fish in lime juice").argmax() == 1


def test_of_equal_passages_the_one_with_the_word_in_its_name_is_first() -> None:
    lexical = Lexical(["plain pot\nnoodles", "noodles pot\nplain", "rice"], [["plain pot"], ["noodles pot"], ["rice"]])
    assert lexical.scores("noodles and beans").argmax() == 1


def test_foods_without_a_shared_word_score_nothing(lexical: Lexical) -> None:
    assert not lexical.scores("quantum chromodynamics").any()
    assert not lexical.scores("what is it?").any()


def test_coverage_is_the_share_of_the_question_that_a_food_holds(lexical: Lexical) -> None:
    covered = lexical.coverage("kimchi xylophone")
    kimchi = IDS.index("kimchi")
    assert covered.argmax() == kimchi and 0.2 < covered[kimchi] < 0.6
    assert lexical.coverage("kimchi")[kimchi] == pytest.approx(1)
    assert lexical.coverage("kimchi kimchi")[kimchi] == pytest.approx(1)
    assert not lexical.coverage("").any()


def test_a_rare_word_covers_more_than_a_common_one() -> None:
    texts = ["salt and saffron", "salt", "salt", "salt and pepper"]
    lexical = Lexical(texts, [[text] for text in texts])
    saffron, plain = lexical.coverage("salt saffron")[:2]
    assert saffron == pytest.approx(1) and plain < 0.2


def test_a_single_food_and_foods_without_words_can_be_searched() -> None:
    assert Lexical(["rice"], [["rice"]]).scores("rice")[0] > 0
    assert not Lexical(["…", "the"], [["…"], ["the"]]).scores("rice").any()


def test_every_food_of_the_real_corpus_is_first_for_its_own_name() -> None:
    path = Path(__file__).resolve().parents[1] / "data" / "foods.json"
    if not path.exists():
        pytest.skip("data/foods.json is not there")
    foods = load_foods(path).foods
    lexical = Lexical([food.passage() for food in foods], [food.all_names for food in foods])
    missed = [food.name for row, food in enumerate(foods) if lexical.scores(food.name).argmax() != row]
    assert len(missed) <= len(foods) // 100, json.dumps(missed)


def test_foods_that_are_called_by_a_whole_name_are_told() -> None:
    lexical = Lexical(["Red lentils", "Lentil soup", "Miso"], [["Red lentils", "masoor"], ["Lentil soup"], ["Miso"]])
    assert lexical.named("how are red lentils and masoor cooked") == {0}
    assert lexical.named("lentil soup with miso") == {1, 2} and lexical.named("lentils") == set()
