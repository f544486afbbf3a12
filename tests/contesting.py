"""Comparisons for tests: of two contestants by default, run to their end or made up."""

from __future__ import annotations

from datetime import UTC, datetime

from ragfood.assembly import House
from ragfood.contests.contest import Contest
from ragfood.contests.plan import Plan, prepare
from ragfood.contests.trials import Comparison, Contestant, Question, Trial

GROQ, OLLAMA = Contestant("groq", "openai/gpt-oss-20b"), Contestant("ollama", "llama3.2")
ASKED = ("What is pad thai?", "Is hummus vegan?")


def plan(house: House, *contestants: Contestant, asked: tuple[str, ...] = ASKED, rounds: int = 1) -> Plan:
    return prepare(house.index, house.taste, asked, contestants or (GROQ, OLLAMA), rounds)


def run(house: House, ready: Plan) -> Comparison:
    return over(house.contests.begin(ready))


def over(contest: Contest) -> Comparison:
    ended = contest.wait(60)
    assert ended is not None, "the comparison did not end"
    return ended


def made(
    contestants: tuple[Contestant, ...] = (GROQ, OLLAMA), run_id: str = "run", model_text: str = "x"
) -> Comparison:
    asked = tuple(Question(f"question {n}") for n in range(40))
    trials = tuple(Trial(q, 0, c, "answered", text="x") for q in range(40) for c in range(len(contestants)))
    return Comparison(run_id, datetime(2026, 11, 22, tzinfo=UTC), contestants, asked, trials=trials)
