"""Chats as files: what is written is read back the same, and nothing else is ever let in."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from clocks import FakeClock
from hypothesis import given
from hypothesis import strategies as some

from ragfood.answers import Answer, Attempt, Source, Timings, answer_from_json, answer_to_json
from ragfood.conversations import Conversations
from ragfood.conversations.checking import fits
from ragfood.conversations.files import LARGEST_FILE, MOST_ENTRIES
from ragfood.errors import ChatFileRefused
from ragfood.providers import Usage

PHO = Answer(
    "Pho is a soup [1].",
    provider="groq",
    model="m",
    sources=(Source("pho", "Pho", "A soup.", 0.7),),
    usage=Usage(300, 150),
    cost=Decimal("0.000030"),
    timings=Timings(0.1, 0.2, 0.3),
)


@pytest.fixture
def chats(tmp_path: Path) -> Iterator[Conversations]:
    chats = Conversations(tmp_path / "chats.sqlite", FakeClock())
    yield chats
    chats.close()


def talk(chats: Conversations) -> None:
    """Two versions of the second question, the first of them with two answers, shown at its older one."""
    first, _ = chats.add_question("a", "What is *pho*?\nReally?", visitor="me")
    chats.add_answer("a", PHO, question=first)
    second, _ = chats.add_question("a", "Vegan?")
    old = chats.add_answer("a", replace(PHO, text="No."), question=second)
    chats.add_answer("a", replace(PHO, text="Not at all.", interrupted=True), question=second)
    chats.add_question("a", "Hot?", edits=second)
    chats.turn_to("a", old)


def plain(chats: Conversations, conversation: str) -> dict[str, Any]:
    whole: dict[str, Any] = json.loads(chats.files.as_json(conversation))
    return whole


def refused(chats: Conversations, data: bytes) -> str:
    with pytest.raises(ChatFileRefused) as refusal:
        chats.files.take_in("me", data)
    assert refusal.value.remedy
    return refusal.value.happened


def test_a_saved_chat_comes_back_with_all_its_branches_under_another_id(chats: Conversations) -> None:
    talk(chats)
    taken = chats.files.take_in("you", chats.files.as_json("a").encode())
    assert taken != "a"

    def seen(conversation: str) -> list[tuple[str, str, Answer | None, int]]:
        return [(e.role, e.text, e.answer, len(e.versions)) for e in chats.entries(conversation)]

    assert seen(taken) == seen("a")
    numbers = [entry.versions for entry in chats.entries(taken)]
    chats.turn_to(taken, numbers[2][1])
    assert [entry.text for entry in chats.entries(taken)][-1] == "Hot?"
    assert [chat.title for chat in chats.shelf.chats("you")] == ["What is *pho*? Really?"]
    assert chats.shelf.search("you", "not at all")[0].conversation == taken
    seen_by_all = chats.shelf.look(taken, "you")
    assert seen_by_all is not None and seen_by_all.imported
    assert "me" not in plain(chats, "a").values()


def test_markdown_quotes_questions_and_names_foods_and_cost(chats: Conversations) -> None:
    talk(chats)
    written = chats.files.as_markdown("a")
    assert written.startswith("# What is *pho*? Really?\n\n> What is *pho*?\n> Really?\n\nPho is a soup [1].")
    assert "1. Pho (`pho`)" in written and "$0.000030" in written
    assert "Hot?" not in written


def test_what_pages_would_draw_as_the_apps_own_words_is_left_out(chats: Conversations) -> None:
    number, _ = chats.add_question("a", "What?", visitor="me")
    sly = "![x](http://evil.example/x.png)"
    answer = replace(
        PHO, attempts=(Attempt("groq", "m", "declined", "x", sly, sly),), notices=(sly,), trouble=sly, remedy=sly
    )
    chats.add_answer("a", answer, question=number)
    taken = chats.entries(chats.files.take_in("me", chats.files.as_json("a").encode()))[-1].answer
    assert taken is not None and taken.text == PHO.text and taken.trouble
    assert "evil" not in json.dumps(answer_to_json(taken))


def entry(**changes: Any) -> Callable[[dict[str, Any]], None]:
    return lambda whole: whole["entries"][1].update(changes)


def facts(**changes: Any) -> Callable[[dict[str, Any]], None]:
    return lambda whole: whole["entries"][1]["answer"].update(changes)


WRONG: dict[str, tuple[Callable[[dict[str, Any]], Any], str]] = {
    "another format": (lambda whole: whole.update(format="chatgpt"), "not exported from here"),
    "a later version": (lambda whole: whole.update(version=2), "version"),
    "no entries": (lambda whole: whole.update(entries=[]), "between 1 and"),
    "too many": (lambda whole: whole.update(entries=[{}] * (MOST_ENTRIES + 1)), "between 1 and"),
    "a number twice": (entry(number=1), "entry 2"),
    "no such parent": (entry(parent=99), "entry 2"),
    "another role": (entry(role="system"), "entry 2"),
    "an answer to an answer": (lambda whole: whole["entries"][3].update(parent=2), "answers no question"),
    "a text that is none": (entry(text=["a"]), "entry 2"),
    "an endless question": (lambda whole: whole["entries"][0].update(text="x" * 4001), "too long"),
    "an empty question": (lambda whole: whole["entries"][0].update(text=""), "empty"),
    "an endless answer": (facts(text="x" * 100_001), "entry 2"),
    "a score that is a text": (facts(sources=[{"id": "a", "name": "a", "text": "a", "score": "1"}]), "entry 2"),
    "a source without a name": (facts(sources=[{"id": "a", "text": "a", "score": 1}]), "entry 2"),
    "a negative cost": (facts(cost="-1"), "entry 2"),
    "a cost beyond reason": (facts(cost="1e99"), "entry 2"),
    "a cost that is no number": (facts(cost="NaN"), "entry 2"),
    "true for a number": (facts(usage={"input_tokens": True, "output_tokens": 1}), "entry 2"),
    "what no answer has": (facts(secret=1), "entry 2"),
    "facts that are none": (entry(answer=[1]), "entry 2"),
}


@pytest.mark.parametrize(("change", "said"), WRONG.values(), ids=WRONG.keys())
def test_one_fault_anywhere_refuses_the_whole_file(
    chats: Conversations, change: Callable[[dict[str, Any]], Any], said: str
) -> None:
    talk(chats)
    whole = plain(chats, "a")
    change(whole)
    assert said in refused(chats, json.dumps(whole).encode())
    assert len(chats.shelf.chats("me")) == 1


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"[1]", b"\xff\xfe", b"[" * 100_000, b'{"format": NaN}', b"x" * (LARGEST_FILE + 1), b"1" * 10_000],
    ids=["nothing", "cut", "list", "no text", "deep", "no number", "large", "long number"],
)
def test_what_is_no_chat_is_refused(chats: Conversations, data: bytes) -> None:
    refused(chats, data)


JSON = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats() | some.text(max_size=5),
    lambda inner: (
        some.lists(inner, max_size=3)
        | some.dictionaries(some.sampled_from([*Answer.__dataclass_fields__, "x"]), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(JSON)
def test_what_fits_can_be_read_and_written(value: Any) -> None:
    if fits(value, Answer):
        answer = answer_from_json(value)
        assert answer_from_json(json.loads(json.dumps(answer_to_json(answer)))) == answer


@given(some.sampled_from(["number", "parent", "role", "text", "made", "answer"]), JSON)
def test_no_value_in_a_file_does_anything_but_be_refused_or_kept(name: str, value: Any) -> None:
    row = {"number": 1, "parent": None, "role": "user", "text": "x", "made": 1.0, name: value}
    data = json.dumps({"format": "ragfood-chat", "version": 1, "title": value, "shown": value, "entries": [row]})
    from ragfood.conversations.files import _read

    with suppress(ChatFileRefused):
        title, rows, _ = _read(data.encode("utf-8", "surrogatepass"))
        assert title and len(rows) == 1
