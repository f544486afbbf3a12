"""How fast the costs page opens over three years and a million calls, before they are counted and after, by the
clock and by the processor: a machine that has other work to do keeps a page waiting that is quick enough.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.figures import Figure
from benchmarks.pages import environment, indexed, open_page, opened, restarted, timed, wait_for

PAGE = "pages/1_Costs.py"
PRESETS = ("today", "7d", "30d", "month", "last-month", "year", "all")
_MONTHS = 36
_CALLS_A_MONTH = 27_800


def measure() -> Iterator[Figure]:
    from log_maker import write_many

    with tempfile.TemporaryDirectory(dir=".") as folder:
        state = Path(folder) / "state"
        write_many(state, datetime.now(UTC).date(), _MONTHS, _CALLS_A_MONTH)
        about = f"{_MONTHS} months, {_MONTHS * _CALLS_A_MONTH:,} calls"
        with environment(indexed({"RAGFOOD_STATE_DIR": str(state)})):
            open_page(PAGE)  # imports pandas and altair, and begins to count in the background
            wait_for("warm-up")
            meanwhile, busy = timed(lambda: open_page(PAGE))
            note = f"{busy:.2f} s of them computing; {about}; the daily log"
            yield Figure("costs page while the calls are counted", meanwhile, "s", 1, note=note)
            _wait_until_counted()
            shutil.rmtree(state / "digests")
            counting, _ = timed(_count(state))
            yield Figure("counting all calls once, in the background", counting, "s", 120, note=about)
            yield restarted("costs page, all", 1, about, PAGE, range="all")
            for preset in PRESETS:
                yield opened(f"costs page, {preset}", 1, about, PAGE, range=preset)


def _count(state: Path) -> Callable[[], None]:
    from ragfood.accounts.digests import Digests

    return Digests(state).catch_up


def _wait_until_counted() -> None:
    from ragfood.ui.frame import live

    deadline = time.monotonic() + 300
    while live().current().accounts.counted() < 1 and time.monotonic() < deadline:
        time.sleep(0.2)
