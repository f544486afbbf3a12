"""Talk that turns: what is taken back, added afterwards, of another course, of people, and what points at nothing."""

from __future__ import annotations

import pytest
from test_talk import found, ids, labels

from ragfood.assembly import House
from ragfood.demands import read_demands
from ragfood.finding import find
from ragfood.finding.pointing import NONE_SHOWN
from ragfood.understanding.rejecting import rejects

CHIPS = {
    "quick italian pasta? / sorry forgot to say: no egg and no pork in it please": {
        *("from Italy", "pasta", "no eggs", "no pork")
    },
    "my daughter has a nut allergy. an easy supper? / lovely. and she'd like something sweet for afterwards": {
        *("no nuts", "no peanuts", "for dessert")
    },
    "soups from Vietnam / and something sweet": {"from Vietnam", "sweet", "soup"},
    "spicy korean food / hmm too hot for my mum, milder please": {"from South Korea", "mild", "not spicy"},
    "un plat thaï / pas trop épicé": {"from Thailand", "not spicy"},
    "qué desayunan en Venezuela / ¿y en Colombia? / que no lleve huevo": {"for breakfast", "from Colombia", "no eggs"},
    "een indiaas gerecht / zonder uien": {"from India", "no onion"},
    "tell me a polish dish / another but sweet": {"from Poland", "sweet"},
    "vegan curry / forget it, a soup from Spain": {"soup", "from Spain", "vegan"},
    "My son is allergic to milk, my daughter to eggs. Dinner? / my son isn't here tomorrow / my daughter isn't allergic"
    " any more / dessert": {"dairy-free", "no eggs", "for dessert"},
    "I'm allergic to nuts and I'm vegan. Soup? / forget what I said about being vegan / dessert": {
        *("no nuts", "no peanuts", "for dessert")
    },
    "Soy vegano y alérgico a las nueces. ¿Sopa? / olvida lo de vegano / postre": {
        *("no nuts", "no peanuts", "for dessert")
    },
    "vegetarian soup / drop the vegetarian, I eat meat now / a salad": {"salad"},
    "soup without celery / never mind the celery": {"soup"},
    "I'm allergic to celery. Soup? / never mind the celery": {"soup", "no celery"},
    "I'm allergic to eggs. Breakfast? / my egg allergy is gone now / dessert": {"for dessert"},
    "Mi novio es alérgico al pescado. ¿Cena? / Mi novio ya no viene / postre": {"for dessert"},
}


@pytest.mark.parametrize(("talk", "chips"), CHIPS.items())
def test_a_follow_up_turns_and_keeps_what_still_holds(app: House, talk: str, chips: set[str]) -> None:
    assert labels(found(app, talk)) == chips


FOODS = {
    "whats ceviche / forget it, raw fish scares me. a hot soup with fish in it instead?": ("lohikeitto", "ceviche"),
    "tell me about paella / wait no i meant risotto": ("mushroom-risotto", "paella-valenciana"),
    "i want a chocolate dessert / actually make that with fruit instead": ("pavlova", "brownies"),
    "what is kimchi / fermented stuff isn't for me. another korean side maybe?": ("bulgogi", "kimchi"),
    "what is borscht / and is there one without meat?": ("borscht", "goulash"),
    "what's in moussaka / could I do it without the lamb": ("moussaka", "goulash"),
    "spanish tapas / scrap that, let's do greek": ("moussaka", "gazpacho"),
}


@pytest.mark.parametrize(("talk", "foods"), FOODS.items())
def test_foods_of_what_is_meant_now(app: House, talk: str, foods: tuple[str, str]) -> None:
    wanted, unwanted = foods
    came = ids(found(app, talk))
    assert wanted in came and unwanted not in came


def test_a_dish_that_is_asked_without_something_is_shown_with_a_warning(app: House) -> None:
    finding = found(app, "what's in moussaka / could I do it without the lamb")
    assert finding.warnings and "no lamb" in labels(finding)
    assert "pad-thai" not in ids(found(app, "what is pad thai / i'm allergic. can i make it without peanuts"))


def test_a_bare_name_asks_what_was_asked_of_another(app: House) -> None:
    finding = found(app, "how much protein is in feta / and halloumi? / parmesan?")
    assert finding.asking and finding.asking.inquiry.nutrients == ("protein_g",) and "parmesan-cheese" in ids(finding)


@pytest.mark.parametrize("question", ["which one is healthier?", "how many calories does it have", "is it vegan?"])
def test_who_points_at_nothing_is_asked_what_is_meant(app: House, question: str) -> None:
    finding = find(app.index, question, (), 5)
    assert finding.aside == NONE_SHOWN and not finding.found.matches
    assert found(app, f"what is pho / {question}").aside == ""


@pytest.mark.parametrize("question", ["which one is healthier, hummus or guacamole", "is tofu vegan?", "vegan soups"])
def test_who_names_foods_points_at_something(app: House, question: str) -> None:
    assert ids(find(app.index, question, (), 5))


PEOPLE = {
    "the japanese girl in my class says gyoza is not jiaozi": False,
    "cooking for my italian guests on saturday": False,
    "what would my greek grandma make with aubergines": True,
    "what my thai friend cooks": True,
    "italian soups for guests": True,
}


@pytest.mark.parametrize(("question", "demanded"), PEOPLE.items())
def test_a_person_from_a_place_demands_no_food_from_there(question: str, demanded: bool) -> None:
    assert any(facet.kind == "place" for facet in read_demands(question).wanted) == demanded


PORTUGUESE = {
    "o que se come no Peru?": {"from Peru"},
    "comida típica no Brasil": {"from Brazil"},
    "pratos sem carne no Japão": {"vegetarian", "from Japan"},
    "no nuts please": {"no peanuts", "no nuts"},
    "que no lleve huevo": {"no eggs"},
    "nothing from Peru, no Peru food": {"not from Peru"},
}


@pytest.mark.parametrize(("question", "chips"), PORTUGUESE.items())
def test_the_portuguese_no_is_no_refusal(question: str, chips: set[str]) -> None:
    assert {chip.label for chip in read_demands(question).chips} == chips


REFUSED = {
    "ich hab noch zwei eier": set[str](),
    "weder Nüsse noch Eier": {"no nuts", "no peanuts", "no eggs"},
    "wait, no, i meant soup": {"soup"},
    "raw fish scares me": {"not raw fish"},
    "prawns gross me out": {"no crustaceans"},
    "which one has got less fat": {"fat, low to high"},
}


@pytest.mark.parametrize(("question", "chips"), REFUSED.items())
def test_what_is_refused_and_what_only_sounds_so(question: str, chips: set[str]) -> None:
    assert {chip.label for chip in read_demands(question).chips} >= chips
    assert bool(chips) or not read_demands(question)


GENTLER = {
    "vindaloo / a milder version": ("vindaloo", {"curry", "not spicy"}),
    "a spicy curry / something milder": ("bunny-chow", {"curry", "not spicy"}),
    "lasagna / something healthier": ("lasagne-alla-bolognese", {"light", "for dinner"}),
    "vegan dinner / lighter": ("vegan-bean-chili", {"vegan", "for dinner", "light"}),
    "tiramisu / etwas leichteres bitte": ("tiramisu", {"light", "for dessert"}),
    "what is tom yum? / is there a milder version?": ("tom-yum", {"soup", "not spicy"}),
}


@pytest.mark.parametrize(("talk", "told"), GENTLER.items())
def test_what_is_milder_or_lighter_is_of_the_same_sort_and_never_the_same(
    app: House, talk: str, told: tuple[str, set[str]]
) -> None:
    finding = found(app, talk)
    refused, chips = told
    assert ids(finding) and refused not in ids(finding) and labels(finding) == chips
    assert {"black-coffee", "cucumber-raw"}.isdisjoint(ids(finding))


@pytest.mark.parametrize(
    "talk", ["a soup / something milder?", "a salad / something lighter", "una sopa / algo más ligero"]
)
def test_what_is_milder_or_lighter_was_not_shown_before(app: House, talk: str) -> None:
    before, after = found(app, talk.split(" / ")[0]), found(app, talk)
    assert ids(before) and ids(after) and not {*ids(before)} & {*ids(after)}


DEFINED = {
    "I'm allergic to milk / what is cheddar?": "Cheddar cheese does not meet “dairy-free”: contains milk.",
    "I'm allergic to peanuts / what is satay?": "Satay does not meet “no peanuts”: contains peanuts.",
    "Ich bin allergisch gegen Milch / was ist Cheddar?": "Cheddar cheese does not meet “dairy-free”: contains milk.",
}


@pytest.mark.parametrize(("talk", "warning"), DEFINED.items())
def test_what_is_asked_for_after_an_allergy_is_told_of_with_a_warning(app: House, talk: str, warning: str) -> None:
    finding = found(app, talk)
    assert finding.subjects and ids(finding)[0] == finding.subjects[0] and finding.warnings == (warning,)


REJECTED = [
    *("a soup / not that", "a soup / no, not those", "a soup / I don't like these", "a soup / none of those please"),
    *("eine Suppe / nein, die nicht", "eine Suppe / gefällt mir nicht", "una sopa / no me gustan", "una sopa / eso no"),
    *("une soupe / pas ça", "una zuppa / nessuno di questi", "uma sopa / não gosto disso", "een soep / geen van die"),
    *("一种汤 / 都不喜欢", "суп / мне не нравится"),
]


@pytest.mark.parametrize("talk", REJECTED)
def test_who_wants_none_of_those_shown_is_shown_others(app: House, talk: str) -> None:
    before, after = found(app, talk.split(" / ")[0]), found(app, talk)
    assert ids(before) and ids(after) and not {*ids(before)} & {*ids(after)}
    assert labels(before) == labels(after)


@pytest.mark.parametrize("question", ["I like those", "not spicy", "I don't eat meat", "ich mag das", "no nuts", "no"])
def test_who_says_more_or_less_rejects_nothing_shown(question: str) -> None:
    assert not rejects(question)
