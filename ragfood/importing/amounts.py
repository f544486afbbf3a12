"""Amounts: nutrition figures of foreign files brought to our keys and units, per 100 g or not at all."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from ragfood.importing.terms import bare, terms
from ragfood.rows import MOST

KJ_PER_KCAL = 4.184
"""Thermochemical calorie."""
SALT_PER_SODIUM = 2.5
"""Grams of salt for a gram of sodium, as Regulation (EU) No 1169/2011, Annex I, counts them."""

_GRAMS = {"kg": 1000.0, "g": 1.0, "gr": 1.0, "gram": 1.0, "grams": 1.0, "mg": 1e-3, "ug": 1e-6, "mcg": 1e-6}
_ENERGY = {"kcal": 1.0, "cal": 1.0, "calories": 1.0, "kj": 1 / KJ_PER_KCAL}
_BASIS = re.compile(
    r"(?:^| )(?:(?:per|in|each) )?(100 ?g|100 ?gram|100 ?grams|100 ?ml|servings?|portions?|unit|piece)(?= |$)"
)
_FILLERS = re.compile(r"\b(?:content|value|amount|quantity|nutrition|nutrient|average|avg|per|in|the)\b")
_UNIT_OF_WORD = {"kj": "kj", "energy": "?", "brennwert": "?"}
"""Energy alone may be either: it counts only where its value names the unit."""
_NUMBER = re.compile(
    r"([-+]?\d+(?:[.,]\d+)*(?:e[-+]?\d{1,3})?)\s*([a-zµμ]*)\.?(?:\s*(?:/|per)?\s*100\s*g)?", re.IGNORECASE
)
_OWN = re.compile(r"kcal|[a-z][a-z0-9_]*_(?:g|mg|ug)")
_MOST_TOGETHER_G = 105.0
"""Of protein, fat and carbohydrate in 100 g: rounding and carbohydrate by difference may go a little over."""

Say = Callable[[str, str], None]
"""Called with a key and what is said of it."""


def nutrient_of(key: str) -> tuple[str, str, str] | None:
    """Our nutrient, the unit ("" = not said) and the basis ("" = not said) that a foreign key names; None when it
    is no nutrient.
    """
    return _nutrient_of(re.sub(r"[µμ]", "u", key[:200]))


@lru_cache(maxsize=4096)
def _nutrient_of(key: str) -> tuple[str, str, str] | None:
    phrase = bare(re.sub(r"[µμ]", "u", key)).replace("_", " ")
    basis = found[1].replace(" ", "") if (found := _BASIS.search(phrase)) else ""
    words = _FILLERS.sub(" ", _BASIS.sub(" ", phrase)).split()
    for size in range(len(words), max(0, len(words) - 2), -1):
        unit = words[-1] if size < len(words) else ""
        ours = terms().nutrients.get(" ".join(words[:size]))
        if ours and (not unit or unit in (_ENERGY if ours == "kcal" else _GRAMS)):
            return ours, unit or _UNIT_OF_WORD.get(" ".join(words), ""), basis
    return None


def read_amounts(given: Mapping[str, Any], say: Say, basis: str = "", unit: str = "") -> dict[str, float]:
    """Our nutrition of what `given` holds. `basis` and `unit` are those of keys that name none themselves; what is
    not per 100 g, no plain number, negative or beyond what is possible is left out and said.
    """
    found: dict[str, float] = {}
    guessed = False
    for key, raw in _parts(given):
        named = nutrient_of(key)
        if named is None or raw is None or raw == "":
            _keep_own(found, key, raw, named is None, say)
            continue
        ours, its_unit, its_basis = named
        if (its_basis or basis) not in ("", "100g", "100gram", "100grams"):
            say(key, f"is per {its_basis or basis}, not per 100 g; it was left out")
            continue
        amount = _amount(ours, key, raw, _unit(key, ours, its_unit or unit), say)
        if amount is not None:
            guessed = guessed or not (its_basis or basis or key == ours)
            _put(found, ours, amount)
    if guessed:
        say("nutrition", "names no basis; its figures were taken as per 100 g")
    return _plausible(found, say)


def _unit(key: str, ours: str, said: str) -> str:
    if key == ours:
        return ours.rpartition("_")[2]
    return "" if said == "?" or (ours == "kcal" and said in _GRAMS) else said


def _parts(given: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Key and value, also where a nutrient is an object that holds its own value and unit."""
    for key, raw in given.items():
        if isinstance(raw, dict):
            inner = {bare(str(each)): value for each, value in raw.items()}
            value = next(
                (inner[each] for each in ("value", "amount", "quantity", "per_100g", "100g") if each in inner), None
            )
            named = str(inner.get("unit") or inner.get("unit_name") or inner.get("units") or "")
            yield key, f"{value} {named}" if value is not None else None
        else:
            yield key, raw


def _keep_own(found: dict[str, float], key: str, raw: Any, foreign: bool, say: Say) -> None:
    """A nutrient that only our own form has, such as caffeine_mg, is kept as it is."""
    if foreign and _OWN.fullmatch(key) and raw is not None and raw != "":
        amount = _amount(key, key, raw, key.rpartition("_")[2], say)
        if amount is not None:
            found[key] = amount


def _put(found: dict[str, float], ours: str, amount: float) -> None:
    if ours == "salt_g":
        found.setdefault("sodium_mg", round(amount * 1000 / SALT_PER_SODIUM, 6))
    else:
        found[ours] = amount


def _amount(ours: str, key: str, raw: Any, unit: str, say: Say) -> float | None:
    """`raw` in the unit of `ours`; None, and said why, when that is not certain."""
    value, own_unit = _number(raw)
    if value is None:
        say(key, f"is no plain number ({_short(raw)}); it was left out")
        return None
    named = (own_unit or unit).lower().replace("µ", "u").replace("μ", "u")
    if own_unit and unit and _factor(ours, own_unit.lower()) != _factor(ours, unit):
        say(key, f"names two units ({unit}, {own_unit}); it was left out")
        return None
    target = ours.rpartition("_")[2]
    if not named and value and (target in ("mg", "ug") or nutrient_of(key) == (ours, "?", "")):
        say(key, "names no unit; it was left out")
        return None
    factor = _factor(ours, named or target)
    if factor is None:
        say(key, f"has the unit {_short(named)}, which is not known here; it was left out")
        return None
    amount = round(value * factor, 6)
    most = MOST["kcal"] if ours == "kcal" else MOST[f"_{target}"]
    if not 0 <= amount <= most:
        say(key, f"is {_short(raw)}; per 100 g it is from 0 to {most:g} {target}; it was left out")
        return None
    return amount


def _factor(ours: str, unit: str) -> float | None:
    if ours == "kcal":
        return _ENERGY.get(unit)
    target, given = _GRAMS[ours.rpartition("_")[2]], _GRAMS.get(unit)
    return None if given is None else given / target


def _number(raw: Any) -> tuple[float | None, str]:
    """The number and the unit behind it; None for what is no plain, finite number: "<0.5", "trace", "1,234"."""
    if isinstance(raw, bool) or not isinstance(raw, int | float | str):
        return None, ""
    if not isinstance(raw, str):
        value = float(raw) if abs(raw) < 1e12 else math.inf
        return (value if math.isfinite(value) else None), ""
    found = _NUMBER.fullmatch(raw.strip()[:60])
    if not found or re.fullmatch(r"[-+]?[1-9]\d{0,2},\d{3}", found[1]):  # a thousand, or one and a bit
        return None, ""
    digits = found[1]
    if digits.count(",") + digits.count(".") > 1:
        return None, ""
    value = float(digits.replace(",", "."))
    return (value if math.isfinite(value) else None), found[2]


def _plausible(found: dict[str, float], say: Say) -> dict[str, float]:
    together = sum(found.get(key, 0.0) for key in ("protein_g", "fat_g", "carbs_g"))
    if together > _MOST_TOGETHER_G:
        say("nutrition", f"has {together:g} g of protein, fat and carbohydrate in 100 g; it was left out")
        return {}
    for part, whole in (("sat_fat_g", "fat_g"), ("sugar_g", "carbs_g")):
        if part in found and whole in found and found[part] > found[whole] + 1:
            say(part, f"is more than {whole}; both were left out")
            del found[part], found[whole]
    return found


def _short(raw: Any) -> str:
    return repr(raw)[:40]
