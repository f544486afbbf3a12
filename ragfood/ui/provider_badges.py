"""How the providers and the search are doing, beside their names, with what can be done about it."""

from __future__ import annotations

from functools import partial

import streamlit as st

from ragfood.assembly import House
from ragfood.badges import Badge
from ragfood.errors import RagFoodError
from ragfood.pulling import Download
from ragfood.ui import quiet
from ragfood.ui.figures import PROVIDERS, count
from ragfood.ui.live import live
from ragfood.ui.markup import plain
from ragfood.ui.wording import t, told

_DOTS = {
    "ready": ":green[●]",
    "degraded": ":orange[●]",
    "down": ":red[●]",
    "not configured": ":gray[○]",
    "checking": ":gray[◌]",
}
_PULL = "ollama pull "


def draw(house: House) -> None:
    """The badges, looked at again every few seconds, sooner while something is under way."""
    looking = any(badge.state == "checking" for badge in house.board.badges())
    st.fragment(_badges, run_every=1 if looking or _pulling(house) else 5)()


def _badges() -> None:
    try:
        house = live().current()  # the key may have changed since this tab was drawn
    except RagFoodError:
        return
    if st.session_state.get("painted"):  # the first paint waits for nothing, not even for threads
        house.board.refresh()
    with st.container(gap="xsmall"):
        for badge in house.board.badges():
            _badge(house, badge)
        _search(house)


def _search(house: House) -> None:
    status = house.index.status()
    mark = "ready" if status.state == "ready" else "degraded"
    st.markdown(f"{_DOTS[mark]} **{t('Search')}**", help=plain(told(status.sentence)))
    if status.state == "ready":
        quiet.nothing(1)
    else:
        st.caption(plain(told(status.sentence)))


def _badge(house: House, badge: Badge) -> None:
    looked = t("Last looked at {time}.", time=f"{badge.checked:%H:%M:%S}") if badge.checked else t("Not looked at yet.")
    sentence = told(badge.sentence)
    st.markdown(
        f"{_DOTS[badge.state]} **{PROVIDERS[badge.provider]}** — {_state(badge)}", help=plain(f"{sentence} {looked}")
    )
    if badge.state in ("ready", "checking"):
        quiet.nothing(1)  # every badge keeps its two places: none is left standing where another has moved to
        return
    if not badge.remedy:
        st.caption(plain(sentence))
        return
    with st.expander(plain(sentence), key=f"trouble-{badge.provider}"):  # stays open while its sentence counts down
        if badge.remedy.startswith(_PULL):
            _pull(house, badge.remedy.removeprefix(_PULL))
        elif _is_command(badge.remedy):
            st.code(badge.remedy, language="bash")
        else:
            st.markdown(told(badge.remedy))


def _state(badge: Badge) -> str:
    words = {
        "ready": t("ready"),
        "degraded": t("degraded"),
        "down": t("down"),
        "not configured": t("not configured"),
        "checking": t("checking"),
    }
    return words[badge.state]


def _pulling(house: House) -> bool:
    download = house.pulls.of(house.settings.ollama_model)
    return bool(download and download.running)


def _pull(house: House, model: str) -> None:
    """The command, and a button that does the same with its progress."""
    download = house.pulls.of(model)
    if download and download.running:
        st.progress(download.share, text=_how_far(download))
        if st.button(t("Stop the download"), key="stop-pull"):
            house.pulls.stop(model)
        return
    st.code(f"{_PULL}{model}", language="bash")
    if download and download.trouble:
        st.caption(plain(told(str(download.trouble))))
    if st.button(t("Download {model} now", model=model), key="pull", icon=":material/download:"):
        house.pulls.begin(house.ollama, model, then=partial(house.board.look_at, "ollama"))
        st.rerun()


def _how_far(download: Download) -> str:
    if not download.progress.total:
        return t("Ollama is looking for the model…")
    done, whole = (count(size / 1e6) for size in (download.progress.completed, download.progress.total))
    return t("{done} of {whole} MB", done=done, whole=whole)


def _is_command(remedy: str) -> bool:
    return remedy.startswith(("ollama ", "python ", "make ")) and "\n" not in remedy and not remedy.endswith(".")
