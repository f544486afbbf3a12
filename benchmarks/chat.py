"""What the app adds to its vendors: first token, fallback and throughput, against the bare SDK in the same run."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from app_process import ROOT, free_port
from fake_vendors import KEY
from houses import NO_LIMITS

from benchmarks.figures import Figure, median
from ragfood.answers import Answer
from ragfood.assembly import House, assemble, get_ready
from ragfood.conversations import new_conversation_id
from ragfood.prompt import build_prompt
from ragfood.settings import read_settings

QUESTION = "What is pad thai?"
PEOPLE, EACH = 50, 20
ROUNDS = 60


def measure() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder, fake_vendor("groq") as groq, fake_vendor("ollama") as ollama:
        house = make_house(Path(folder) / "a", GROQ_BASE_URL=groq, OLLAMA_HOST=ollama)
        yield _first_token(house, groq)
        yield _fallback(Path(folder) / "b", ollama)
        yield _throughput(house, groq)


@contextmanager
def fake_vendor(name: str, *options: str) -> Iterator[str]:
    """A fake vendor in a process of its own, so that it does not share the app's interpreter lock."""
    port = free_port()
    command = [sys.executable, str(ROOT / "tests" / "fake_vendors.py"), name, "--port", str(port)]
    command += ["--token-delay", "0", "--no-limits", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def make_house(folder: Path, **environ: str) -> House:
    """The app with everything loaded, ample limits and budgets, and one question answered."""
    given = {
        "GROQ_API_KEY": KEY,
        "RAGFOOD_STATE_DIR": str(folder),
        "RAGFOOD_EMBEDDER": "lsa",
        "RAGFOOD_CACHE_DAYS": "0",
        **NO_LIMITS,
        "RAGFOOD_DAILY_BUDGET_USD": "1000",
        "RAGFOOD_MONTHLY_BUDGET_USD": "1000",
        **environ,
    }
    house = assemble(read_settings(given))
    get_ready(house)
    house.chat.ask(QUESTION, conversation=new_conversation_id()).wait()
    return house


def _first_token(house: House, url: str) -> Figure:
    bare = bare_sdk(url, house)
    bare()
    plain, ours = [], []
    for number in range(ROUNDS):  # another question each time, so that every one is searched for
        plain.append(bare())
        ours.append(_ask(house, question=f"{QUESTION} Say it in {number + 5} words."))
    added = (median(ours) - median(plain)) * 1000
    note = (
        f"bare SDK {median(plain) * 1000:.1f} ms, through Chat.ask {median(ours) * 1000:.1f} ms, p50, no question twice"
    )
    return Figure("first token beyond the bare SDK", added, "ms", 12, note=note)


def _fallback(folder: Path, ollama: str) -> Figure:
    refused = f"http://127.0.0.1:{free_port()}"
    house = make_house(folder, GROQ_BASE_URL=refused, OLLAMA_HOST=ollama, RAGFOOD_GROQ_MODEL="openai/gpt-oss-20b")
    alone = [_ask(house, "ollama", f"{QUESTION} {number}") for number in range(ROUNDS)]
    fallen = []
    for number in range(ROUNDS):
        house = assemble(house.settings, house)  # circuits anew: the third refusal would open Groq's
        fallen.append(_ask(house, "auto", f"{QUESTION} {number}?"))
    added = (median(fallen) - median(alone)) * 1000
    note = (
        f"Ollama asked directly {median(alone) * 1000:.1f} ms, after Groq refused {median(fallen) * 1000:.1f} ms, p50"
    )
    return Figure("fallback to Ollama after a refused connection", added, "ms", 15, note=note)


def _throughput(house: House, url: str) -> Figure:
    plain = _rate(bare_sdk(url, house))
    ours = _rate(lambda: _finish(house))
    note = f"bare SDK {plain:.0f}/s, through Chat.ask {ours:.0f}/s, {PEOPLE} threads x {EACH} answers to one question"
    return Figure("answers per second / bare SDK", ours / plain, "x", 0.5, at_least=True, note=note)


def _rate(answer: Callable[[], object]) -> float:
    def person() -> None:
        for _ in range(EACH):
            answer()

    threads = [threading.Thread(target=person) for _ in range(PEOPLE)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return PEOPLE * EACH / (time.perf_counter() - began)


def _ask(house: House, mode: str = "groq", question: str = QUESTION) -> float:
    """Seconds until the first text of an answer; the answer is awaited whole."""
    began = time.perf_counter()
    turn = house.chat.ask(question, conversation=new_conversation_id(), mode=mode)
    first = next((time.perf_counter() - began for snapshot in turn.snapshots() if snapshot.text), 0.0)
    _whole(turn.wait())
    return first


def _finish(house: House) -> None:
    _whole(house.chat.ask(QUESTION, conversation=new_conversation_id(), mode="groq").wait())


def _whole(answer: Answer | None) -> None:
    assert answer is not None and answer.complete, answer and (answer.trouble or answer.provider)


def bare_sdk(url: str, house: House) -> Callable[[], float]:
    """The SDK by itself, sending what the app sends; gives the seconds until the first text."""
    import groq

    client = groq.Groq(api_key=KEY, base_url=url, max_retries=0)
    foods = [match.food for match in house.index.search(QUESTION, 5).matches]
    messages = [{"role": m.role, "content": m.content} for m in build_prompt(QUESTION, foods, (), 4000).messages]

    def call() -> float:
        began, first = time.perf_counter(), 0.0
        stream = client.chat.completions.create(
            model="openai/gpt-oss-20b",
            messages=messages,  # type: ignore[arg-type]
            max_completion_tokens=1024,
            stream=True,
        )
        with stream:
            for chunk in stream:
                if not first and chunk.choices and chunk.choices[0].delta.content:
                    first = time.perf_counter() - began
        return first

    return call
