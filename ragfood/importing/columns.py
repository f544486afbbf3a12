"""Columns: what the keys of a row claim of diets and allergens, as lists of tags, objects or columns of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ragfood.importing.amounts import Say
from ragfood.importing.claims import DOUBTFUL, Claim, read_claims
from ragfood.importing.terms import bare, terms
from ragfood.importing.wording import kind_of, listed
from ragfood.rows import ALLERGENS, DIETS

_LEADS = {
    "diets": "",
    "tags": "",
    "unsuitable": "not suitable for",
    "allergens": "contains",
    "may_contain": "may contain",
    "free_from": "free from",
}
_YES, _NO = ("yes", "y", "true", "1", "x", "✓", "✔", "✅"), ("no", "n", "false", "0")
_STATES = {"contains": "contains", "may_contain": "may contain", "may contain": "may contain", "traces": "may contain",
           "free": "free", "absent": "free", "free from": "free"}  # fmt: skip


def listed_claims(given: Mapping[str, list[tuple[str, Any]]], say: Say) -> Iterator[Claim]:
    """What the tags and lists of a row claim; `given` has its keys sorted by our fields."""
    for name, lead in _LEADS.items():
        for key, value in given.get(name, ()):
            if isinstance(value, dict):
                yield from _claims_by_key(key, value, name, say)
            elif isinstance(value, str | list):
                for each in listed(value) if isinstance(value, list) else [value]:
                    yield from read_claims(each, "suitable for" if bare(key).startswith("suitab") else lead)
            else:
                say(key, f"is {kind_of(value)}, not text or a list; it was left out")


def _claims_by_key(key: str, given: Mapping[str, Any], name: str, say: Say) -> Iterator[Claim]:
    """Of an object: {"vegan": true}, {"contains": ["milk"]} or {"milk": "traces"}."""
    for inner, value in given.items():
        plain = bare(str(inner)).replace("_", " ")
        own = {"contains": "contains", "may contain": "may contain", "free": "free from", "free from": "free from"}
        if name == "allergens" and plain in own:
            for each in listed(value):
                yield from read_claims(each, own[plain])
        elif subject := _subject(plain):
            yield from _flag(f"{key}.{inner}", subject, value, name, say)


def _subject(plain: str) -> str:
    dashed = plain.replace(" ", "-")
    return dashed if dashed in DIETS else terms().diets.get(plain) or terms().allergens.get(plain) or ""


def column_claims(raw: Mapping[Any, Any], say: Say) -> Iterator[Claim]:
    """What columns of their own claim: vegan, is_vegan, gluten_free, contains_nuts, may_contain_milk."""
    for key, value in raw.items():
        if not isinstance(key, str) or value is None or value == "" or bare(key) in terms().fields:
            continue
        plain = bare(key).replace("_", " ").removeprefix("is ").removeprefix("suitable for ")
        if subject := terms().diets.get(plain):
            yield from _flag(key, subject, value, "diets", say)
        elif re.search(r"\bfree$|^(?:contains|may contain|has) |^(?:no|not|non) ", plain) and (
            about := read_claims(plain)
        ):
            yield from _flag_of_claim(key, about, value, say)


def _flag_of_claim(key: str, about: Iterable[Claim], value: Any, say: Say) -> Iterator[Claim]:
    """A column whose name is a claim: believed where it says yes; where it says no, nothing is known to be safe."""
    said = _said(value)
    for claim in about:
        if said in _YES:
            yield claim
        elif claim.value == "free" and said in _NO:
            yield from read_claims(f"not {claim.subject} free")
        elif claim.value not in ("contains", "may contain") or said not in _NO:
            yield Claim(claim.subject, DOUBTFUL, f"{key}: {value}"[:60])
        else:
            say(key, "says no, which may only be a default; it was not taken as free")


def _flag(key: str, subject: str, value: Any, name: str, say: Say) -> Iterator[Claim]:
    said = _said(value)
    if said in ("", "unknown", "n/a", "null", "none"):
        if said == "unknown" and subject in DIETS:
            yield Claim(subject, "unknown", f"{key}: unknown")
    elif subject in ALLERGENS:
        if said in _YES or said in _STATES:
            yield Claim(subject, _STATES.get(said, "contains"), f"{key}: {said}")
        elif said in _NO:
            say(key, "says no, which may only be a default; it was not taken as free")
        else:
            yield Claim(subject, DOUBTFUL, f"{key}: {said}"[:60])
    elif said in _YES or said in _NO:
        yield Claim(subject, "yes" if said in _YES else "no", f"{key}: {said}")
    elif said in ("depends", "optional", "option", "sometimes", "partly", "possible"):
        yield Claim(subject, "depends", f"{key}: {said}")
    else:
        claims = (
            [claim for claim in read_claims(str(value)) if claim.subject == subject] if isinstance(value, str) else []
        )
        yield from claims or [Claim(subject, DOUBTFUL, f"{key}: {said}"[:60])]


def _said(value: Any) -> str:
    if isinstance(value, float) and value in (0.0, 1.0):
        return str(int(value))
    return str(value).strip().lower() if isinstance(value, str | int | bool) else "?"
