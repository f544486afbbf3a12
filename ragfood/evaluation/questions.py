"""Questions with known answers: read from a file only when all of it is sound, and held against a corpus."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from ragfood.errors import QuestionsInvalid
from ragfood.evaluation.rules import Rule, read_rule
from ragfood.foods import Corpus, Food
from ragfood.providers import Message

KINDS = (
    "fact", "region", "method", "nutrition", "comparison", "diet", "allergen", "semantic", "typo", "language",
    "follow-up", "false premise", "out of domain", "safety",
)  # fmt: skip
SETS = ("tuning", "unseen")
"""Search is tuned on the former only; the latter tells whether that holds for questions nobody looked at."""

_ROLES = ("user", "assistant")
_KEYS = frozenset(
    {"id", "kind", "set", "question", "history", "relevant", "any_of", "sides", "never", "nothing", "note"}
)


@dataclass(frozen=True)
class LabelledQuestion:
    """A question and what must come of it: `relevant` and `any_of` say which foods, `never` which may not."""

    id: str
    kind: str
    set: str
    question: str
    history: tuple[Message, ...] = ()
    sources: tuple[tuple[str, ...], ...] = ()
    """For each message of `history` the ids of the foods it names, in its order."""
    relevant: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    """Food id to grade: 2 answers the question, 1 helps."""
    any_of: tuple[Rule, ...] = ()
    """Foods that fit the first of them get its grade."""
    sides: tuple[frozenset[str], ...] = ()
    """One food of each must be there."""
    never: tuple[Rule, ...] = ()
    """What fits one of them violates what was demanded."""
    nothing: bool = False
    """Whether no food at all may come."""
    note: str = ""
    """The topic of the safety note that must come first, if there must be one."""

    def grades(self, corpus: Corpus) -> dict[str, int]:
        """Food id to grade, for all foods of `corpus` that bear on the question."""
        named = dict(self.relevant) | {id: 2 for side in self.sides for id in side}
        ruled = ((food.id, rule.grade) for food in corpus.foods for rule in self.any_of if rule.fits(food))
        grades: dict[str, int] = {}
        for id, grade in ruled:
            grades.setdefault(id, grade)
        return grades | named

    def violated_by(self, food: Food) -> bool:
        return any(rule.fits(food) for rule in self.never)


def load_questions(path: Path) -> tuple[LabelledQuestion, ...]:
    """The questions of the JSON file `path`. Raises QuestionsInvalid with every problem of every row."""
    try:
        rows = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as unreadable:
        raise _invalid(path, [f"it cannot be read as JSON in UTF-8 ({type(unreadable).__name__})"]) from unreadable
    if not isinstance(rows, list) or not rows:
        raise _invalid(path, ["it must hold a list of at least one question"])
    read: list[LabelledQuestion] = []
    problems: list[str] = []
    for number, row in enumerate(rows, 1):
        try:
            read.append(_read(row))
        except ValueError as wrong:
            called = f" ({row['id']})" if isinstance(row, dict) and isinstance(row.get("id"), str) else ""
            problems.append(f"question {number}{called}: {wrong}")
    ids = [each.id for each in read]
    problems += [f"id {id!r} is given {ids.count(id)} times" for id in dict.fromkeys(ids) if ids.count(id) > 1]
    if problems:
        raise _invalid(path, problems)
    return tuple(read)


def check_against(questions: Sequence[LabelledQuestion], corpus: Corpus) -> None:
    """Raises QuestionsInvalid when a food is named that `corpus` does not have, or a rule fits none of its foods."""
    problems = [f"{each.id}: {problem}" for each in questions for problem in _astray(each, corpus)]
    if problems:
        raise QuestionsInvalid(
            f"{len(problems)} labels do not go with the corpus, such as {problems[0]}.",
            "Correct the questions, or evaluate with the corpus they were written for.",
            problems,
        )


def _astray(question: LabelledQuestion, corpus: Corpus) -> Iterator[str]:
    named = {*question.relevant, *(id for side in question.sides for id in side)}
    named |= {id for sources in question.sources for id in sources}
    yield from (f"there is no food {id!r}" for id in sorted(named - corpus.by_id.keys()))
    for what, rules in (("any_of", question.any_of), ("never", question.never)):
        for number, rule in enumerate(rules, 1):
            if not any(map(rule.fits, corpus.foods)):
                yield f"rule {number} of {what} fits no food"
    if any(question.violated_by(corpus.by_id[id]) for id in question.grades(corpus).keys() & corpus.by_id.keys()):
        yield "a food is both relevant and never to be offered"


def _invalid(path: Path, problems: list[str]) -> QuestionsInvalid:
    more = f"; and {len(problems) - 1} more" if len(problems) > 1 else ""
    return QuestionsInvalid(
        f"The questions {path} cannot be used: {problems[0]}{more}.",
        "Correct the file; data/questions.schema.json describes what a question may hold.",
        problems,
    )


def _read(row: Any) -> LabelledQuestion:
    if not isinstance(row, dict):
        raise ValueError("it must be an object")
    if unknown := sorted(row.keys() - _KEYS):
        raise ValueError(f"there is no key {unknown[0]!r}")
    history = [_turn(each) for each in _list(row, "history")]
    question = LabelledQuestion(
        id=_word(row, "id"),
        kind=_one_of(row, "kind", KINDS),
        set=_one_of(row, "set", SETS),
        question=_word(row, "question"),
        history=tuple(message for message, _ in history),
        sources=tuple(sources for _, sources in history),
        relevant=MappingProxyType(_graded(row.get("relevant", {}))),
        any_of=tuple(map(read_rule, _list(row, "any_of"))),
        sides=tuple(frozenset(_ids(side)) for side in _list(row, "sides")),
        never=tuple(map(read_rule, _list(row, "never"))),
        nothing=row.get("nothing", False) is True,
        note=row.get("note", "") and _word(row, "note"),
    )
    expected = bool(question.relevant or question.any_of or question.sides)
    if question.nothing and expected:
        raise ValueError("it cannot want foods and nothing")
    if not (question.nothing or expected or question.never or question.note):
        raise ValueError("it must say what has to come of it: relevant, any_of, sides, never, nothing or note")
    return question


def _turn(row: Any) -> tuple[Message, tuple[str, ...]]:
    if not isinstance(row, dict):
        raise ValueError("each turn of history must be an object")
    role = _one_of(row, "role", _ROLES)
    ids = _ids(row.get("sources", []))
    return Message("user" if role == "user" else "assistant", _word(row, "content"), ids), ids


def _graded(given: Any) -> dict[str, int]:
    if not isinstance(given, dict) or not all(grade in (1, 2) for grade in given.values()):
        raise ValueError("relevant must give food ids with grade 1 or 2")
    return given


def _ids(given: Any) -> tuple[str, ...]:
    if not isinstance(given, list) or not all(isinstance(id, str) and id for id in given):
        raise ValueError("food ids must be a list of words")
    return tuple(given)


def _list(row: dict[str, Any], key: str) -> list[Any]:
    given = row.get(key, [])
    if not isinstance(given, list):
        raise ValueError(f"{key} must be a list")
    return given


def _word(row: dict[str, Any], key: str) -> str:
    given = row.get(key)
    if not isinstance(given, str) or not given.strip():
        raise ValueError(f"{key} must be text that is not empty")
    return given


def _one_of(row: dict[str, Any], key: str, allowed: Sequence[str]) -> str:
    if row.get(key) not in allowed:
        raise ValueError(f"{key} must be one of: {', '.join(allowed)}")
    return str(row[key])
