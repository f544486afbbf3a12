"""Who answers from now on, as it is chosen for all processes."""

from __future__ import annotations

from pathlib import Path

import pytest

from ragfood.assembly import House, assemble
from ragfood.errors import StoreTrouble
from ragfood.preference import Preference
from ragfood.settings import read_settings


def house(folder: Path) -> House:
    """The app's books and chats; the foods are not needed."""
    return assemble(read_settings({"RAGFOOD_STATE_DIR": str(folder / "state")}))


def test_rolling_back_is_kept_for_every_process_and_undone(tmp_path: Path) -> None:
    app = house(tmp_path)
    other = Preference(tmp_path / "state" / "preference.json", app.clock)
    assert other.current() is None
    app.preference.choose("ollama")
    seen = other.current()
    assert seen and seen.provider == "ollama" and seen.since <= app.clock.now()
    other.clear()
    other.clear()
    assert app.preference.current() is None
    with pytest.raises(ValueError, match="no provider"):
        app.preference.choose("nobody")


@pytest.mark.parametrize("text", ["", "{", "[]", '{"provider": "evil", "since": "2026-11-22T12:00:00+00:00"}', "\x00"])
def test_a_damaged_preference_counts_as_none(tmp_path: Path, text: str) -> None:
    app = house(tmp_path)
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "preference.json").write_text(text)
    assert app.preference.current() is None


def test_a_preference_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    app = house(tmp_path)
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreTrouble):
        Preference(tmp_path / "file" / "preference.json", app.clock).choose("ollama")
