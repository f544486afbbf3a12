"""Allergens by other names, slips, denials, strong words and several persons."""

# ruff: noqa: E501  a row of a table is one line of words

from __future__ import annotations

import pytest

from ragfood.demands import read_demands

ALLERGENS_BY_OTHER_NAMES = {
    "eggs": "ovalbumin|albumen|lysozyme|mayo|meringue",
    "milk": "beta-lactoglobulin|casein|sodium caseinate|whey|skyr|galactose",
    "nuts": "filberts|cobnuts|frangipane|nutella",
    "peanuts": "arachis oil|goobers|satay sauce|Ara h 2",
    "crustaceans": "krill|crawdads|tropomyosin|surimi",
    "molluscs": "bivalves|cephalopods|oyster sauce|tropomyosin",
    "fish": "halibut|parvalbumin|caviar|surimi",
    "gluten": "triticale|gliadin|einkorn|hydrolysed wheat protein",
    "sesame": "gingelly|gomasio|benne seeds",
    "sulphites": "sulfur dioxide|E220|metabisulphite",
    "celery": "celery salt",
    "lupin": "lupini beans",
    "mustard": "dijon",
    "soybeans": "tvp|okara|tamari",
}


@pytest.mark.parametrize(
    ("allergen", "word"), [(name, each) for name, row in ALLERGENS_BY_OTHER_NAMES.items() for each in row.split("|")]
)
def test_a_protein_a_product_or_a_species_means_its_allergen(allergen: str, word: str) -> None:
    assert allergen in read_demands(f"I'm allergic to {word}. Dinner?").free_of


SLIPS = {
    "peanuts": "Erdnusallergie, Snack?|I'm allergic to peanust|peatut allergy|cacahuettes: soy alegrico a los cacahuetes",
    "eggs": "Eialergie. Frühstück?|Soy alérgico a los huevvos|I'm alergc to eggs",
    "milk": "Millcheiweißallergie|miilk allergy|sütt alerjim var",
    "nuts": "Nusallergie|je suis allregique aux noix",
}


@pytest.mark.parametrize(("allergen", "text"), [(name, each) for name, row in SLIPS.items() for each in row.split("|")])
def test_one_slip_loses_no_allergy(allergen: str, text: str) -> None:
    assert allergen in read_demands(text).free_of


@pytest.mark.parametrize("text", ["una comida con alegria", "I have many allergies", "what is she allergic to?"])
def test_what_only_looks_like_an_allergen_is_none(text: str) -> None:
    assert not read_demands(text).of_things


OTHERS_ARE = {
    "gluten": "I'm not coeliac but my wife is|no soy celíaco pero mi mujer sí|He isn't coeliac, she is",
    "vegan": "I'm not vegan. My girlfriend is.|je ne suis pas végane mais ma copine oui|Ich bin nicht vegan, meine Frau schon",
    "vegetarian": "my husband isn't vegetarian but I am|मैं शाकाहारी नहीं हूँ लेकिन मेरी पत्नी है",
    "milk": "I'm not lactose intolerant but my son is",
}


@pytest.mark.parametrize(
    ("named", "text"), [(name, each) for name, row in OTHERS_ARE.items() for each in row.split("|")]
)
def test_what_one_denies_another_one_has(named: str, text: str) -> None:
    demanded = read_demands(text)
    assert named in (*demanded.diets, *demanded.free_of) and "soybeans" not in demanded.free_of


@pytest.mark.parametrize(
    "text", ["I'm not vegan and my wife isn't either", "no soy celíaco", "I'm not vegan but my cake is"]
)
def test_what_everybody_denies_nobody_has(text: str) -> None:
    assert not read_demands(text).of_safety


@pytest.mark.parametrize(
    "text",
    [
        "I'm not allergic to fish, I just don't like it",
        "I'm not allergic to fish. I just hate it.",
        "je ne suis pas allergique au poisson, je n'aime juste pas ça",
        "Ich bin nicht allergisch gegen Fisch, ich mag ihn nur nicht",
    ],
)
def test_a_dislike_leaves_out_what_no_allergy_does(text: str) -> None:
    assert read_demands(text).free_of == ("fish",)


STRONG = {
    "peanuts": "I'd die if I ate peanuts|Ich sterbe, wenn ich Erdnüsse esse|Les cacahuètes ont failli me tuer|I'm scared of peanuts|花生会要我的命",
    "crustaceans": "Si como gambas me hincho|Se mangio gamberi mi gonfio",
    "milk": "Il latte mi fa stare male|whether it's milk he reacts to|Ich habe Probleme mit Milch",
    "molluscs": "nothing from the sea please|nichts aus dem Meer|nada del mar",
}


@pytest.mark.parametrize(
    ("allergen", "text"), [(name, each) for name, row in STRONG.items() for each in row.split("|")]
)
def test_strong_words_tell_of_an_allergy(allergen: str, text: str) -> None:
    assert allergen in read_demands(text).free_of


@pytest.mark.parametrize(
    "text",
    [
        "Ich habe keine Probleme mit Milch",
        "I'd die for a good prawn curry",
        "me muero por unas gambas",
        "je meurs d'envie de crevettes",
    ],
)
def test_other_strong_words_do_not(text: str) -> None:
    assert not read_demands(text).of_safety


@pytest.mark.parametrize(
    "text",
    [
        "Allergies in the family: nuts (me), fish (wife), eggs (kid)",
        "Me: nuts. Wife: fish. Kid: eggs. All allergies.",
        "Allergien: ich Nüsse, Frau Fisch, Kind Eier",
        "Allergies : moi noix, ma femme poisson, mon fils œufs",
        "У меня аллергия на орехи, у жены на рыбу, у сына на яйца",
    ],
)
def test_allergies_listed_by_person_are_all_read(text: str) -> None:
    demanded = read_demands(text)
    assert {"nuts", "fish", "eggs"} <= {*demanded.free_of}


def test_allergies_of_two_are_both_read_in_hindi() -> None:
    assert read_demands("पत्नी को दूध से एलर्जी है, बेटे को अंडे से").free_of == ("eggs", "milk")
