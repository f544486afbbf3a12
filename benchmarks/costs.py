"""How fast the costs page opens over three years and a million calls: before they are counted, and after."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.figures import Figure, median

_ROOT = Path(__file__).resolve().parents[1]
_MONTHS = 36
_CALLS_A_MONTH = 27_800


def measure() -> Iterator[Figure]:
    from log_maker import write_many

    with tempfile.TemporaryDirectory(dir=".") as folder:
        state = Path(folder) / "state"
        write_many(state, datetime.now(UTC).date(), _MONTHS, _CALLS_A_MONTH)
        about = f"{_MONTHS} months, {_MONTHS * _CALLS_A_MONTH:,} calls"
        with _environment({"RAGFOOD_STATE_DIR": str(state), "RAGFOOD_TIMEZONE": "UTC"}):
            _open("30d")  # imports pandas and altair, and begins to count in the background
            meanwhile = _timed(lambda: _open("30d"))
            yield Figure("costs page while the calls are counted", meanwhile, "s", 2, note=f"{about}; the daily log")
            _wait_until_counted()
            shutil.rmtree(state / "digests")
            yield Figure("counting all calls once, in the background", _timed(_count(state)), "s", 120, note=about)
            for preset in ("30d", "all"):
                yield Figure(f"costs page, {preset}, after a restart", _timed(_restarted(preset)), "s", 1, note=about)
                times = [_timed(lambda preset=preset: _open(preset)) for _ in range(3)]
                yield Figure(f"costs page, {preset}, p50", median(times), "s", 1, note=about)


def _open(preset: str) -> None:
    """The whole page, as Streamlit runs it, up to the last chart."""
    from streamlit.testing.v1 import AppTest

    page = AppTest.from_file(str(_ROOT / "app.py"), default_timeout=120)
    page.switch_page("pages/1_Costs.py")
    page.query_params["range"] = preset
    page.run()
    if page.exception:
        raise RuntimeError(page.exception[0].message)


def _restarted(preset: str) -> Callable[[], None]:
    """Opens the page in an app that knows nothing yet of its books."""
    import streamlit as st

    st.cache_resource.clear()
    return lambda: _open(preset)


def _count(state: Path) -> Callable[[], None]:
    from ragfood.accounts.digests import Digests

    return Digests(state).catch_up


def _wait_until_counted() -> None:
    from ragfood.ui.frame import live

    deadline = time.monotonic() + 300
    while live().current().accounts.counted() < 1 and time.monotonic() < deadline:
        time.sleep(0.2)


def _timed(act: Callable[[], object]) -> float:
    begin = time.perf_counter()
    act()
    return time.perf_counter() - begin


@contextmanager
def _environment(values: Mapping[str, str]) -> Iterator[None]:
    before = dict(os.environ)
    os.environ.update(values)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
