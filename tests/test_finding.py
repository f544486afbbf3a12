"""What is offered meets what was demanded, what is hidden is counted, and nothing is guessed."""

from __future__ import annotations

from pathlib import Path

import pytest
from fake_vendors import FakeGroq
from houses import ask, house

from ragfood.assembly import House
from ragfood.conversations import new_conversation_id
from ragfood.finding import find
from ragfood.providers import Message


@pytest.mark.parametrize(
    ("question", "allergen"),
    [
        ("dairy-free pasta", "milk"),
        ("nut-free desserts", "nuts"),
        ("gluten free breakfast", "gluten"),
        ("I'm allergic to peanuts, what Thai dishes can I eat?", "peanuts"),
        ("curry without shellfish", "crustaceans"),
        ("foods without milk", "milk"),
    ],
)
def test_nothing_that_contains_may_contain_or_is_not_known_comes_through(
    app: House, question: str, allergen: str
) -> None:
    finding = find(app.index, question, (), 20)
    assert finding.found.matches
    assert all(match.food.allergens.get(allergen) == "free" for match in finding.found.matches)


def test_what_is_hidden_is_counted_with_its_reasons(app: House) -> None:
    finding = find(app.index, "nut-free desserts", (), 5)
    assert finding.left_out and f"Hidden: {len(finding.left_out)}" in finding.notice
    assert all(finding.demands.unmet_by(match.food) for match in finding.left_out)


def test_a_question_for_a_fact_hides_nothing(app: House) -> None:
    finding = find(app.index, "Is pad thai vegan?", (), 5)
    assert not finding.demands and finding.found.matches[0].food.id == "pad-thai" and finding.notice == ""


def test_the_demand_of_the_question_before_holds_in_a_follow_up(app: House) -> None:
    finding = find(app.index, "And something sweet?", [Message("user", "vegan dishes from Thailand")], 10)
    assert finding.demands.diets == ("vegan",)
    assert all(match.food.diets.get("vegan") == "yes" for match in finding.found.matches)


def test_when_nothing_fits_it_says_so_names_the_nearest_and_asks_nobody(tmp_path: Path) -> None:
    with FakeGroq() as groq:
        answer = ask(house(tmp_path, groq), "vegan tiramisu without gluten and without sesame and without soy")
        assert groq.chats == []
    assert "known to meet" in answer.text and "Tiramisu" in answer.text and answer.cost == 0
    assert answer.sources == ()


def test_the_model_is_told_what_was_demanded(tmp_path: Path) -> None:
    with FakeGroq() as groq:
        app = house(tmp_path, groq)
        answer = ask(app, "vegan dish with chickpeas", conversation=new_conversation_id())
        sent = groq.chats[-1].body["messages"][-1]["content"]
    assert "The person demands: vegan" in sent
    assert "vegan" in [chip.label for chip in answer.understood]
