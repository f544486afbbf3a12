"""What is made of a comparison: blind votes that add up, its table, its file and its picture."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET
from decimal import Decimal
from pathlib import Path

import pytest
import streamlit as st_session
from contesting import GROQ, OLLAMA, made, plan, run
from fake_vendors import FakeGroq, FakeOllama
from houses import house
from hypothesis import given
from hypothesis import strategies as st

from ragfood.contests import picture, sheet
from ragfood.contests.blind import SAME, ballots, between_providers, tallies, vote_on
from ragfood.contests.trials import Contestant
from ragfood.contests.verdicts import figures
from ragfood.ui.compare.picture_words import picture_words
from ragfood.ui.figures import PROVIDER_COLOURS


@pytest.fixture
def groq(groq: FakeGroq) -> FakeGroq:
    groq.answer = "Pad thai is made of rice noodles [1]."
    return groq


@pytest.fixture
def ollama(ollama: FakeOllama) -> FakeOllama:
    ollama.answer = "Rice noodles, stir-fried with egg and peanuts [1]."
    return ollama


def test_ballots_are_shuffled_once_for_all_and_differ_between_comparisons() -> None:
    order = [ballot.a.contestant for ballot in ballots(made())]
    assert order == [ballot.a.contestant for ballot in ballots(made())]
    assert order != [ballot.a.contestant for ballot in ballots(made(run_id="other"))]
    assert 8 < sum(order) < 32


def test_votes_add_up_by_models_and_by_providers_and_only_blind_ones() -> None:
    third = Contestant("groq", "openai/gpt-oss-120b")
    comparison = made((GROQ, OLLAMA, third))
    pairs = [b for b in ballots(comparison) if b.question < 4]
    votes = []
    for number, ballot in enumerate(pairs):
        of_groq = ballot.a if comparison.contestants[ballot.a.contestant].provider == "groq" else ballot.b
        votes.append(vote_on(comparison, ballot, of_groq if number % 4 else None, voter="v", blind=number != 5))
    total = tallies(votes)
    assert sum(t.decided + t.same for t in total) == len(pairs) - 1 == 11
    between = between_providers(votes, "groq", "ollama")
    assert between.for_second == 0 and between.for_first + between.same in (7, 8)
    assert {vote.preferred for vote in votes} >= {SAME, GROQ.key}


def test_the_first_vote_of_a_voter_counts_and_others_may_vote_too(tmp_path: Path, ollama: FakeOllama) -> None:
    app = house(tmp_path, ollama=ollama)
    comparison = made()
    app.contests.archive.keep(comparison)
    ballot = next(iter(ballots(comparison)))
    for voter, preferred in (("me", ballot.a), ("me", ballot.b), ("you", None)):
        app.contests.archive.vote(vote_on(comparison, ballot, preferred, voter=voter, blind=True))
    kept = app.contests.archive.votes()
    assert [vote.preferred for vote in kept] == [comparison.contestants[ballot.a.contestant].key, SAME]
    tally = tallies(kept)[0]
    assert (tally.decided, tally.same, tally.enough) == (1, 1, False)


def test_the_csv_has_a_row_for_each_trial_that_adds_up(tmp_path: Path, groq: FakeGroq, ollama: FakeOllama) -> None:
    app = house(tmp_path, groq, ollama)
    ended = run(app, plan(app, asked=("=1+1 pad thai", "Is hummus vegan?")))
    rows = list(csv.DictReader(io.StringIO(sheet.to_csv(ended))))
    assert len(rows) == 4 and list(rows[0]) == list(sheet.COLUMNS)
    assert rows[0]["question"] == "'=1+1 pad thai"
    assert sum(Decimal(row["cost_usd"]) for row in rows) == app.ledger.today().cost
    mean = sum(float(row["total_s"]) for row in rows if row["provider"] == "groq" and row["cold"] == "False")
    found = figures(ended)[0].total
    assert found and mean == pytest.approx(found.mean, abs=1e-3)


def test_the_json_holds_every_answer_and_can_be_read(tmp_path: Path, ollama: FakeOllama) -> None:
    ended = run(app := house(tmp_path, ollama=ollama), plan(app, OLLAMA))
    told = json.loads(json.dumps(sheet.to_object(ended)))
    assert told["trials"][0]["answer"] == ollama.answer and told["contestants"][0]["quality"]["answers"] == 2
    assert told["contestants"][0]["cost"] == 0 and told["questions"][0]["foods"]


@given(st.text(max_size=60))
def test_the_picture_is_sound_xml_whatever_a_model_is_called(name: str) -> None:
    comparison = made((Contestant("ollama", name), GROQ))
    root = ET.fromstring(picture.to_svg(comparison).encode("utf-8", "replace"))
    assert root.tag.endswith("svg") and not [each for each in root.iter() if each.tag.endswith("script")]


@given(st.floats(0.001, 10_000))
def test_the_pictures_axis_has_round_steps_and_room_for_the_longest(longest: float) -> None:
    end = picture._round_scale(longest)
    assert longest * 0.999 <= end <= longest * 2.51
    assert f"{end / 4:.1e}".split("e")[0] in ("1.0", "2.0", "2.5", "5.0")


def test_who_is_told_apart_by_colour_has_the_same_in_the_picture_and_on_the_page() -> None:
    assert picture.COLOURS.items() <= PROVIDER_COLOURS.items()


def test_the_picture_shows_the_figures(tmp_path: Path, groq: FakeGroq, ollama: FakeOllama) -> None:
    ended = run(app := house(tmp_path, groq, ollama), plan(app))
    text = "".join(ET.fromstring(picture.to_svg(ended)).itertext())
    found = figures(ended)[0].total
    assert found and f"{found.mean:.2f} s" in text and "openai/gpt-oss-20b" in text and "free" in text


def test_the_picture_is_in_the_language_of_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    assert {"title", *picture_words()} == set(picture.ENGLISH)
    assert picture_words() == picture.ENGLISH
    monkeypatch.setitem(st_session.session_state, "language", "de")
    text = "".join(ET.fromstring(picture.to_svg(made(), picture_words())).itertext())
    assert "Sekunden für eine ganze Antwort" in text and "erwartet" in text and " an answer" not in text
