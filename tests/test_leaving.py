"""Answers and comparisons that nobody waits for any more: cut off upstream, booked as abandoned, kept as far as they
came; what nobody began on a page is never ended so.
"""

from __future__ import annotations

import time
from pathlib import Path

from asking import eventually
from clocks import FakeClock
from fake_vendors import FakeGroq, FakeOllama
from houses import ask, finished, house
from troubles import prove_books, prove_calm, prove_silence

from ragfood.answers.continuing import can_continue
from ragfood.assembly import House
from ragfood.audience import Audience, Viewer, Work
from ragfood.chat.turns import Aim, Turn
from ragfood.conversations import new_conversation_id
from ragfood.ledger import CallRecord

LONG = "word " * 500


def begun(app: House, conversation: str, *, waits: bool = False) -> Turn:
    """A question of a page, with its text on the way."""
    turn = app.chat.ask("What is pad thai?", conversation=conversation, waits=waits)
    if not waits:
        next(snapshot for snapshot in turn.snapshots() if "word word word" in snapshot.text)
    return turn


def calls(app: House) -> list[CallRecord]:
    return app.ledger.calls(app.clock.now().strftime("%Y-%m"))


def test_an_abandoned_answer_is_cut_off_kept_and_booked_and_can_be_continued(tmp_path: Path) -> None:
    with FakeGroq() as groq, FakeOllama() as ollama:
        groq.answer, groq.token_delay = LONG, 0.02
        app = house(tmp_path, groq, ollama)
        conversation = new_conversation_id()
        turn = begun(app, conversation)
        app.turns.abandon(conversation)
        answer = finished(turn)
        assert groq.wait_for_disconnect(1.0)
        assert answer.interrupted and not answer.stopped and answer.text.startswith("word") and can_continue(answer)
        assert "page was closed" in answer.trouble
        assert app.conversations.entries(conversation)[-1].answer == answer
        assert [(call.outcome, call.reason, call.usage.estimated) for call in calls(app)] == [
            ("abandoned", "unwatched", True)
        ]
        assert answer.cost and answer.cost == app.ledger.today().cost
        assert ollama.chats == [] and app.ledger.today().errors == 0
        prove_calm(answer)
        prove_books(app, groq, slack=3)
        prove_silence(app)
        groq.token_delay, groq.answer = 0.0, "and the end [1]."
        more = app.chat.ask(
            "What is pad thai?", conversation=conversation, continues=True, aim=Aim(entry=turn.snapshot().entry)
        )
        assert finished(more).complete and finished(more).text.startswith("word ")
        assert not ask(app).text.startswith("word"), "what was abandoned must not be repeated from the cache"


def test_an_answer_abandoned_before_its_first_word_says_so(tmp_path: Path) -> None:
    with FakeGroq() as groq:
        groq.delay = 5.0
        app = house(tmp_path, groq)
        conversation = new_conversation_id()
        turn = app.chat.ask("What is pad thai?", conversation=conversation)
        assert groq.wait_until(lambda: groq.chats)
        app.turns.abandon(conversation)
        answer = finished(turn)
        assert groq.wait_for_disconnect(1.0)
    assert answer.failed and not answer.interrupted and "page was closed" in answer.trouble
    assert [call.outcome for call in calls(app)] == ["abandoned"]


def test_what_waits_behind_an_abandoned_answer_never_begins(tmp_path: Path) -> None:
    with FakeGroq() as groq:
        groq.answer, groq.token_delay = LONG, 0.02
        app = house(tmp_path, groq)
        conversation = new_conversation_id()
        first = begun(app, conversation)
        second, third = begun(app, conversation, waits=True), begun(app, conversation, waits=True)
        for _ in (first, second, third):  # as whoever asked them all and left is told
            app.turns.abandon(conversation)
        assert [finished(each).text for each in (second, third)] == ["", ""]
        assert finished(first).interrupted and app.turns.waiting(conversation) == ()
        assert len(groq.chats) == 1
        groq.token_delay, groq.answer = 0.0, "Noodles [1]."
        assert ask(app, conversation=conversation).text == "Noodles [1]."


def test_what_waited_when_its_chat_was_left_or_the_app_ended_is_kept_as_not_asked(tmp_path: Path) -> None:
    with FakeGroq() as groq:
        groq.answer, groq.token_delay = LONG, 0.02
        app, conversation = house(tmp_path, groq), new_conversation_id()
        first = begun(app, conversation)
        asked = [
            app.chat.ask(f"What is {n}?", conversation=conversation, waits=True) for n in ("sushi", "ramen", "dal")
        ]
        queued = app.conversations.queued
        assert queued.left(conversation, [turn.id for turn in app.turns.waiting(conversation)]) == []
        other = house(tmp_path, groq).conversations.queued
        assert other.left(conversation, ()) == [], "they wait in a process that lives"
        assert app.chat.take_back(asked[1]) and not app.chat.take_back(asked[1])
        app.turns.abandon(conversation)
        finished(first)
        left = queued.left(conversation, ())
        assert [each.text for each in left] == ["What is sushi?", "What is dal?"]
        queued.forget(left[0].id)
        assert [each.text for each in queued.left(conversation, ())] == ["What is dal?"]


def test_what_waited_and_was_asked_is_not_kept_as_not_asked(tmp_path: Path) -> None:
    with FakeGroq() as groq:
        groq.answer, groq.token_delay = "word " * 20, 0.01
        app, conversation = house(tmp_path, groq), new_conversation_id()
        turns = [
            app.chat.ask(f"What is {n}?", conversation=conversation, waits=True) for n in ("sushi", "ramen", "dal")
        ]
        for turn in turns:
            finished(turn)
        assert app.conversations.queued.left(conversation, ()) == []


def test_of_two_side_by_side_both_are_abandoned(tmp_path: Path) -> None:
    with FakeGroq() as groq, FakeOllama() as ollama:
        app = house(tmp_path, groq, ollama)
        conversation = new_conversation_id()
        ask(app, conversation=conversation)
        asked = app.conversations.entries(conversation)[0].number
        groq.answer = ollama.answer = LONG
        groq.token_delay = ollama.token_delay = 0.02
        turn = app.chat.ask_both("What is pad thai?", conversation=conversation, aim=Aim(entry=asked))
        assert turn.pair and eventually(lambda: turn.snapshot().text and turn.pair.snapshot().text)
        app.turns.abandon(conversation)
        assert [finished(each).interrupted for each in (turn, turn.pair)] == [True, True]
        assert groq.wait_for_disconnect(1.0) and ollama.wait_for_disconnect(1.0)
        assert sorted(call.provider for call in calls(app) if call.outcome == "abandoned") == ["groq", "ollama"]


def test_who_pressed_stop_did_not_leave(tmp_path: Path) -> None:
    with FakeGroq() as groq:
        groq.answer, groq.token_delay = LONG, 0.02
        app = house(tmp_path, groq)
        conversation = new_conversation_id()
        turn = begun(app, conversation)
        turn.stop()
        app.turns.abandon(conversation)
        assert finished(turn).stopped and not finished(turn).trouble
        assert [call.outcome for call in calls(app)] == ["stopped"]


def test_an_abandoned_comparison_ends_with_what_it_has(tmp_path: Path) -> None:
    from ragfood.contests.plan import prepare
    from ragfood.contests.trials import Contestant

    with FakeGroq() as groq:
        groq.answer, groq.token_delay = LONG, 0.02
        app = house(tmp_path, groq)
        asked = ("What is pad thai?", "Is hummus vegan?")
        contest = app.contests.begin(
            prepare(app.index, app.taste, asked, [Contestant("groq", "openai/gpt-oss-20b")], 1)
        )
        assert eventually(lambda: any("word word" in each.text for each in contest.now().growing.values()))
        contest.abandon()
        ended = contest.wait(20)
        assert groq.wait_for_disconnect(1.0)
        assert ended and ended.stopped and [each.outcome for each in ended.trials] == ["stopped"]
        assert "word" in ended.trials[0].text and len(groq.chats) == 1
        assert [(call.outcome, call.reason) for call in calls(app)] == [("abandoned", "unwatched")]


def test_who_asks_without_a_page_is_answered_to_the_end(tmp_path: Path) -> None:
    with FakeGroq() as groq:
        groq.answer, groq.token_delay = "word " * 20, 0.02
        app = house(tmp_path, groq)
        app.audience.attend("s1", Viewer("anna", frozenset(), lambda: False))
        assert ask(app).complete


def test_from_the_closed_page_to_the_closed_connection_it_takes_less_than_a_second(tmp_path: Path) -> None:
    with FakeGroq() as groq:
        groq.answer, groq.token_delay = LONG, 0.02
        app = house(tmp_path, groq)
        conversation = new_conversation_id()
        here = [True]
        app.audience.attend("s1", Viewer("anna", frozenset({conversation}), lambda: bool(here)))
        turn = begun(app, conversation)
        work = Work("anna", conversation, lambda: turn.under_way, lambda: app.turns.abandon(conversation))
        app.audience.keep(work, app.settings.unwatched_s)
        assert turn.wait(app.settings.unwatched_s + 0.3) is None
        here.clear()
        closed = time.monotonic()
        gone = groq.wait_for_disconnect(3.0)
        assert gone and gone.at - closed < 1.0
        assert finished(turn).interrupted


def test_the_audience_outlives_a_change_of_settings(tmp_path: Path) -> None:
    from ragfood.assembly import assemble
    from ragfood.settings import read_settings

    app = house(tmp_path, clock=FakeClock())
    given = {"RAGFOOD_STATE_DIR": str(tmp_path / "state"), "RAGFOOD_UNWATCHED_S": "9", "RAGFOOD_EMBEDDER": "lsa"}
    later = assemble(read_settings(given), app)
    assert isinstance(later.audience, Audience) and later.audience is app.audience
    assert later.settings.unwatched_s == 9
