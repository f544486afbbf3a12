"""What is found: by words and by vectors, among few foods and all of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from app_process import ROOT
from searching import ROWS, Open, ids, rows_file

from ragfood.errors import CorpusMissing
from ragfood.retrieval import FoodIndex
from ragfood.retrieval.relevance import OFF_TOPIC
from ragfood.settings import Settings


def test_words_and_vectors_find_the_foods_that_bear_on_a_question(whole: FoodIndex) -> None:
    found = whole.search("What is pad thai made of?", 3)
    assert ids(found)[0] == "pad-thai" and len(found.matches) == 3
    assert not found.lexical_only and found.notice == "" and found.ms > 0
    assert all(0 <= match.score <= 1 and match.dense is not None for match in found.matches)
    assert found.matches[0].score == pytest.approx(found.matches[0].dense) and found.matches[0].lexical > 0


def test_the_nearest_are_looked_up_in_the_collection_on_disk(opened: Open, settings: Settings) -> None:
    from chromadb.api.shared_system_client import SharedSystemClient

    index = opened()
    index.prepare()
    path = str(settings.state_dir / "index" / f"lsa-1-{index.corpus.hash[:12]}")
    assert path in SharedSystemClient._identifier_to_system
    index.close()
    assert path not in SharedSystemClient._identifier_to_system


@pytest.mark.parametrize(
    ("question", "food"),
    [
        ("fermented cabbage from Korea", "kimchi"),
        ("Ethiopian flatbread of teff", "injera"),
        ("guacomole", "guacamole"),
        ("味噌汁の作り方", "miso-soup"),
        ("борщ", "borscht"),
        ("cold tomato soup from Spain", "gazpacho"),
    ],
)
def test_the_first_match_is_the_food_that_was_meant(whole: FoodIndex, question: str, food: str) -> None:
    assert ids(whole.search(question, 5))[0] == food


def test_both_sides_of_a_comparison_are_found(whole: FoodIndex) -> None:
    assert {"pho", "ramen"} <= set(ids(whole.search("pho or ramen, which one is lighter?", 3)))


@pytest.mark.parametrize("question", [*OFF_TOPIC, "capital of France", "fix my bike", "write python code", "", "?!"])
def test_nothing_is_shown_beside_a_question_about_other_things(whole: FoodIndex, question: str) -> None:
    assert whole.search(question, 5).matches == ()


def test_nothing_is_shown_beside_it_by_words_alone_either(opened: Open) -> None:
    assert opened().search("capital of France", 5).matches == ()


@pytest.mark.parametrize("question", ["what should I eat tonight", "I'm hungry", "something for dinner"])
def test_a_wish_for_anything_to_eat_finds_meals(opened: Open, question: str) -> None:
    index = opened()
    for prepare in (lambda: None, index.prepare):
        prepare()
        assert len(index.search(question, 3).matches) == 3


def test_the_whole_name_of_a_food_is_found_however_long_the_question(opened: Open) -> None:
    index = opened()
    assert ids(index.search("pad thai missing model", 3))[0] == "pad-thai"
    assert ids(index.search("tell me about pad thai please thank you kindly", 3))[0] == "pad-thai"


def test_spelling_is_put_right_and_told(opened: Open) -> None:
    assert opened().search("recipe for guacomole", 1).searched_for == "recipe for guacamole"


def test_a_search_can_be_limited_to_some_foods(opened: Open) -> None:
    index = opened()
    for prepare in (lambda: None, index.prepare):
        prepare()
        assert ids(index.search("noodle soup", 5, among={"ramen", "hummus"})) == ["ramen"]
        assert index.search("noodle soup", 5, among=set()).matches == ()


def test_foods_of_one_name_are_shown_once(opened: Open, tmp_path: Path) -> None:
    kimchi = next(row for row in ROWS if row["id"] == "kimchi")
    twice = [*ROWS, {**kimchi, "id": "kimchi-2", "name": "KIMCHI"}]
    index = opened(foods=rows_file(tmp_path / "foods.json", twice))
    index.prepare()
    assert len({"kimchi", "kimchi-2"} & set(ids(index.search("kimchi", 5)))) == 1


def test_bare_ingredients_come_first_only_where_they_are_named(opened: Open, tmp_path: Path) -> None:
    text = "Green leaves, boiled with garlic and eaten warm."
    rows: list[dict[str, object]] = [
        {"id": "chard", "name": "Chard", "type": "ingredient", "text": text},
        {"id": "plate", "name": "Garden Plate", "type": "dish", "text": text},
        *({"id": f"other-{at}", "name": f"Other {at}", "type": "dish", "text": "Rice with fish."} for at in range(4)),
    ]
    index = opened(foods=rows_file(tmp_path / "foods.json", rows))
    index.prepare()
    assert ids(index.search("warm leaves with garlic", 2)) == ["plate", "chard"]
    assert ids(index.search("green leaves boiled with garlic, eaten warm: chard", 2)) == ["chard", "plate"]


def test_a_single_food_can_be_searched(opened: Open, tmp_path: Path) -> None:
    index = opened(foods=rows_file(tmp_path / "foods.json", [{"id": 1, "text": "A mango is a juicy fruit."}]))
    index.prepare()
    assert index.status().state == "ready" and ids(index.search("juicy fruit", 5)) == ["1"]


def test_a_missing_corpus_is_told_at_once(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(CorpusMissing):
        FoodIndex(replace(settings, foods=tmp_path / "none.json"))


def test_the_real_corpus_answers_real_questions(opened: Open) -> None:
    path = ROOT / "data" / "foods.json"
    if not path.exists():
        pytest.skip("data/foods.json is not there")
    index = opened(foods=path)
    index.prepare()
    expected = {
        "Georgian cheese bread": "khachapuri",
        "raw fish marinated in lime juice": "ceviche",
        "Egyptian dish of lentils, rice and macaroni": "koshari",
        "tirimisu dessert": "tiramisu",
        "什么是麻婆豆腐？": "mapo-tofu",
        "calories in a banana": "banana-raw",
    }
    assert {question: food in ids(index.search(question, 5)) for question, food in expected.items()} == dict.fromkeys(
        expected, True
    )
    assert index.search("How do I get a visa for Japan?", 5).matches == ()
