"""Every chart is told in words to who does not see it, and its figures are on the page as text as well."""

from __future__ import annotations

import ast
import html
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
import streamlit as st
from app_process import ROOT, free_port
from chat_maker import write_answers
from fake_vendors import KEY, FakeGroq, FakeOllama
from houses import FEW_FOODS
from log_maker import write_days
from streamlit.testing.v1 import AppTest

from ragfood.foods import load_foods

CHARTS = {"altair_chart", "vega_lite_chart", "line_chart", "bar_chart", "area_chart", "scatter_chart", "pyplot", "map"}
NUMBER = re.compile(r"\d[\d.,:-]*")
DRAWN = [
    ("1_Costs", {}, 5),
    ("1_Costs", {"range": "all"}, 5),
    ("1_Costs", {"range": "today"}, 1),
    ("3_Foods", {"food": "hummus"}, 1),
    ("4_Insights", {"days": "7"}, 2),
]


@pytest.fixture(autouse=True)
def full_app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Half a year of books and a week of chats, over a small corpus."""
    state, now = tmp_path / "state", datetime.now(UTC)
    write_days(state, now, 200, 6)
    write_answers(state, load_foods(FEW_FOODS), now, 6, 60)
    monkeypatch.setenv("RAGFOOD_STATE_DIR", str(state))
    monkeypatch.setenv("RAGFOOD_FOODS", str(FEW_FOODS))
    monkeypatch.setenv("RAGFOOD_EMBEDDER", "lsa")
    monkeypatch.setenv("RAGFOOD_TIMEZONE", "UTC")
    monkeypatch.setenv("OLLAMA_HOST", f"127.0.0.1:{free_port()}")
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


def opened(page: str, query: Mapping[str, str]) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    app.switch_page(f"pages/{page}.py")
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception, app.exception
    return app


def untold(app: AppTest) -> list[str]:
    """What is missing, for each chart of the page that is not fully told."""
    kinds = ("markdown", "caption", "info", "warning", "success", "error", "subheader")
    texts = [str(each.value) for kind in kinds for each in app.get(kind)]
    texts += [re.sub(r"<style>.*?</style>|<[^>]+>", " ", each.proto.body, flags=re.S) for each in app.get("html")]
    read = html.unescape("\n".join([*texts, *(each.value.to_string() for each in app.dataframe)])).replace("\\", "")
    missing = []
    for chart in app.get("vega_lite_chart"):
        numbers = NUMBER.findall(chart.proto.alt)
        missing += [] if numbers else [f"no figure in {chart.proto.alt!r}"]
        missing += [f"{number} of {chart.proto.alt!r}" for number in numbers if number.rstrip(".,") not in read]
    return missing


@pytest.mark.parametrize(("page", "query", "least"), DRAWN)
def test_what_a_chart_shows_is_also_told_in_figures_on_the_page(page: str, query: dict[str, str], least: int) -> None:
    app = opened(page, query)
    assert untold(app) == []
    assert len(app.get("vega_lite_chart")) >= least


def test_a_comparison_is_told_in_figures_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    with FakeGroq() as groq, FakeOllama() as ollama:
        monkeypatch.setenv("GROQ_API_KEY", KEY)
        monkeypatch.setenv("GROQ_BASE_URL", groq.url)
        monkeypatch.setenv("OLLAMA_HOST", ollama.url)
        app = opened("2_Compare", {})
        app.text_area[0].set_value("What is pad thai?")
        for label in ("What will it cost?", "Start: at most"):
            next(each for each in app.button if each.label.startswith(label)).click().run()
    assert not app.exception
    assert len(app.get("vega_lite_chart")) == 1
    assert untold(app) == []


@pytest.mark.parametrize("file", sorted([ROOT / "app.py", *ROOT.glob("pages/*.py"), *ROOT.glob("ragfood/ui/**/*.py")]))
def test_no_chart_is_drawn_without_words(file: Path) -> None:
    calls = (node for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Call))
    drawn = [call for call in calls if isinstance(call.func, ast.Attribute) and call.func.attr in CHARTS]
    silent = [call.lineno for call in drawn if not any(word.arg == "alt" for word in call.keywords)]
    assert silent == []
