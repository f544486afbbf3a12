"""The words of the pages: every one can be had in every language, with the same places to fill in."""

from __future__ import annotations

import ast
import json
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from ragfood.ui.wording import languages, translate

ROOT = Path(__file__).resolve().parents[1]
PAGES = [*ROOT.glob("ragfood/ui/**/*.py"), *ROOT.glob("pages/*.py"), ROOT / "app.py"]
STRINGS = json.loads((ROOT / "data" / "strings.json").read_text("utf-8"))["strings"]
OTHERS = [code for code in languages() if code != "en"]


def first_arguments() -> Iterator[tuple[str, ast.expr]]:
    """What each call of `t` on the pages is given first, and where it stands."""
    for path in PAGES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "t":
                yield f"{path.relative_to(ROOT)}:{node.lineno}", node.args[0]


SAID = sorted({str(first.value) for _, first in first_arguments() if isinstance(first, ast.Constant)})


def places(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


def test_only_words_that_stand_in_the_code_are_translated() -> None:
    assert [where for where, first in first_arguments() if not isinstance(first, ast.Constant)] == []


def test_english_is_the_first_of_at_least_three_languages() -> None:
    assert next(iter(languages())) == "en" and len(languages()) >= 3


@pytest.mark.parametrize("code", OTHERS)
def test_every_word_of_the_pages_is_translated(code: str) -> None:
    assert [text for text in SAID if not STRINGS.get(text, {}).get(code)] == []


def test_no_translation_is_kept_for_words_that_are_gone() -> None:
    assert sorted(set(STRINGS) - set(SAID)) == []


def test_a_translation_fills_in_what_the_english_does() -> None:
    wrong = [
        (text, code)
        for text, translations in STRINGS.items()
        for code, translated in translations.items()
        if places(text) != places(translated)
    ]
    assert wrong == []


def test_a_translation_keeps_the_spaces_around_it_that_join_it_to_others() -> None:
    def edges(text: str) -> tuple[bool, bool]:
        return text.startswith(" "), text.endswith(" ")

    wrong = [
        (text, code) for text, each in STRINGS.items() for code, said in each.items() if edges(text) != edges(said)
    ]
    assert wrong == []


def test_a_word_without_a_translation_stays_english_and_is_filled_in() -> None:
    assert translate("No such words: {n}", "de", n=3) == "No such words: 3"
    assert translate("No such words: {n}", "xx", n=3) == "No such words: 3"
