import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ragfood.alternation import any_found, grouped

LETTERS = st.text("ab ", min_size=1, max_size=3)
LEAVES = st.one_of(
    LETTERS,
    LETTERS.map(lambda letters: f"{letters}?"),
    st.sampled_from(
        [
            r"\b",
            r"\w",
            r"\w*",
            "(?<= )",
            "(?= )",
            "(?!a)",
            "(?<!b)",
            "(?<=aa|ab)",
            "[ab]",
            r"[^a\]|(]",
            r"\(",
            "[]|]",
            ".",
        ]
    ),
)


def grown(patterns: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    several = st.lists(patterns, min_size=2, max_size=4)
    return st.one_of(
        several.map("".join),
        several.map("|".join),
        several.map(lambda each: f"(?:{'|'.join(each)})"),
        several.map(lambda each: f"({'|'.join(each)})?"),
        several.map(lambda each: f"(?:{'|'.join(each)}){{0,2}}"),
        several.map(lambda each: f"(?={'|'.join(each)})"),
    )


PATTERNS = st.recursive(LEAVES, grown, max_leaves=12)
TEXTS = st.text("ab |(", max_size=12)


def matches(pattern: re.Pattern[str], text: str) -> list[tuple[tuple[int, int], tuple[str | None, ...]]]:
    return [(found.span(), found.groups()) for found in pattern.finditer(text)]


@given(PATTERNS, TEXTS)
def test_a_grouped_pattern_matches_the_same_at_the_same_places(pattern: str, text: str) -> None:
    assert matches(grouped(pattern), text) == matches(re.compile(pattern), text)


@given(st.lists(PATTERNS, min_size=1, max_size=4), TEXTS)
def test_any_of_several_patterns_is_found_where_one_of_them_is(patterns: list[str], text: str) -> None:
    assert bool(any_found(patterns).search(text)) == any(re.search(each, text) for each in patterns)


@pytest.mark.parametrize(
    ("pattern", "made"),
    [
        ("soup|sauce|stew|rice", "s(?:oup|auce|tew)|rice"),
        ("a|ab", "a(?:|b)"),
        (r"soup|\w+|stew", r"soup|\w+|stew"),
        ("(?P<what>pea|pear) (?:soup|stew)", "(?P<what>p(?:e(?:a(?:|r)))) (?:s(?:oup|tew))"),
    ],
)
def test_alternatives_are_grouped_by_how_they_begin_and_keep_their_order(pattern: str, made: str) -> None:
    assert grouped(pattern).pattern == made


def test_what_begins_at_the_edge_of_a_word_is_grouped_too_and_captures_nothing() -> None:
    made = any_found([r"\b(?P<how>no|not) nuts", r"\bno (eggs)"])
    assert made.groups == 0 and made.pattern.count(r"\b") == 1
    assert made.search("not nuts") and made.search("no eggs") and not made.search("casino eggs")


def test_a_group_of_very_many_alternatives_is_not_written_out() -> None:
    many = "|".join(f"w{number}" for number in range(50))
    made = any_found([f"(?:{many}) of them"])
    assert made.search("w49 of them") and len(made.pattern) < 2 * len(many)
