"""A restore makes all of it what it was, also what was not there yet, and under an app that runs on."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from fake_vendors import FakeGroq
from houses import ask, house

from ragfood.cases import add_case, cases_in


def test_what_was_not_there_when_it_was_made_is_gone_and_can_be_put_back(tmp_path: Path, groq: FakeGroq) -> None:
    app = house(tmp_path, groq)
    made = app.backups.make()
    ask(app, conversation="a-chat")
    app.ledger.choose({"day": Decimal("0.25")})
    app.preference.choose("ollama")
    add_case(app.settings.state_dir, "What is pho?", [])
    day = app.ledger.month()

    restored = app.backups.restore(made.path)
    assert restored.emptied == ("chats.sqlite", "budgets.json", "preference.json", "cases.json")
    assert app.conversations.entries("a-chat") == [] == cases_in(app.settings.state_dir)
    assert app.preference.current() is None
    assert app.ledger.standing().daily_limit == app.settings.daily_budget_usd
    assert app.ledger.month() == day, "money that is spent stays spent"
    assert ask(app, "What is ramen?", conversation="another").text

    again = app.backups.restore(restored.before.path)
    assert not again.emptied
    assert [len(app.conversations.entries(name)) for name in ("a-chat", "another")] == [2, 0]
    assert len(cases_in(app.settings.state_dir)) == 1
    assert app.ledger.standing().daily_limit == Decimal("0.25")


def test_what_held_nothing_is_not_said_to_be_gone(tmp_path: Path, groq: FakeGroq) -> None:
    app = house(tmp_path, groq)
    made = app.backups.make()
    assert not app.conversations.entries("a-chat") and not app.contests.archive.recent()
    assert app.backups.restore(made.path).emptied == ()


def test_a_backup_of_an_older_version_is_brought_up_to_date_under_a_running_app(tmp_path: Path, groq: FakeGroq) -> None:
    app = house(tmp_path, groq)
    ask(app, conversation="a-chat")
    app.conversations.close()
    chats = tmp_path / "state" / "chats.sqlite"
    with closing(sqlite3.connect(chats)) as older, older:
        for trigger in ("gist_made", "gist_changed", "gist_gone"):
            older.execute(f"DROP TRIGGER {trigger}")
        older.execute("DROP TABLE gists")
        older.execute("PRAGMA user_version = 2")
    made = app.backups.make()
    assert len(app.conversations.exchanges.since(0, 9)) == 1
    app.backups.restore(made.path)
    ask(app, "What is ramen?", conversation="a-chat")
    assert len(app.conversations.answered_since(app.clock.now() - timedelta(days=1))) == 2
