"""The search index: how it stands, and making it anew."""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from ragfood.assembly import House
from ragfood.ui.figures import count
from ragfood.ui.markup import plain
from ragfood.ui.wording import t, told


def draw(house: House) -> None:
    rebuild = house.index.rebuilding
    running = rebuild is not None and not rebuild.done
    building = house.index.status().state in ("building", "waiting for another process")
    st.fragment(_state, run_every=0.5 if running or building else None)(house)


def _state(house: House) -> None:
    status, rebuild = house.index.status(), house.index.rebuilding
    running = rebuild is not None and not rebuild.done
    building = status.state in ("building", "waiting for another process")
    st.markdown(plain(told(status.sentence)))
    when = datetime.fromtimestamp(status.built, house.clock.now().tzinfo) if status.built else None
    facts = {
        t("Foods"): count(status.foods),
        t("Embedder"): plain(status.embedder) or t("none yet"),
        t("Dimensions"): count(status.dimension),
        t("Built"): f"{when:%Y-%m-%d %H:%M:%S}" if when else t("not on disk"),
    }
    st.markdown("  \n".join(f"{label}: **{fact}**" for label, fact in facts.items()))
    st.caption(plain(told(house.index.file.sentence)))
    if running and rebuild:
        st.progress(rebuild.share, text=f"{t('Building')}: {told(rebuild.what)}" if rebuild.what else t("Building"))
        st.caption(t("Searches go on meanwhile."))
        st.session_state["saw_rebuild"] = True
    elif building:
        st.progress(status.progress, text=t("Building"))
        st.session_state["saw_rebuild"] = True
    if st.button(t("Rebuild the index"), icon=":material/refresh:", disabled=running):
        house.index.rebuild_in_background()
        st.rerun()
    if not running and not building and st.session_state.pop("saw_rebuild", False):
        st.rerun()  # so that nothing looks every half second any more; after the button, whose click it would lose
