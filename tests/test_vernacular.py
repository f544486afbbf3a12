"""In which language a text is, and what its everyday words for foods mean; what that finds."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ragfood.assembly import House
from ragfood.demands import vocabulary_of
from ragfood.finding import Finding, find
from ragfood.understanding.lexicon import lexicon
from ragfood.understanding.vernacular import in_english, tongues_of, without_endings

TABLE = json.loads((Path(__file__).resolve().parents[1] / "data" / "vernacular.json").read_text("utf-8"))
KNOWN = frozenset(["soup", "salad", "linsen", "pan", "burrito", "latte"])


def told(text: str, names: Sequence[str] = ()) -> str:
    return in_english(text, KNOWN.__contains__, lambda said: " ".join(said) in names)


def ids(finding: Finding) -> list[str]:
    return [match.food.id for match in finding.found.matches]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("¿qué puedo cenar hoy?", "es"),
        ("Was kann ich daraus machen?", "de"),
        ("qu'est-ce que je peux faire", "fr"),
        ("che cosa posso cucinare", "it"),
        ("o que eu posso fazer com isso", "pt"),
        ("elimde var, ne yapabilirim", "tr"),
        ("co można z tego zrobić", "pl"),
        ("wat kan ik hier van maken", "nl"),
        ("что можно приготовить", "ru"),
        ("what can I make of it", "en"),
    ],
)
def test_a_text_tells_its_language(text: str, code: str) -> None:
    assert tongues_of(text) == {code}


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("Mi avanzano tre melanzane", "aubergine"),
        ("¿qué engorda más, el pan o el arroz?", "bread"),
        ("elimde patlıcan ve kıyma var", "minced beef"),
        ("у меня осталась картошка", "potato"),
        ("mam za dużo jabłek", "apple"),
        ("ik heb nog een bloemkool", "cauliflower"),
        ("welchen Apfelkuchen gibt es", "apfel cake"),
        ("eine Linsensuppe", "lentils soup"),
    ],
)
def test_everyday_words_are_called_in_english(text: str, english: str) -> None:
    known = in_english(text, (KNOWN | {"apfel"}).__contains__, lambda said: False)
    assert english in known


@pytest.mark.parametrize("text", ["pan fried burrito", "the best latte in town", "", "birayni", "no nuts please"])
def test_english_stays_as_it_is(text: str) -> None:
    assert told(text) == text


def test_a_word_of_a_longer_name_stays() -> None:
    assert told("ricetta del caffè latte", ["caffe latte"]) == "ricetta del caffè latte"
    assert told("pan con tomate, la receta", ["pan con tomate"]) == "pan con tomate, la receta"
    assert "milk" in told("ricetta con il latte", ["caffe latte"])


def test_names_lose_the_endings_of_the_language_that_has_them() -> None:
    assert "manti" in without_endings("mantiyi", frozenset({"tr"}))
    assert not [*without_endings("mantiyi", frozenset({"de"}))]


@given(st.text(max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    assert isinstance(told(text), str) and tongues_of(text) <= TABLE["telling"].keys()


def test_every_word_of_the_table_means_a_food_that_there_is(app: House) -> None:
    names = vocabulary_of(app.index.corpus).names
    unknown = [name for name in TABLE["words"] if not names.mentions(name) and not ids(find(app.index, name, (), 1))]
    assert unknown == []
    assert all(code in TABLE["telling"] for rows in TABLE["words"].values() for code in rows)
    assert lexicon().said and lexicon().stems


@pytest.mark.parametrize("code", TABLE["telling"])
def test_every_word_of_the_table_is_called_in_english_in_its_own_language(code: str) -> None:
    opening = " ".join(TABLE["telling"][code].split()[:8])
    for name, rows in TABLE["words"].items():
        for word in rows.get(code, "").replace("_", " ").replace("*", "").split()[:1]:
            assert isinstance(told(f"{opening} {word}"), str), name


FOUND = {
    "Mi avanzano tre melanzane, cosa ci posso cucinare?": "moussaka",
    "mantıyı nasıl yaparlar": "manti",
    "baklavanın içinde ne var": "baklava",
    "рецепт плова": "plov",
    "gerecht met spinazie en kaas": "spanakopita",
    "Fischsuppe": "lohikeitto",
    "placki ziemniaczane": "draniki",
    "o que se come no Peru?": "ceviche",
    "पेरू में लोग क्या खाते हैं": "ceviche",
}


@pytest.mark.parametrize(("question", "food"), FOUND.items())
def test_foods_are_found_in_other_languages(app: House, question: str, food: str) -> None:
    assert food in ids(find(app.index, question, (), 8))


SIDES = {
    "mais proteína: frango ou atum?": {"chicken-breast-roasted", "tuna-canned-in-water"},
    "hangisinde daha çok demir var, ıspanak mı mercimek mi": {"spinach-raw", "lentils-cooked"},
    "что полезнее, гречка или рис": {"buckwheat-cooked", "white-rice-cooked"},
    "kip of zalm, wat heeft meer eiwit": {"chicken-breast-roasted", "salmon-baked"},
    "süt mü yoğurt mu daha çok kalsiyum içerir": {"whole-milk", "plain-yogurt"},
    "between almonds, walnuts and cashews which has the least carbs": {"almonds-raw", "walnuts-raw", "cashews-raw"},
}


@pytest.mark.parametrize(("question", "foods"), SIDES.items())
def test_both_sides_are_found_in_other_languages(app: House, question: str, foods: set[str]) -> None:
    comparison = find(app.index, question, (), 6).comparison
    assert comparison and {row.id for row in comparison.rows} == foods


def test_words_without_spaces_are_called_in_english_unless_they_are_part_of_another_word() -> None:
    assert "aubergine" in told("ナスの料理") and "aubergine" not in told("ルピナスの料理")
    assert "tofu" in told("豆腐怎么做") and "tofu" not in told("麻婆豆腐怎么做", ["麻婆豆腐"])


def test_an_ending_that_says_without_is_kept() -> None:
    assert "oats free" in told("yulafsız bir kahvaltı") and "oats free" in told("ein haferfreies Frühstück")
