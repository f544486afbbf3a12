"""How fast the insights and the scorecard open over 20,000 answers."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.figures import Figure
from benchmarks.pages import environment, indexed, open_page, opened, restarted

_ANSWERS, _DAYS = 20_000, 6
_ROOT = Path(__file__).resolve().parents[1]


def measure() -> Iterator[Figure]:
    from chat_maker import write_answers
    from log_maker import write_days

    from ragfood.foods import load_foods

    with tempfile.TemporaryDirectory(dir=".") as folder:
        state, now = Path(folder) / "state", datetime.now(UTC)
        write_answers(state, load_foods(_ROOT / "data" / "foods.json"), now, _DAYS, _ANSWERS)
        write_days(state, now, _DAYS + 1, 2 * _ANSWERS // _DAYS)
        about = f"{_ANSWERS:,} answers"
        with environment(indexed({"RAGFOOD_STATE_DIR": str(state)})):
            open_page("pages/4_Insights.py", days="7")  # imports pandas and altair
            for name, file, query in (
                ("insights", "pages/4_Insights.py", {"days": "30"}),
                ("scorecard", "pages/2_Compare.py", {"view": "scorecard"}),
            ):
                yield restarted(name, 1, about, file, **query)
                yield opened(name, 1, about, file, **query)
