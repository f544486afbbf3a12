"""What is to be compared, made ready once for all: questions, their passages and prompts, and who is asked."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ragfood.answers import Source
from ragfood.cancel import Cancel
from ragfood.chat import Taste
from ragfood.contests.trials import Contestant, Question
from ragfood.errors import ComparisonRefused, Declined, QuestionRefused
from ragfood.finding import find
from ragfood.finding.plain_answers import prompted
from ragfood.models import ModelTable
from ragfood.prompt import Prompt, build_prompt, fenced
from ragfood.providers import Provider
from ragfood.retrieval import FoodIndex
from ragfood.understanding.questions import clean_question

MISSION_QUESTIONS = (
    "Healthy breakfast options",
    "Spicy Asian food",
    "What is high in protein?",
    "Mediterranean diet dishes",
    "Quick dinner ideas",
)
"""What providers have been compared on from the start."""

PROVIDERS = ("groq", "ollama")
MOST_QUESTIONS, MOST_CONTESTANTS, MOST_ROUNDS = 50, 6, 20


@dataclass(frozen=True)
class Prepared:
    """A question as every contestant is asked it; without a prompt it is not asked at all."""

    question: Question
    prompt: Prompt | None = None
    passages: tuple[str, ...] = ()
    """As they stand in the prompt, [1] being the first."""


@dataclass(frozen=True)
class Plan:
    contestants: tuple[Contestant, ...]
    prepared: tuple[Prepared, ...]
    rounds: int
    taste: Taste

    @property
    def asked(self) -> tuple[Prepared, ...]:
        return tuple(each for each in self.prepared if each.prompt)


def read_questions(text: str) -> list[str]:
    """The questions in `text`: one per line, or as JSON a list (or a line each) of texts or of objects with
    "question". Raises ComparisonRefused that names every line that cannot be asked.
    """
    questions, problems = [], []
    for number, asked in enumerate(_listed(text), 1):
        try:
            questions.append(clean_question(asked if isinstance(asked, str) else str(asked["question"])))
        except QuestionRefused as refused:
            problems.append(f"question {number}: {refused.happened}")
        except (TypeError, KeyError):
            problems.append(f'question {number}: it needs a text, or {{"question": "…"}}.')
    if not questions and not problems:
        problems = ["there is none."]
    if len(questions) > MOST_QUESTIONS:
        problems.append(f"there are {len(questions)}; at most {MOST_QUESTIONS} are compared at once.")
    if problems:
        raise ComparisonRefused(
            f"These questions cannot be asked: {' '.join(problems[:5])}",
            "Write one question per line, or a JSON list of questions.",
        )
    return questions


def _listed(text: str) -> list[Any]:
    lines = [line for line in text.removeprefix("\ufeff").splitlines() if line.strip()]
    try:
        whole = json.loads("\n".join(lines))
    except (ValueError, RecursionError):
        return [_line(line) for line in lines]
    listed = whole.get("questions", [whole]) if isinstance(whole, dict) else whole
    return listed if isinstance(listed, list) else lines


def _line(line: str) -> Any:
    try:
        return json.loads(line) if line.lstrip().startswith("{") else line
    except (ValueError, RecursionError):
        return None


def contestant_of(name: str, table: ModelTable) -> Contestant:
    """`groq/MODEL` or `ollama/MODEL`; a bare model is Groq's when the table knows it, else Ollama's."""
    provider, slash, model = name.strip().partition("/")
    if slash and provider in PROVIDERS and model:
        return Contestant(provider, model)
    return Contestant("groq" if name.strip() in table.models else "ollama", name.strip())


def choose(
    providers: Mapping[str, Provider], names: Sequence[str], models: Sequence[str], table: ModelTable
) -> tuple[list[Contestant], list[Declined]]:
    """The own models of the providers `names` and all of `models`, each once, and why others cannot be asked.

    Raises ComparisonRefused when nobody is left, or too many.
    """
    wanted = [Contestant(name, "") for name in names] + [contestant_of(model, table) for model in models if model]
    able: dict[str, str] = {}
    unable: dict[str, Declined] = {}
    for name in dict.fromkeys(each.provider for each in wanted):
        try:
            able[name] = providers[name].ready(Cancel())
        except Declined as no:
            unable[name] = no
    chosen = [Contestant(c.provider, c.model or able[c.provider]) for c in wanted if c.provider in able]
    once = list(dict.fromkeys(chosen))
    if not once:
        why = " ".join(no.happened for no in unable.values()) or "Nobody was chosen."
        remedy = " ".join(no.remedy for no in unable.values()) or "Choose at least one provider or model."
        raise ComparisonRefused(f"There is nobody to compare. {why}", remedy)
    if len(once) > MOST_CONTESTANTS:
        raise ComparisonRefused(
            f"{len(once)} models are too many to compare at once.", f"Choose at most {MOST_CONTESTANTS}."
        )
    return once, list(unable.values())


def prepare(
    index: FoodIndex, taste: Taste, questions: Iterable[str], contestants: Sequence[Contestant], rounds: int = 1
) -> Plan:
    """Search once for each question. Without a food that bears on it and meets its demands, no model is asked it.

    Raises ComparisonRefused when `rounds` is out of range or no question can be asked.
    """
    if not 1 <= rounds <= MOST_ROUNDS:
        raise ComparisonRefused(f"{rounds} rounds cannot be run.", f"Choose 1 to {MOST_ROUNDS}.")
    plan = Plan(tuple(contestants), tuple(_prepared(index, taste, each) for each in questions), rounds, taste)
    if not plan.asked:
        raise ComparisonRefused(
            "No food in the collection bears on any of these questions, so no model would be asked.",
            "Ask about food or dishes.",
        )
    return plan


def _prepared(index: FoodIndex, taste: Taste, question: str) -> Prepared:
    finding = find(index, question, (), taste.top_k)
    if not finding.found.matches:
        return Prepared(Question(question, idle="No food in the collection bears on it and meets what it demands."))
    foods = [match.food for match in finding.found.matches]
    prompt = build_prompt(question, foods, (), taste.prompt_budget, finding.demands.words(), prompted(finding))
    sources = tuple(Source(m.food.id, m.food.name, m.food.text, m.score) for m in finding.found.matches)
    passages = tuple(fenced(number, food) for number, food in enumerate(prompt.foods, 1))
    return Prepared(Question(question, sources[: len(prompt.foods)]), prompt, passages)
