"""What the floors below say in English, told on the pages in every language."""

from __future__ import annotations

import json
import re
import time
from functools import cache
from pathlib import Path

import pytest
from told_below import FILLED, readings, said_below

from ragfood.demands import nutrient_of
from ragfood.demands.facets import table
from ragfood.errors import Declined, Interrupted
from ragfood.foods import load_foods
from ragfood.ui.sentences import Sentences, places_of
from ragfood.ui.wording import languages, sentences

DATA = Path(__file__).resolve().parents[1] / "data"
ROWS = json.loads((DATA / "sentences.json").read_text("utf-8"))["sentences"]
OTHERS = [code for code in languages() if code != "en"]
UNSAID = frozenset(
    {
        *("rate limit", "bad key", "a stream that breaks off", "vegan instead", "lexical only", "roll back"),
        *("not worse", "out of domain", "waiting for another process", "This food"),
        "Represent this sentence for searching relevant passages: ",
        *("and which vegan one without nuts, under 300 kcal, has more protein?", "a soup"),
        *("saya alergi kacang", "I'm allergic to eggs, can I eat mayonnaise?"),
        *("The person would like: vegan.", "The foods stand in the order asked for: vegan."),
        "Stored numbers per 100 g: vegan.",
        "Diets: vegan [vegan]. Allergens: vegan [vegan].",
        *("for cooking", "tropical fruit"),
        *("tree nuts", " I am not vegan.", " vegan is fine again."),
        *("warm dinner", "barely vegan"),
        *("not suitable for", "suitable for", "suitable for ", "free from"),
        *("the parts do not fit together", "the worst case must be an amount", "a hold cannot be negative"),
        *("vegan is no provider", "a cost is not a number", "vegan: unknown", "not vegan free", "not for vegan"),
        *("Warning to repeat first: vegan", "vegan . vegan . vegan in vegan", "Food vegan"),
        *("Only foods that are known to meet: vegan.", "vegan Hidden: vegan (vegan)."),
        "vegan was damaged; it is kept as vegan and was vegan.",
        *("a day holds something else than its sums", "a comparison has rows of different lengths"),
    }
)
"""Names that the pages have words of their own for, what only models are told, and what is caught on the way."""

PUT_TOGETHER = frozenset(
    {
        *("*Suits:* {diets:told}", "*Contains:* {allergens:told}", "By the stored numbers per 100 g, {how:told}:"),
        "**{food}** has {amount:known} per 100 g [{n}].",
        "**{food}** has {amount:known} per 100 g [{n}] ({source}).",
        "The food corpus {source} cannot be used: {problems:told}.",
    }
)
"""Said in pieces that are too small to be looked for."""


def filled(row: str) -> str:
    return re.sub(r"\{\w+(:\w+)?\}", FILLED, row)


@cache
def rows_filled() -> str:
    return "\n".join(map(filled, ROWS))


def of_data() -> set[str]:
    """What data files say that stands on pages."""
    facets = table()
    models = json.loads((DATA / "models.json").read_text("utf-8"))["models"]
    found = {each["price"]["source"] for each in models if each.get("price")}
    found |= {row["note"] for row in json.loads((DATA / "safety.json").read_text("utf-8"))["notes"]}
    found |= {row["how"] for row in json.loads((DATA / "swaps.json").read_text("utf-8"))["swaps"]}
    found |= {row["name"] for row in facets["places"]} | {nutrient_of(key).label for key in facets["nutrients"]}
    found |= {f"{of} {row['name']}" for row in facets["places"] for of in ("from", "not from")}
    for food in load_foods(DATA / "foods.json").foods:
        found |= {food.type, food.country, food.region, food.cuisine, *food.meals, *food.methods, *food.tastes} - {""}
    for kind, named in facets["facets"].items():
        timed = kind in ("meal", "occasion")
        found |= {f"for {name}" if timed else name for name in named}
        found |= {f"not for {name}" if timed else f"not {name}" for name in named}
    found |= {each.code.replace("_", " ") for each in (*subclasses(Declined), Interrupted)}
    return found


def subclasses(of: type[Declined]) -> set[type[Declined]]:
    return {deeper for each in of.__subclasses__() for deeper in (each, *subclasses(each))}


def is_part(text: str) -> bool:
    """Whether `text` is said only as a part of a sentence that is kept."""
    return text in rows_filled()


@pytest.mark.parametrize("code", OTHERS)
def test_every_sentence_of_the_floors_below_is_told(code: str) -> None:
    told = sentences()
    missing = {
        text: where
        for where, texts in said_below().items()
        for text in texts
        if text not in UNSAID and not any(told.known(each, code) or is_part(each) for each in readings(text))
    }
    assert missing == {}


@pytest.mark.parametrize("code", OTHERS)
def test_what_data_says_is_told(code: str) -> None:
    assert [text for text in sorted(of_data()) if not sentences().known(text, code)] == []


def test_no_sentence_is_kept_that_nobody_says_any_more() -> None:
    said = {each for texts in said_below().values() for text in texts for each in readings(text)} | of_data()
    whole, parts = "\n".join(said), [text for text in said if len(text.split()) > 1]
    used = (row for row in ROWS if filled(row) in whole or any(part in filled(row) for part in parts))
    gone = set(ROWS) - {*used} - PUT_TOGETHER - {row for row in ROWS if _is_amount(row)}
    assert gone == set()


def _is_amount(row: str) -> bool:
    return not set(re.findall(r"[^\W\d_]+", re.sub(r"\{.*?\}", "", row))) - {"g", "mg", "µg", "kcal", "n", "unknown"}


def test_a_translation_fills_in_what_the_english_does() -> None:
    wrong = [(row, code) for row, said in ROWS.items() for code in OTHERS if places_of(row) != places_of(said[code])]
    assert wrong == []


LENTILS = "**Lentils** has more protein than Rice, per 100 g: Lentils 9.02 g [1], Rice 2.7 g [2]."


@pytest.mark.parametrize(
    ("english", "german"),
    [
        ("Ollama is not running.", "Ollama läuft nicht."),
        ("Groq was silent for 9 seconds. Ask again.", "Groq hat 9 Sekunden lang geschwiegen. Fragen Sie noch einmal."),
        ("This chat cannot be saved: Import fewer. Stop it first.",
         "Dieser Chat lässt sich nicht speichern: Importieren Sie weniger. Halten Sie ihn zuerst an."),
        ("Pad Thai does not meet “vegan, no peanuts”: contains eggs.",
         "Pad Thai erfüllt nicht „vegan, ohne Erdnüsse“: enthält Eier."),
        ("not from Turkey", "nicht aus der Türkei"),
        ("Some settings cannot be used: A must be one of a, b; B must be 1 or 0.",
         "Einige Einstellungen sind nicht verwendbar: A muss eines davon sein: a, b; B muss 1 oder 0 sein."),
        ("The list is broken: is no plain number (x); it was left out",
         "The list is broken: ist keine einfache Zahl (x); weggelassen"),
        ("≥ 20 g protein", "≥ 20 g Eiweiß"),
        (LENTILS, "**Lentils** hat mehr Eiweiß als Rice, je 100 g: Lentils 9.02 g [1], Rice 2.7 g [2]."),
        ("*Suits:* vegan · *May contain:* milk, fish", "*Geeignet:* vegan · *Kann enthalten:* Milch, Fisch"),
        ("1 food is without stored numbers for protein and fat.",
         "Für 1 Speise sind keine Werte gespeichert (Eiweiß und Fett)."),
    ],
)  # fmt: skip
def test_sentences_are_told_with_what_they_were_filled_with(english: str, german: str) -> None:
    assert sentences().told(english, "de") == german


@pytest.mark.parametrize(
    "text",
    [
        "The sky is blue.",
        "Nobody said this, and vegan is a word in it.",
        "The taste is nutty and mellow, and cooked chickpeas are good.",
        "Groq is over capacity in a way that no template knows.",
        "",
        "  \n\n",
    ],
)
def test_what_is_not_known_stays_as_it_is(text: str) -> None:
    assert sentences().told(text, "de") == text
    assert not text.strip() or not sentences().known(text, "de")


def test_of_several_sentences_those_that_are_known_are_told() -> None:
    assert sentences().told("Something new. Ollama is not running.", "es") == "Something new. Ollama no está en marcha."


def test_a_language_without_translations_stays_english() -> None:
    assert sentences().told("Ollama is not running.", "xx") == "Ollama is not running."


def test_a_sentence_does_not_take_in_the_one_after_it() -> None:
    said = Sentences({"It is {name}.": {"de": "Es ist {name}."}, "Stop it.": {"de": "Halt."}})
    assert said.told("It is Pho. Stop it.", "de") == "Es ist Pho. Halt."
    assert said.told("It is Pho. It is Ramen.", "de") == "Es ist Pho. Es ist Ramen."


def test_of_two_templates_the_one_that_says_more_is_meant() -> None:
    rows = {"{food} is {what}.": {"de": "allgemein"}, "{food} is not {what}.": {"de": "besonders"}}
    assert Sentences(rows).told("Pho is not vegan.", "de") == "besonders"


def test_a_place_for_known_words_takes_no_others() -> None:
    said = Sentences({"{food} is {what:known}.": {"de": "{food} ist {what}."}}, {"vegan": {"de": "pflanzlich"}})
    assert said.told("Pho is vegan.", "de") == "Pho ist pflanzlich."
    assert said.told("Pho is blue.", "de") == "Pho is blue."


def test_a_translation_may_put_its_places_in_another_order() -> None:
    said = Sentences({"{a} before {b}": {"de": "{b} nach {a}"}})
    assert said.told("x{b} before y", "de") == "y nach x{b}"


def test_the_texts_of_foods_stay_as_they_are_when_they_are_read_back() -> None:
    text = "**Pho** (Vietnam) [1]  \nPho is vegan. It is a soup that nobody knows.\n\n*Suits:* vegan"
    told = sentences().read_back(text, "de")
    assert told == "**Pho** (Vietnam) [1]  \nPho is vegan. It is a soup that nobody knows.\n\n*Geeignet:* vegan"


def test_emergency_numbers_are_the_same_in_every_language() -> None:
    for row in json.loads((DATA / "safety.json").read_text("utf-8"))["notes"]:
        for code in OTHERS:
            assert re.findall(r"\d+", sentences().told(row["note"], code)) == re.findall(r"\d+", row["note"]), row["id"]


@pytest.mark.parametrize("part", ["not ", "1 to ", "Pho is not ", "**a** is ", "a, ", "a and ", "x. ", ": ", "no "])
def test_a_text_made_to_be_hard_to_read_is_told_quickly(part: str) -> None:
    began = time.perf_counter()
    text = part * (8_000 // len(part))
    assert sentences().told(text, "de") and sentences().read_back(text, "de")
    assert time.perf_counter() - began < 10


def test_telling_is_quick() -> None:
    """A loose bound against a search through all templates."""
    said = Sentences(ROWS)
    texts = [
        f"Groq was silent for {n} seconds. Ask again. Pho{n} does not meet “vegan”: contains milk." for n in range(200)
    ]
    began = time.perf_counter()
    for text in texts:
        said.told(text, "de")
    assert (time.perf_counter() - began) / len(texts) < 0.005
