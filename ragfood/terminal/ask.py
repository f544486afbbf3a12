"""`ask`: one question answered on standard output, or a talk that ends with what it cost."""

from __future__ import annotations

import json
import sys
from typing import Any

from ragfood.answers import Answer
from ragfood.assembly import House
from ragfood.chat.turns import Turn
from ragfood.conversations import new_conversation_id
from ragfood.errors import QuestionRefused
from ragfood.money import dollars
from ragfood.terminal.leaving import leave
from ragfood.terminal.show import complain


def ask_once(house: House, question: str, mode: str, foods: int | None, *, as_json: bool) -> int:
    """Answer `question`; 0 when it was answered (degraded too), 1 when it failed or broke off."""
    try:
        turn = house.chat.ask(question, conversation=new_conversation_id(), mode=mode, foods=foods)
    except QuestionRefused as refused:
        complain(refused.happened, refused.remedy)
        return 2
    try:
        answer = _follow(turn, silent=as_json)
    finally:
        leave(house)
    if as_json:
        print(json.dumps(answer_object(answer), ensure_ascii=False))
    else:
        _print_sources(answer)
    _complain(answer)
    return 1 if answer.failed or answer.interrupted or answer.stopped or answer.trouble else 0


def talk(house: House, mode: str, foods: int | None) -> int:
    """Questions from standard input until Ctrl-D, Ctrl-C at the prompt, or an empty end of input."""
    conversation, prompt = new_conversation_id(), "\n> " if sys.stdin.isatty() else ""
    print("Ask about food. Ctrl-C stops an answer; Ctrl-D ends the talk.")
    try:
        house.index.prepare()
        while True:
            question = input(prompt)
            if not question.strip():
                continue
            try:
                answer = _follow(house.chat.ask(question, conversation=conversation, mode=mode, foods=foods))
            except QuestionRefused as refused:
                complain(refused.happened, refused.remedy)
                continue
            _print_sources(answer)
            _complain(answer)
    except (EOFError, KeyboardInterrupt):
        print()
    finally:
        print(leave(house))
    return 0


def _follow(turn: Turn, *, silent: bool = False) -> Answer:
    """Print the answer as it grows; Ctrl-C stops it and keeps what is there."""
    printed = 0
    warned = silent
    while True:
        try:
            for snapshot in turn.snapshots():
                if snapshot.safety and not warned:
                    print(f"{snapshot.safety}\n", flush=True)
                    warned = True
                if not silent and len(snapshot.text) > printed:
                    print(snapshot.text[printed:], end="", flush=True)
                    printed = len(snapshot.text)
                if snapshot.answer is not None:
                    if printed:
                        print()
                    return snapshot.answer
        except KeyboardInterrupt:
            turn.stop()


def _print_sources(answer: Answer) -> None:
    if answer.sources:
        print("\n" + "\n".join(f"[{n}] {s.name} ({s.id}, {s.score:.2f})" for n, s in enumerate(answer.sources, 1)))
    facts = [part for part in (answer.provider, answer.model if answer.provider != "offline" else "") if part]
    facts += ["context only, no model"] if answer.degraded else []
    facts += ["cached"] if answer.cached else []
    if facts:
        total = f"{answer.timings.total:.2f} s" if answer.timings.total is not None else ""
        print(f"-- {' · '.join([*facts, total, dollars(answer.cost)])}")
    if answer.understood:
        print(f"-- understood: {', '.join(chip.label for chip in answer.understood)}")
    if answer.hidden:
        print(f"-- hidden: {', '.join(f'{each.foods} {each.reason}' for each in answer.hidden)}")
    for notice in answer.notices:
        print(f"-- {notice}")
    for attempt in answer.attempts:
        if attempt.outcome == "declined":
            print(f"-- {attempt.provider} declined: {attempt.sentence} {attempt.remedy}")


def _complain(answer: Answer) -> None:
    if answer.trouble:
        complain(answer.trouble, answer.remedy)
    elif answer.stopped:
        complain("Stopped: this answer is not complete.")


def answer_object(answer: Answer) -> dict[str, Any]:
    """The one JSON object of `ask --json`."""
    usage = answer.usage
    timings = {name: getattr(answer.timings, name) for name in ("retrieval", "first_token", "total")}
    return {
        "answer": "\n\n".join(filter(None, (answer.safety, answer.text))),
        "provider": answer.provider or None,
        "model": answer.model if answer.provider not in ("", "offline") else None,
        "degraded": answer.degraded,
        "interrupted": answer.interrupted or answer.stopped,
        "cached": answer.cached,
        "searched_for": answer.searched_for,
        "sources": [{"id": s.id, "name": s.name, "text": s.text, "score": round(s.score, 4)} for s in answer.sources],
        "usage": {
            "input_tokens": usage.input_tokens if usage else 0,
            "output_tokens": usage.output_tokens if usage else 0,
            "estimated": bool(usage and usage.estimated),
        },
        "cost_usd": None if answer.cost is None else float(answer.cost),
        "timings_ms": {name: None if value is None else round(value * 1000, 1) for name, value in timings.items()},
        "attempts": [
            {"provider": a.provider, "outcome": a.outcome, "reason": a.reason, "seconds": round(a.seconds, 3)}
            for a in answer.attempts
        ],
    }


def read_question(words: list[str]) -> str:
    """The question of the command line, or what a pipe holds."""
    return " ".join(words) if words or sys.stdin.isatty() else sys.stdin.read()
