"""Questions in Hebrew and Greek are read word for word in English."""

from __future__ import annotations

import pytest
from houses import house

from ragfood.assembly import DATA, House
from ragfood.finding import Finding, find
from ragfood.foods import load_foods, read_foods
from ragfood.providers import Message
from ragfood.understanding.glossed import _glosses, glossed, tells_in_own_language
from ragfood.understanding.safety import called_for


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> House:
    return house(tmp_path_factory.mktemp("glossed"), RAGFOOD_FOODS=str(DATA / "foods.json"))


def labels(finding: Finding) -> set[str]:
    return {chip.label for chip in finding.understood}


MEANT = {
    "מרק בלי בשר": "soup without meat",
    "מה יש בשקשוקה?": "what there is in shakshuka?",
    "הבת שלי אלרגית לבוטנים": "my daughter allergic to peanuts",
    "קינוח איטלקי שהוא לא טירמיסו": "dessert Italy other than tiramisu",
    "σούπα χωρίς κρέας": "soup without meat",
    "είμαι αλλεργικός στα αυγά": "i am allergic to eggs",
    "פלאפל vs sushi": "falafel vs sushi",
}


@pytest.mark.parametrize(("said", "meant"), MEANT.items())
def test_words_and_phrases_are_told_in_english_with_the_letters_before_them(said: str, meant: str) -> None:
    assert glossed(said) == meant


@pytest.mark.parametrize("text", ["soup without meat", "¿Qué lleva el gazpacho?", "寿司", "суп без мяса", "", "זזזזז"])
def test_what_is_in_no_such_language_or_not_known_stays_as_it_is(text: str) -> None:
    assert glossed(text) == text


@pytest.mark.parametrize(
    ("question", "meets"),
    [
        ("אני אלרגי לאגוזים, איזה קינוח אפשר לאכול?", {"no peanuts", "no nuts", "for dessert"}),
        ("אני טבעונית, מה יש לארוחת בוקר?", {"vegan", "for breakfast"}),
        ("είμαι χορτοφάγος, τι σούπα να φάω;", {"vegetarian", "soup"}),
    ],
)
def test_what_is_demanded_holds_for_every_food(app: House, question: str, meets: set[str]) -> None:
    finding = find(app.index, question, (), 6)
    assert meets <= labels(finding) and finding.found.matches
    assert all(finding.demands.met_by(match.food) for match in finding.found.matches)


def test_what_was_said_before_is_read_as_well(app: House) -> None:
    before = (Message("user", "מרק מיפן?"), Message("assistant", "Miso [1].", ("miso-soup",)))
    assert {"no fish", "soup", "from Japan"} <= labels(find(app.index, "ובלי דג?", before, 6))


def test_danger_is_heard() -> None:
    assert any(note.urgent for note in called_for("הגרון שלי מתנפח אחרי שאכלתי בוטנים"))


def test_foods_told_of_in_such_a_language_are_asked_for_in_it() -> None:
    row = {"id": "a", "name": "Soup", "text": "מרק עדשים סמיך"}
    assert tells_in_own_language(read_foods([row])) and not tells_in_own_language(load_foods(DATA / "foods.json"))


def test_no_word_means_two_things() -> None:
    import json

    rows = json.loads((DATA / "glosses.json").read_text(encoding="utf-8"))
    for code in rows.keys() - {"about"}:
        said = [word for listed in rows[code]["words"].values() for word in listed.split()]
        assert len(said) == len(set(said))
    assert len(_glosses()) == 9
