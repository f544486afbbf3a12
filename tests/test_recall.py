"""A question that is asked again is read and searched for once, for as long as the same foods would be found."""

from __future__ import annotations

from pathlib import Path

from houses import house

from ragfood.assembly import House
from ragfood.demands import Demands, read_demands
from ragfood.finding import find
from ragfood.finding.recall import Recall
from ragfood.providers import Message

VEGAN = read_demands("vegan")


def test_the_same_question_is_looked_up_once(app: House) -> None:
    recall = Recall(app.index)
    first = recall.find("vegan stew", (), 5, standing=Demands())
    assert recall.find("vegan stew", (), 5, standing=Demands()) is first
    assert first.found.matches == find(app.index, "vegan stew", (), 5, standing=Demands()).found.matches


def test_all_that_decides_what_is_found_tells_questions_apart(app: House) -> None:
    recall = Recall(app.index)
    said = (Message("user", "soups from Japan"), Message("assistant", "Miso Soup [1]"))
    found = [
        recall.find("a stew", (), 5, standing=Demands()),
        recall.find("a stew", (), 3, standing=Demands()),
        recall.find("a stew", (), 5, standing=VEGAN),
        recall.find("a stew", (), 5, standing=VEGAN, dropped=["diet:vegan"]),
        recall.find("a stew", said, 5, standing=Demands()),
    ]
    assert len({id(each) for each in found}) == len(found)
    assert found[2].demands.diets == ("vegan",) and found[3].demands.diets == ()


def test_what_was_found_by_words_alone_is_looked_for_again(tmp_path: Path) -> None:
    app = house(tmp_path, RAGFOOD_EMBEDDER="minilm", RAGFOOD_MINILM_DIR=str(tmp_path / "none"))
    recall = Recall(app.index)
    first = recall.find("pad thai", (), 5, standing=Demands())
    assert first.found.lexical_only
    assert recall.find("pad thai", (), 5, standing=Demands()) is not first
