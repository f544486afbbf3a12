"""What the floors below the pages can say to a person, read from the source: constants and f-strings as templates."""

from __future__ import annotations

import ast
import itertools
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FILLED = "vegan"
"""What stands in the places of a template: a word that every language knows, so that places for words fit too."""

_MODEL_OR_MACHINE = (
    "__main__ terminal.* ui.* prompt words conversations.schema conversations.gists conversations.prompts logbook"
    " accounts.counting demands.conditions demands.each_of_them demands.contrasting understanding.amending"
    " understanding.joining demands.by_person demands.put_off demands.slips demands.wished demands.made_ill"
    " evaluation.* contests.picture contests.blind contests.sheet retrieval.relevance retrieval.elsewhere"
    " retrieval.everyday demands.sayings"
    " retrieval.spelling demands.phrases demands.signs demands.amounts demands.describing demands.leaving_out"
    " demands.unspaced demands.wanting demands.ingredients understanding.referring understanding.asking"
    " understanding.comparing understanding.fitness understanding.inquiring"
    " understanding.tongue understanding.topic importing.claims"
    " accounts.spread practice.wire practice.vendors ledger.atomic limits.slate answers.citations"
    " conversations.folding"
)
"""Modules that say nothing on a page: the command line, what models are told, words that are read and not said."""

_SQL = "DELETE|SELECT|CASE WHEN|CREATE TABLE|CREATE VIRTUAL|PRAGMA|BEGIN|IS NULL|MATCH"


def said_below() -> dict[str, list[str]]:
    """Where something is said, to what it may be, each with its places filled."""
    skipped = [re.compile(each.replace(".", r"\.").replace("*", ".*")) for each in _MODEL_OR_MACHINE.split()]
    found: dict[str, list[str]] = {}
    for path in sorted((ROOT / "ragfood").rglob("*.py")):
        name = ".".join(path.relative_to(ROOT / "ragfood").with_suffix("").parts).removesuffix(".__init__")
        if any(each.fullmatch(name) or each.fullmatch(f"{name}.") for each in skipped):
            continue
        for node in _said(ast.parse(path.read_text("utf-8"))):
            for text in sorted(set(_fillings(node))):
                if _is_prose(text):
                    found.setdefault(f"{name}: {ast.unparse(node)}", []).append(text)
    return found


def _said(tree: ast.Module) -> Iterator[ast.expr]:
    hidden = {id(each) for node in ast.walk(tree) for each in _unsaid_parts(node)}
    for node in ast.walk(tree):
        text = isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))
        if isinstance(node, ast.expr) and text and id(node) not in hidden:
            yield node


def _unsaid_parts(node: ast.AST) -> Iterator[ast.AST]:
    """Docstrings, what is logged or asserted, patterns, and the constants of f-strings, which are read with them."""
    match node:
        case ast.Expr(value=ast.Constant() as doc):
            yield doc
        case ast.Assert(msg=ast.expr() as why):
            yield from ast.walk(why)
        case ast.Call(func=ast.Name(id="Check" | "_setting" | "_limit")):
            yield from ast.walk(node)
        case ast.Call(func=ast.Attribute(value=ast.Name(id="_LOG" | "re" | "_log"))):
            yield from ast.walk(node)
        case ast.Call(func=ast.Attribute(attr="execute" | "executescript" | "executemany" | "split")):
            yield from ast.walk(node)
        case ast.Subscript():
            yield from ast.walk(node.slice)
        case ast.Compare():
            yield from ast.walk(node)
        case ast.JoinedStr():
            yield from (each for part in node.values for each in _inside(part))


def _inside(part: ast.expr) -> Iterator[ast.AST]:
    if isinstance(part, ast.FormattedValue) and not isinstance(part.value, ast.IfExp):
        if part.format_spec is not None:
            yield from ast.walk(part.format_spec)
        return
    yield from ast.walk(part)


def _fillings(node: ast.expr) -> Iterator[str]:
    """All that an f-string may come to, its places filled; of a place that is glued to others also without it."""
    if isinstance(node, ast.Constant):
        yield re.sub(r"\{\w*\}", FILLED, str(node.value)) if isinstance(node.value, str) else ""
    elif isinstance(node, ast.IfExp):
        yield from (each for side in (node.body, node.orelse) for each in _fillings(side))
    elif isinstance(node, ast.JoinedStr):
        yield from map("".join, itertools.product(*(list(_fillings(part)) for part in node.values)))
    elif isinstance(node, ast.FormattedValue) and isinstance(node.value, ast.IfExp):
        yield from _fillings(node.value)
    else:
        yield FILLED


def readings(text: str) -> tuple[str, ...]:
    """`text`, and without places that are glued to the end of a sentence or to each other or begin it: they may be
    empty or sentences of their own.
    """
    bare = re.sub(rf"(?<=[.!?:;)\]]){FILLED}|{FILLED}(?={FILLED}|[(])", "", text).strip(" ;")
    return text, bare, re.sub(rf"^{FILLED} (?=[A-Z])", "", text)


def _is_prose(text: str) -> bool:
    """Whether it is for people: two words at least, and neither a statement of SQL, an address nor markup."""
    bare = re.sub(rf"{FILLED}|`[^`]*`", "", text)
    words = set(re.findall(r"[^\W\d_]{2,}", bare)) - {"min", "kcal", "UTC"}
    machine = re.search(rf"^<|</|\\[bsw]|\(\?|[=<] \?|!= |instr|\b(?:{_SQL})\b", text)
    return " " in text.strip() and len(words) >= 1 and not machine
