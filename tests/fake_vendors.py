"""Fake Groq and fake Ollama: real servers on loopback, for tests and to start the app against by hand.

As a program: `python tests/fake_vendors.py groq --port 18080`, then GROQ_BASE_URL=http://127.0.0.1:18080.
"""

from __future__ import annotations

import argparse
import threading

import fake_faults as faults
from fake_bills import Bill, count_tokens
from fake_faults import Fault
from fake_groq import KEY, FakeGroq
from fake_limits import Limits
from fake_ollama import FakeOllama
from fake_wire import Disconnect, Request

__all__ = [
    "KEY",
    "Bill",
    "Disconnect",
    "FakeGroq",
    "FakeOllama",
    "Fault",
    "Limits",
    "Request",
    "count_tokens",
    "faults",
]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("vendor", choices=("groq", "ollama"))
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--delay", type=float, default=0.0, help="seconds of silence before every answer")
    parser.add_argument("--tokens", type=int, default=0, help="length of every answer, in words")
    parser.add_argument("--token-delay", type=float, default=0.02, help="seconds between two words")
    parser.add_argument("--no-limits", action="store_true", help="never refuse for too many requests or tokens")
    given = parser.parse_args()
    fake = FakeGroq(given.port) if given.vendor == "groq" else FakeOllama(given.port)
    if isinstance(fake, FakeGroq):
        fake.key = None
        fake.plan = Limits() if given.no_limits else fake.plan
    fake.delay, fake.token_delay = given.delay, given.token_delay
    fake.answer = " ".join(f"word{number}" for number in range(given.tokens))
    with fake:
        print(f"A fake {given.vendor} answers at {fake.url}; Ctrl-C ends it.", flush=True)
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            print("Ended.")


if __name__ == "__main__":
    main()
