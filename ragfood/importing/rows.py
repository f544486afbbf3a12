"""One row of a foreign file as a food of ours: its keys sorted by what they stand for, its claims weighed."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ragfood.foods import Food
from ragfood.importing.amounts import nutrient_of, read_amounts
from ragfood.importing.columns import column_claims, listed_claims
from ragfood.importing.terms import bare, terms
from ragfood.importing.weighing import weigh
from ragfood.importing.wording import clean, kind_of, listed, prose
from ragfood.rows import LISTS, name_from, read_row
from ragfood.words import fold

LONGEST_TEXT = 20_000
LONGEST_NAME = 200
_MOST_ENTRIES = 200


@dataclass
class Reading:
    """What one row came to: a food, unless there are errors. Errors and notes are (key, what is said of it)."""

    food: Food | None = None
    errors: list[tuple[str, str]] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    has_id: bool = False
    """Whether the file names an id; else it was made from the name."""

    def note(self, key: str, said: str) -> None:
        self.notes.append((key, said))

    def error(self, key: str, said: str) -> None:
        self.errors.append((key, said))


def read_foreign(raw: Any) -> Reading:
    """What the parsed row `raw` comes to."""
    reading = Reading()
    if not isinstance(raw, dict):
        reading.error("", f"is {kind_of(raw)}, not an object with keys")
        return reading
    sorted_keys = _sorted(raw, reading)
    row = _plain_fields(sorted_keys, reading)
    row["nutrition"] = _nutrition(sorted_keys, reading)
    claims = [*listed_claims(sorted_keys, reading.note), *column_claims(raw, reading.note)]
    row["diets"], row["allergens"] = weigh(claims, row.get("ingredients", []), reading.note)
    if not reading.errors:
        values, wrong = read_row({key: value for key, value in row.items() if value})
        reading.errors += [("", each) for each in wrong]
        reading.food = None if wrong else Food(**values)
    return reading


def looks_like_food(raw: Mapping[Any, Any]) -> bool:
    """Whether an object names a food or tells of one, in plain text."""
    return any(
        isinstance(value, str) and value.strip() and terms().fields.get(bare(str(key)), ("",))[0] in ("name", "text")
        for key, value in raw.items()
    )


def _sorted(raw: Mapping[Any, Any], reading: Reading) -> dict[str, list[tuple[str, Any]]]:
    """Our field to the foreign keys and values for it, in the order in which they count."""
    found: dict[str, list[tuple[int, str, Any]]] = {}
    for key, value in raw.items():
        if value is None or value == "" or not isinstance(key, str):
            continue
        place = terms().fields.get(bare(key))
        if place is None and (language := re.fullmatch(r"(?:product_|food_)?name_([a-z]{2})", bare(key))):
            found.setdefault("names", []).append((99, key, {language[1]: value}))
        elif place:
            found.setdefault(place[0], []).append((place[1], key, value))
        elif nutrient_of(key):
            found.setdefault("amounts", []).append((0, key, value))
    return {
        name: [(key, value) for _, key, value in sorted(each, key=lambda one: one[0])] for name, each in found.items()
    }


def _plain_fields(given: Mapping[str, list[tuple[str, Any]]], reading: Reading) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for name in ("type", "country", "region", "cuisine"):
        if found := next((text for key, value in given.get(name, ()) if (text := prose(value))), ""):
            row[name] = _cleaned(name, found, LONGEST_NAME, reading)
    for name in LISTS:
        entries = [entry for _, value in given.get(name, ()) for entry in listed(value)]
        row[name] = [_cleaned(name, entry, LONGEST_NAME, reading) for entry in dict.fromkeys(entries)]
        if len(row[name]) > _MOST_ENTRIES:
            reading.error(name, f"has {len(row[name]):,} entries; at most {_MOST_ENTRIES} are taken")
    texts = dict.fromkeys(text for _, value in given.get("text", ()) if (text := prose(value)))
    row["text"] = _cleaned("text", "\n\n".join(texts), LONGEST_TEXT, reading)
    if not row["text"]:
        reading.error("text", "is missing or empty")
    row["names"] = _names(given, reading)
    row["name"] = _name(given, row, reading)
    row["id"] = _identity(given, row, reading)
    return row


def _names(given: Mapping[str, list[tuple[str, Any]]], reading: Reading) -> dict[str, str]:
    names: dict[str, str] = {}
    objects = [value for _, value in (*given.get("names", ()), *given.get("name", ())) if isinstance(value, dict)]
    for each in objects:
        for code, name in each.items():
            text = prose(name)
            if isinstance(code, str) and re.fullmatch(r"[a-zA-Z]{2,3}(?:[-_][a-zA-Z]{2,4})?", code) and text:
                names.setdefault(code.lower(), _cleaned(f"names.{code}", text, LONGEST_NAME, reading))
    return names


def _name(given: Mapping[str, list[tuple[str, Any]]], row: dict[str, Any], reading: Reading) -> str:
    for key, value in given.get("name", ()):
        if isinstance(value, str | list) and (text := prose(value)):
            return _cleaned(key, text, LONGEST_NAME, reading)
        if not isinstance(value, str | list | dict):
            reading.error(key, f"is {kind_of(value)}, not text")
    names: dict[str, str] = row["names"]
    if names:
        own: str = names.get("en") or next(iter(names.values()))
        row["names"] = {code: name for code, name in names.items() if name != own}
        return own
    identity = next((str(value) for _, value in given.get("id", ()) if isinstance(value, str | int)), "")
    return name_from(row["text"], identity) if row["text"] else ""


def _identity(given: Mapping[str, list[tuple[str, Any]]], row: Mapping[str, Any], reading: Reading) -> str:
    for key, value in given.get("id", ()):
        if isinstance(value, dict | list | bool) or (isinstance(value, float) and not value.is_integer()):
            reading.error(key, f"is {kind_of(value)}; an id is text or a whole number")
            return ""
        text = str(int(value)) if isinstance(value, float) else str(value).strip()
        if text and (clean(text) != text or len(text) > LONGEST_NAME or "\n" in text):
            reading.error(key, "holds control characters or is too long")
            return ""
        if text:
            reading.has_id = True
            return text
    return stable_id(row["name"], row["text"])


def stable_id(name: str, text: str) -> str:
    """The same id for the same name, in any file and at any time."""
    slug = re.sub(r"[\W_]+", "-", fold(name)).strip("-")[:80]
    return slug or f"food-{hashlib.sha256(text.encode('utf-8', 'replace')).hexdigest()[:12]}"


def _cleaned(key: str, text: str, longest: int, reading: Reading) -> str:
    cleaned = clean(text)
    if cleaned != text:
        reading.note(key, "held control characters; they were taken out")
    if len(cleaned) > longest:
        reading.error(key, f"has {len(cleaned):,} characters; at most {longest:,} are taken")
        return ""
    return cleaned


def _nutrition(given: Mapping[str, list[tuple[str, Any]]], reading: Reading) -> dict[str, Any]:
    found: dict[str, Any] = {}
    serving = "serving" if "serving" in given and "amounts" in given else ""
    for key, value in given.get("nutrition", ()):
        figures = _as_object(value)
        if figures is None:
            reading.note(key, f"is {kind_of(value)}, not figures by name; it was left out")
            continue
        keys = {bare(str(each)) for each in figures}
        whole = "100g" if "100" in bare(key) else str(figures.get("per") or figures.get("basis") or "").lower()
        whole = bare(whole).replace("_", "") or ("serving" if keys & _SERVINGS else "")
        figures = {str(each): one for each, one in figures.items() if bare(str(each)) not in _NO_FIGURES}
        found |= read_amounts(figures, reading.note, whole, "g" if bare(key) == "nutriments" else "")
        if isinstance(value, dict) and isinstance(value.get("source"), str):
            found["source"] = clean(value["source"])[:LONGEST_NAME]
    for key, _ in given.get("nutrition_per_serving", ()):
        reading.note(key, "is per serving, not per 100 g; it was left out")
    flat = {key: value for key, value in given.get("amounts", ()) if not isinstance(value, dict | list)}
    found = {**read_amounts(flat, reading.note, serving), **found}
    for _, value in given.get("nutrition_source", ()):
        found.setdefault("source", clean(prose(value))[:LONGEST_NAME])
    return found if set(found) - {"source"} else {}


_SERVINGS = {"serving", "serving_size", "servings", "portion", "portion_size", "per_serving", "per_portion"}
_NO_FIGURES = _SERVINGS | {"source", "type", "per", "basis", "unit", "units", "note", "notes"}


def _as_object(value: Any) -> dict[str, Any] | None:
    """Figures by name, also from a list of objects that each name a nutrient."""
    if isinstance(value, dict):
        return value
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        return None
    found: dict[str, Any] = {}
    for each in value:
        inner = {bare(str(key)): one for key, one in each.items()}
        about = inner.get("nutrient") if isinstance(inner.get("nutrient"), dict) else inner
        about = {bare(str(key)): one for key, one in about.items()} if isinstance(about, dict) else {}
        name = about.get("nutrient_name") or about.get("name") or inner.get("nutrient_name") or about.get("nutrient")
        amount = next((inner[key] for key in ("value", "amount", "quantity") if key in inner), None)
        if isinstance(name, str) and amount is not None:
            unit = about.get("unit_name") or inner.get("unit_name") or inner.get("unit") or ""
            found[f"{name} ({unit})" if unit else name] = amount
    return found
