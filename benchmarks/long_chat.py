"""How long one more run of the page takes in a chat of 200 messages, without the browser's part."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import streamlit as st
from app_process import ROOT, clean_environment
from streamlit.testing.v1 import AppTest
from test_pages import long_chat

from benchmarks.figures import Figure, median

MESSAGES = 200
ROUNDS = 15


def measure() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(clean_environment(Path(folder)))
        st.cache_resource.clear()  # pages that were measured before may have left their app
        long_chat(Path(folder), MESSAGES)
        page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
        page.query_params["c"] = "test-conversation"
        page.run()
        times = []
        for _ in range(ROUNDS):
            began = time.perf_counter()
            page.run()
            times.append(time.perf_counter() - began)
        assert any("Answer 99 " in str(each.value) for each in page.markdown)
    yield Figure(f"rerun in a chat of {MESSAGES} messages", median(times) * 1000, "ms", 300)
