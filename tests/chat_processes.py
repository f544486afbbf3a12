"""Processes that ask through the whole app, for tests of several on one state folder.

race STATE URL LIMIT THREADS    starts on a line from stdin; every thread asks until the budget refuses it;
                                prints the answers and the refusals, as JSON
hang STATE URL                  asks once, says so as soon as there is text, and stays until it is killed
"""

from __future__ import annotations

import json
import signal
import sys
import threading
import time
from collections import Counter
from pathlib import Path

from fake_vendors import KEY
from houses import finished, house

from ragfood.assembly import House
from ragfood.conversations import new_conversation_id


def open_house(state: str, url: str, limit: str = "1") -> House:
    return house(
        Path(state).parent,
        GROQ_API_KEY=KEY,
        GROQ_BASE_URL=url,
        RAGFOOD_STATE_DIR=state,
        RAGFOOD_GROQ_MODEL="openai/gpt-oss-20b",
        RAGFOOD_DAILY_BUDGET_USD=limit,
        RAGFOOD_CACHE_DAYS="0",
        RAGFOOD_MAX_TOKENS="100",
    )


def race(state: str, url: str, limit: str, threads: str) -> None:
    app = open_house(state, url, limit)
    seen: Counter[str] = Counter()
    lock = threading.Lock()

    def person() -> None:
        while True:
            turn = app.chat.ask("What is pad thai?", conversation=new_conversation_id(), mode="groq")
            answer = finished(turn)
            outcome = "answered" if answer.complete else answer.attempts[-1].reason
            with lock:
                seen[outcome] += 1
            standing = app.ledger.standing()
            assert standing.spent_today + standing.held <= standing.daily_limit
            # Who is refused while others hold money may be let in when they are done with less.
            if outcome != "answered":
                if not standing.held:
                    return
                time.sleep(0.05)

    people = [threading.Thread(target=person) for _ in range(int(threads))]
    print("ready", flush=True)
    sys.stdin.readline()
    for one in people:
        one.start()
    for one in people:
        one.join()
    print(json.dumps(seen))


def hang(state: str, url: str) -> None:
    turn = open_house(state, url).chat.ask("What is pad thai?", conversation=new_conversation_id(), mode="groq")
    next(snapshot for snapshot in turn.snapshots() if snapshot.text)
    print("writing", flush=True)
    signal.pause()


if __name__ == "__main__":
    {"race": race, "hang": hang}[sys.argv[1]](*sys.argv[2:])
