"""The gist of an answer: what figures need to know of it, without its text and its passages. SQLite keeps one beside
each answer, whoever writes it, so that twenty thousand are read in a tenth of a second.
"""

from __future__ import annotations

_MOST_SOURCES = 20
"""Foods that an answer may rest on, as `top_k` allows."""


def _said(path: str) -> str:
    """Whether the answer says anything there but no."""
    return f"coalesce(json_extract(answer, '$.{path}'), '') NOT IN ('', 0)"


_COLUMNS = {
    "empty": "text = ''",
    "provider": "coalesce(json_extract(answer, '$.provider'), '') || ''",
    "model": "coalesce(json_extract(answer, '$.model'), '') || ''",
    "total_s": "CASE WHEN json_type(answer, '$.timings.total') IN ('real', 'integer')"
    " THEN json_extract(answer, '$.timings.total') END",
    "trouble": _said("trouble"),
    "ended": f"NOT ({' OR '.join(map(_said, ('trouble', 'interrupted', 'stopped', 'cut')))})",
    "degraded": _said("degraded"),
    "cached": _said("cached"),
    "limited": """instr(coalesce(json_extract(answer, '$.attempts'), ''), '"reason":"over_limit"') > 0""",
    "understood": "json_array(json_extract(answer, '$.understood'))",
    "sources": "json_extract(answer, {})".format(", ".join(f"'$.sources[{at}].id'" for at in range(_MOST_SOURCES))),
}
"""`empty`: it has no text. `ended`: nobody can continue it. `limited`: our own limit kept a provider from being asked.
`understood` is a list with one member, the list of its chips, and `sources` one of ids and nulls, as JSON."""

_GIST = f"""
INSERT INTO gists SELECT number, {", ".join(_COLUMNS.values())} FROM {{entries}}
WHERE role = 'assistant' AND CASE WHEN json_valid(answer) THEN json_type(answer) = 'object' END
"""
"""A damaged answer has none."""
_NEW = _GIST.format(entries="(SELECT new.number AS number, new.role AS role, new.text AS text, new.answer AS answer)")

TABLE = f"CREATE TABLE IF NOT EXISTS gists (entry INTEGER PRIMARY KEY, {', '.join(_COLUMNS)});"
SCHEMA = f"""
{TABLE}
CREATE TRIGGER IF NOT EXISTS gist_made AFTER INSERT ON entries BEGIN {_NEW}; END;
CREATE TRIGGER IF NOT EXISTS gist_changed AFTER UPDATE OF text, answer ON entries
    BEGIN DELETE FROM gists WHERE entry = new.number; {_NEW}; END;
CREATE TRIGGER IF NOT EXISTS gist_gone AFTER DELETE ON entries BEGIN DELETE FROM gists WHERE entry = old.number; END;
"""
CATCH_UP = _GIST.format(entries="entries")
"""For answers from before there were gists."""
