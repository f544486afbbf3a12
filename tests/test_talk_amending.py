"""Amending in a talk: what a few words add to an allergy, and allergies told not of one thing but of another."""

from __future__ import annotations

import pytest
from test_unfit_in_talk import told

from ragfood.assembly import House
from ragfood.demands import read_demands
from ragfood.finding import find
from ragfood.providers import Message

ADDED_AMONG_WORDS = {
    "I'm allergic to milk. Breakfast?": (
        "and now eggs too",
        "make that eggs as well",
        "same with eggs",
        "and, I fear, eggs",
        "my dad: eggs",
        "forgot to say: eggs",
        "as of today eggs, sadly",
        "PS: eggs",
    ),
    "Ich bin gegen Milch allergisch. Frühstück?": ("neuerdings auch gegen Eier", "und seit heute Eier"),
    "je suis allergique au lait. Un dessert ?": ("et depuis peu aux œufs", "j'ai oublié les œufs"),
    "soy alérgica a la leche. ¿Postre?": ("y desde hoy también al huevo", "se me olvidó el huevo"),
    "sono allergica al latte. Dolce?": ("e ora anche alle uova", "neanche uova"),
    "süte alerjim var. Tatlı?": ("şimdi yumurta da",),
    "我对牛奶过敏。早餐?": ("医生说还有鸡蛋", "现在鸡蛋也不行"),
    "牛乳アレルギーです。朝食は?": ("最近卵も",),
    "मुझे दूध से एलर्जी है। नाश्ता?": ("अब अंडे से भी",),
    "عندي حساسية من الحليب. فطور؟": ("والآن من البيض أيضا",),
}


@pytest.mark.parametrize("first", ADDED_AMONG_WORDS)
def test_small_words_keep_nothing_from_being_added(app: House, first: str) -> None:
    for added in ADDED_AMONG_WORDS[first]:
        assert {"dairy-free", "no eggs"} <= told(app, first, added), added
    assert {"dairy-free", "no eggs"} <= told(
        app, "I'm allergic to milk", "what about lunch?", "now also eggs", "dinner"
    )


@pytest.mark.parametrize(
    "wish",
    ["and eggs are ok too", "make it with eggs too", "I love eggs too", "and an egg salad", "eggs are no problem"],
)
def test_a_wish_among_small_words_is_not_added(app: House, wish: str) -> None:
    assert "no eggs" not in told(app, "I'm allergic to milk. Breakfast?", wish)


@pytest.mark.parametrize(
    "asked", ["compare eggs and tofu", "vergleiche Eier und Tofu", "rice and eggs", "eggs or tofu?"]
)
def test_foods_with_an_and_between_them_are_asked_for_and_not_added(app: House, asked: str) -> None:
    assert "no eggs" not in told(app, "I'm allergic to shellfish", asked)
    assert "no eggs" in told(app, "I'm allergic to shellfish", "and eggs")


@pytest.mark.parametrize("right", ["sorry, I meant pistachios. dessert", "no nuts, but peanuts are fine. dessert"])
def test_what_is_taken_back_is_not_asked_about(app: House, right: str) -> None:
    history = [Message("user", "I'm allergic to peanuts"), Message("assistant", "So it is.")]
    assert not find(app.index, right, history, 5).subjects


CONTRASTED = {
    "My son isn't allergic to milk but to eggs. Breakfast?": {"no eggs"},
    "Ich bin nicht gegen Milch, sondern gegen Eier allergisch": {"no eggs"},
    "Ce n'est pas au lait qu'il est allergique mais aux œufs": {"no eggs"},
    "No soy alérgico a los cacahuetes sino a las nueces": {"no nuts", "no peanuts"},
    "It's milk that I'm allergic to, not eggs": {"dairy-free"},
    "it's not peanuts he's allergic to, it's walnuts": {"no nuts"},
    "I'm not allergic to milk. It's eggs": {"no eggs"},
    "牛乳ではなく卵のアレルギーです": {"no eggs"},
    "I'm not just allergic to eggs but also to milk": {"no eggs", "dairy-free"},
    "Not only peanuts, sesame too is a problem": {"no peanuts", "no sesame"},
    "no nut allergies here, only sesame": {"no sesame"},
    "No nut allergy but a sesame one": {"no sesame"},
    "Keine Nussallergie bei uns, nur Erdnüsse": {"no peanuts"},
    "my allergy is to mustard": {"no mustard"},
    "I don't tolerate milk but yogurt is fine": {"dairy-free"},
    "not only vegan": set(),
}


@pytest.mark.parametrize(("said", "demanded"), CONTRASTED.items())
def test_an_allergy_is_to_what_stands_behind_the_but(said: str, demanded: set[str]) -> None:
    chips = {chip.label for chip in read_demands(said).chips if chip.key.startswith(("free-of", "diet"))}
    assert chips == demanded


def test_what_is_still_refused_is_not_taken_back(app: House) -> None:
    assert "no peanuts" in told(app, "No nuts. Dessert", "okay nuts are fine, just no peanuts")
    assert "no eggs" in told(app, "I'm not allergic to eggs, only to the yolk. Breakfast")
    assert {"no eggs", "dairy-free"} <= told(app, "It's not just milk I can't have, eggs too. Breakfast?")


@pytest.mark.parametrize(
    "right", ["it's milk, not nuts", "I said nuts but I meant milk", "milk rather than nuts", "*milk"]
)
def test_a_wrong_word_is_put_right_after_an_exclusion(app: House, right: str) -> None:
    assert "dairy-free" in told(app, "dessert without nuts", right)
