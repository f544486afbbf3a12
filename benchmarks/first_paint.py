"""How long a cold server takes to show the chat's input, against an empty Streamlit app with the same input."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from app_process import CHROMIUM_FLAGS, ROOT, chromium, running_app
from playwright.sync_api import Browser, sync_playwright

from benchmarks.figures import Figure, median

ROUNDS = 5
_EMPTY = 'import streamlit as st\nst.chat_input("Ask about food")\n'


def measure() -> Iterator[Figure]:
    path = chromium()
    if path is None:
        print("skipped: no Chromium on this machine")
        return
    ours, empty = [], []
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=path, args=list(CHROMIUM_FLAGS))
        bare = Path(folder) / "empty.py"
        bare.write_text(_EMPTY)
        _paint(browser, bare)  # the first page of a new browser is slower than all that follow
        for _ in range(ROUNDS):
            empty.append(_paint(browser, bare))
            ours.append(_paint(browser, ROOT / "app.py"))
        browser.close()
    note = f"ours {median(ours):.2f} s, empty {median(empty):.2f} s, medians of {ROUNDS} cold servers"
    yield Figure("first paint of the chat page / empty app", median(ours) / median(empty), "x", 1.25, note=note)


def _paint(browser: Browser, script: Path) -> float:
    """Seconds from the first request to a fresh server until the input is on the page."""
    with tempfile.TemporaryDirectory() as folder, running_app(Path(folder), script=script, indexed=False) as address:
        page = browser.new_context().new_page()
        began = time.perf_counter()
        page.goto(address, wait_until="commit")
        page.get_by_placeholder("Ask about food").wait_for(timeout=30_000)
        took = time.perf_counter() - began
        page.context.close()
    return took
