"""Two processes on one state folder: the last cents of a budget, and a process that is killed in mid answer."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from clocks import FakeClock
from fake_vendors import FakeGroq, Limits
from houses import ask, house
from troubles import prove_books

from ragfood.clock import SystemClock
from ragfood.ledger import Ledger
from ragfood.prompt import build_prompt
from ragfood.providers import Usage
from ragfood.tokens import estimate_prompt

ROOT = Path(__file__).parents[1]
MODEL = "openai/gpt-oss-20b"


@pytest.fixture
def start() -> Iterator[Any]:
    """Starts a process of chat_processes.py that is killed at the end."""
    running: list[subprocess.Popen[str]] = []

    def run(*arguments: object) -> subprocess.Popen[str]:
        command = [sys.executable, str(ROOT / "tests" / "chat_processes.py"), *map(str, arguments)]
        environ = {**os.environ, "PYTHONPATH": str(ROOT)}
        running.append(subprocess.Popen(command, env=environ, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True))
        return running[-1]

    yield run
    for process in running:
        process.kill()
        process.communicate()


def books(state: Path) -> Ledger:
    return Ledger(state, SystemClock(), daily_limit=Decimal(1), monthly_limit=Decimal(10))


def cost_of_one(folder: Path) -> tuple[Decimal, Decimal]:
    """What a call of the race may cost at worst, and what it does cost."""
    with FakeGroq() as groq:
        groq.answer = "word " * 20
        app = house(folder, groq, clock=FakeClock(), RAGFOOD_MAX_TOKENS="100")
        answer = ask(app, mode="groq")
        foods = [match.food for match in app.index.search("What is pad thai?", 5).matches]
        prompt = build_prompt("What is pad thai?", foods, (), 4000)
        price = app.table.facts(MODEL).price
        assert price is not None and answer.cost is not None
        return price.cost(Usage(estimate_prompt(prompt.messages), 100)), answer.cost


def test_two_processes_of_25_people_spend_the_budget_and_no_more(tmp_path: Path, start: Any) -> None:
    """As many are answered as could be one after another."""
    worst, cost = cost_of_one(tmp_path / "one")
    limit = worst + cost * 39
    state = tmp_path / "state"
    house(tmp_path).index.close()
    with FakeGroq() as groq:
        groq.answer, groq.plan = "word " * 20, Limits()
        racers = [start("race", state, groq.url, limit, 25) for _ in range(2)]
        for racer in racers:
            assert racer.stdout.readline() == "ready\n"
        for racer in racers:
            racer.stdin.write("go\n")
            racer.stdin.flush()
        seen = [json.loads(racer.communicate(timeout=60)[0]) for racer in racers]
        billed, bills = groq.tokens_billed, len(groq.bills)
    assert all(each.keys() <= {"answered", "over_budget"} for each in seen), seen
    ledger = books(state)
    today = ledger.today()
    assert sum(each.get("answered", 0) for each in seen) == today.answered == bills == 40
    assert (today.input_tokens, today.output_tokens) == billed
    assert today.cost == cost * 40 <= limit < cost * 40 + worst
    assert ledger.standing().held == 0


def test_the_money_of_a_killed_process_is_booked_at_its_worst_and_never_forgotten(tmp_path: Path, start: Any) -> None:
    state = tmp_path / "state"
    house(tmp_path).index.close()
    with FakeGroq() as groq:
        groq.answer, groq.token_delay = "word " * 500, 0.02
        victim = start("hang", state, groq.url)
        assert victim.stdout.readline() == "writing\n"
        held = books(state).standing().held
        os.kill(victim.pid, signal.SIGKILL)
        victim.wait()
        assert groq.wait_until(lambda: groq.open_streams == 0)
        spoken = groq.tokens_billed
        groq.token_delay, groq.answer = 0.0, "Noodles."
        app = house(tmp_path, groq, RAGFOOD_CACHE_DAYS="0")
        answer = ask(app)
        assert answer.complete and answer.cost
        abandoned = [
            call for call in app.ledger.calls(app.clock.now().strftime("%Y-%m")) if call.outcome == "abandoned"
        ]
        assert [call.cost for call in abandoned] == [held]
        price = app.table.facts(MODEL).price
        assert price is not None and held >= price.cost(Usage(spoken[0], 100)) > 0, "its longest answer was held"
        assert app.ledger.today().cost == held + answer.cost
        assert app.ledger.standing().held == 0


def test_two_apps_on_one_state_folder_share_budget_chats_and_index(tmp_path: Path) -> None:
    with FakeGroq() as groq:
        one = house(tmp_path, groq, clock=FakeClock())
        other = house(tmp_path, groq, clock=FakeClock())
        first = ask(one, conversation="shared")
        second = ask(other, "And is it vegan?", conversation="shared")
        assert first.complete and second.complete and "pad thai" in second.searched_for.lower()
        assert one.ledger.today() == other.ledger.today()
        assert ask(other).cached, "what one has paid for the other need not"
        prove_books(one, groq)
