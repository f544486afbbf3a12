"""Whether a plain value from a foreign file is what a dataclass of ours says it is, bounds included."""

from __future__ import annotations

import math
import types
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

_LONGEST_TEXT = 100_000
_MOST_ITEMS = 200
_LARGEST_NUMBER = 2.0**53
_DEAREST = Decimal(1_000_000)


def fits(value: Any, kind: Any) -> bool:
    """Whether the JSON value `value` can stand for the type `kind`: plain types, money as text, unions, literals,
    tuples as lists, mappings, and dataclasses of these as objects.
    """
    if is_dataclass(kind):
        return _fits_fields(value, kind)
    origin, parts = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return any(fits(value, part) for part in parts)
    if origin is Literal:
        return isinstance(value, str) and value in parts
    if origin is tuple:
        return _fits_tuple(value, parts)
    if origin in (dict, Mapping):
        short = isinstance(value, dict) and len(value) <= _MOST_ITEMS
        return short and all(fits(key, parts[0]) and fits(each, parts[1]) for key, each in value.items())
    return _fits_plain(value, kind)


def _fits_plain(value: Any, kind: Any) -> bool:
    if kind is str:
        return isinstance(value, str) and len(value) <= _LONGEST_TEXT
    if kind is bool or kind is types.NoneType:
        return type(value) is kind
    if kind is int:
        return type(value) is int and abs(value) < _LARGEST_NUMBER
    if kind is float:
        return type(value) in (int, float) and math.isfinite(value) and abs(value) < _LARGEST_NUMBER
    if kind is Decimal:
        return _is_money(value)
    return False


def _is_money(value: Any) -> bool:
    try:
        return isinstance(value, str) and len(value) < 40 and 0 <= Decimal(value) <= _DEAREST
    except InvalidOperation:
        return False


def _fits_tuple(value: Any, parts: tuple[Any, ...]) -> bool:
    if not isinstance(value, list) or len(value) > _MOST_ITEMS:
        return False
    if parts[-1:] == (Ellipsis,):
        return all(fits(each, parts[0]) for each in value)
    return len(value) == len(parts) and all(map(fits, value, parts))


def _fits_fields(value: Any, kind: Any) -> bool:
    if not isinstance(value, dict):
        return False
    kinds, known = get_type_hints(kind), {each.name: each for each in fields(kind)}
    if not value.keys() <= known.keys():
        return False
    return all(fits(value[name], kinds[name]) if name in value else _optional(known[name]) for name in known)


def _optional(each: Field[Any]) -> bool:
    return each.default is not MISSING or each.default_factory is not MISSING
