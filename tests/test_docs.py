"""README, .env.example and the code say the same of every setting and command."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

from ragfood.settings import Settings, read_settings, variable_names
from ragfood.ui import chat_page
from ragfood.understanding.questions import LONGEST_QUESTION

ROOT = Path(__file__).resolve().parents[1]


def test_env_example_lists_every_setting_with_its_default_and_meaning() -> None:
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert re.findall(r"^#?\s?([A-Z_]+)=", text, re.MULTILINE) == list(variable_names().values())
    for each in fields(Settings):
        assert each.metadata["about"] in text, each.name


def test_env_example_used_as_it_stands_changes_nothing(tmp_path: Path) -> None:
    active = tmp_path / ".env"
    active.write_text(re.sub(r"^#\s?(?=[A-Z_]+=)", "", (ROOT / ".env.example").read_text(), flags=re.MULTILINE))
    given, default = read_settings({}, active), Settings()
    for each in fields(Settings):
        if each.name != "foods":  # written relative to the project, absolute in the code
            assert getattr(given, each.name) == getattr(default, each.name), each.name


def test_the_question_box_takes_what_the_chat_takes() -> None:
    assert chat_page._LONGEST_QUESTION == LONGEST_QUESTION


def test_readme_names_every_setting_once_in_its_table() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `([A-Z_]+)` \|", text, re.MULTILINE) == list(variable_names().values())


def test_readme_begins_with_the_two_commands_and_its_picture_is_there() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert text.index("make run") < text.index("make test") < text.index("pip install -r requirements.txt")
    for picture in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", text):
        assert (ROOT / picture).is_file(), picture


def test_every_requirement_is_pinned_and_has_its_reason() -> None:
    reasons = (ROOT / "docs" / "decisions.md").read_text(encoding="utf-8").lower()
    for name in ("requirements.txt", "requirements-dev.txt"):
        for line in (ROOT / name).read_text().splitlines():
            if line and not line.startswith(("#", "-r")):
                package, pinned, version = line.partition("==")
                assert pinned and version, line
                assert package.lower() in reasons, f"{package} has no line in docs/decisions.md"


def test_every_test_that_notices_a_break_is_there() -> None:
    text = (ROOT / "docs" / "decisions.md").read_text(encoding="utf-8").partition("## Breaks that the tests notice")[2]
    named = re.findall(r"\| `(test_\w+\.py)::(test_\w+)` \|$", text, re.MULTILINE)
    assert len(named) >= 20 and len(named) == text.count("::")
    for file, name in named:
        assert f"def {name}(" in (ROOT / "tests" / file).read_text(encoding="utf-8"), f"{file}::{name}"
