"""Pages as Streamlit runs them in this process, and what they say."""

from __future__ import annotations

import html
import re

from app_process import ROOT
from streamlit.testing.v1 import AppTest

_SAYING = ("markdown", "caption", "info", "error", "warning", "success", "title", "subheader")
_MARKS = re.compile(r"<style>.*?</style>|<[^>]+>", re.DOTALL)


def opened_at(page: str, **query: str) -> AppTest:
    """The page of this file name in a new session, at an address with `query`."""
    drawn = AppTest.from_file(str(ROOT / "app.py"), default_timeout=90)
    drawn.switch_page(f"pages/{page}.py")
    for name, value in query.items():
        drawn.query_params[name] = value
    drawn.run()
    assert not drawn.exception, drawn.exception
    return drawn


def words(page: AppTest) -> str:
    """All that it says, without the signs that keep Markdown off."""
    said = [str(each.value) for kind in _SAYING for each in page.get(kind)]
    legends = [html.unescape(_MARKS.sub("", each.proto.body)) for each in page.get("html")]
    return "\n".join([*said, *legends]).replace("\\", "")


def figures(page: AppTest) -> dict[str, str]:
    return {each.label: each.value for each in page.metric}
