"""A page opened as Streamlit runs it, without the browser, and how long that takes."""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from benchmarks.figures import Figure, median

_ROOT = Path(__file__).resolve().parents[1]
_TIMES = 3


def indexed(settings: Mapping[str, str]) -> dict[str, str]:
    """The same settings, once the search index that they lead to is there: building it would be measured too."""
    from ragfood.retrieval import FoodIndex
    from ragfood.settings import read_settings

    given = {"RAGFOOD_EMBEDDER": "lsa", "RAGFOOD_TIMEZONE": "UTC", **settings}
    index = FoodIndex(read_settings(given))
    index.prepare()
    index.close()
    return given


def open_page(file: str, **query: str) -> None:
    """The whole page, up to its last chart. Raises RuntimeError when it ends in an error."""
    from streamlit.testing.v1 import AppTest

    # A page without a server warns of that, over and over.
    logging.getLogger("streamlit.runtime.scriptrunner_utils.script_run_context").setLevel(logging.ERROR)
    page = AppTest.from_file(str(_ROOT / "app.py"), default_timeout=120)
    page.switch_page(file)
    for name, value in query.items():
        page.query_params[name] = value
    page.run()
    if page.exception:
        raise RuntimeError(page.exception[0].message)


def opened(name: str, target: float, about: str, file: str, **query: str) -> Figure:
    """Median seconds of a page that was open before."""
    times = [timed(lambda: open_page(file, **query)) for _ in range(_TIMES)]
    wall, busy = (median(each) for each in zip(*times, strict=True))
    return Figure(f"{name}, p50", wall, "s", target, note=f"{busy:.2f} s of them computing; {about}")


def restarted(name: str, target: float, about: str, file: str, **query: str) -> Figure:
    """Seconds of a page in an app that knows nothing yet of its files."""
    import streamlit as st

    wait_for("warm-up")
    st.cache_resource.clear()
    wall, busy = timed(lambda: open_page(file, **query))
    return Figure(f"{name}, after a restart", wall, "s", target, note=f"{busy:.2f} s of them computing; {about}")


def wait_for(name: str) -> None:
    """Until the threads of this name are done: what pages before this one began would be measured with it."""
    for thread in threading.enumerate():
        if thread.name == name:
            thread.join()


def timed(act: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the clock, and of processor time of this process."""
    begin, busy = time.perf_counter(), time.process_time()
    act()
    return time.perf_counter() - begin, time.process_time() - busy


@contextmanager
def environment(values: Mapping[str, str]) -> Iterator[None]:
    """Within it, variables of the environment are set."""
    before = dict(os.environ)
    os.environ.update(values)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
