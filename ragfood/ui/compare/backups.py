"""Backups on the page: made, looked at, downloaded and put back, with what that will change said before."""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from ragfood.assembly import House
from ragfood.backups import Backup, Restored
from ragfood.errors import RagFoodError
from ragfood.ui.figures import count
from ragfood.ui.frame import say_trouble
from ragfood.ui.markup import plain
from ragfood.ui.wording import t, told

_MOST_SHOWN = 20
_DONE = "backup-done"
"""Where a session keeps what it did until it is said."""
_RESTORED = "backups-restored"
"""How often this session has put a backup back: what asked for it is closed then, not left open over another one."""


def draw(house: House) -> None:
    st.caption(
        t(
            "A backup is one file with the books, all chats, comparisons, foods, the search index, chosen limits and"
            " evaluation cases. It can be made and put back while the app runs, here or on another machine."
        )
    )
    if done := st.session_state.pop(_DONE, ""):
        st.success(plain(done), icon=":material/check_circle:")
    if st.button(t("Make a backup now"), type="primary", icon=":material/archive:"):
        _make(house)
    found, refusals = house.backups.look()
    for refused in refusals:
        st.warning(plain(told(str(refused))))
    if not found and not refusals:
        st.info(t("There is no backup yet."))
    for backup in found[:_MOST_SHOWN]:
        with st.container(border=True):
            _one(house, backup)
    if len(found) > _MOST_SHOWN:
        st.caption(t("{n} older ones are in the folder {folder}.", n=len(found) - _MOST_SHOWN, folder=_folder(found)))
    st.caption(t("In a terminal: {commands}.", commands="`python -m ragfood backup`, `python -m ragfood restore`"))


def _folder(found: list[Backup]) -> str:
    return plain(str(found[0].path.parent))


def _make(house: House) -> None:
    try:
        with st.spinner(t("Making a backup…")):
            made = house.backups.make()
    except RagFoodError as trouble:
        say_trouble(trouble)
        return
    st.session_state[_DONE] = t("The backup {name} is made: {size}.", name=made.path.name, size=_size(made.size))
    st.rerun()


def _one(house: House, backup: Backup) -> None:
    name = backup.path.name
    why = f" · {t('made before a restore')}" if "before-restore" in name else ""
    st.markdown(f"**{plain(_when(house, backup))}** · {_size(backup.size)}{why}")
    st.caption(plain(f"{name}: {_contents(backup)}"))
    row = st.container(horizontal=True)
    turn = st.session_state.get(_RESTORED, 0)
    with row.popover(t("Restore…"), key=f"ask-{name}-{turn}", icon=":material/settings_backup_restore:"):
        _confirm(house, backup)
    if row.button(t("Check it"), key=f"check-{name}", icon=":material/fact_check:"):
        _check(house, backup)
    # Whoever holds the file reads everybody's chats; where the page of all chats is off, nobody gets it here.
    if house.settings.insights:
        row.download_button(
            t("Download"),
            backup.path.read_bytes,
            name,
            "application/zip",
            on_click="ignore",
            key=f"download-{name}",
            icon=":material/download:",
        )


def _confirm(house: House, backup: Backup) -> None:
    st.markdown(
        plain(
            t(
                "Chats, comparisons, foods, chosen limits and evaluation cases become what they were on {time}; what"
                " came since, a roll-back too, is no longer there. The books are joined: money spent since stays"
                " spent. First, all that is there now is put aside in a backup of its own, with which this can be"
                " undone.",
                time=_when(house, backup),
            )
        )
    )
    if st.button(t("Restore this backup now"), key=f"restore-{backup.path.name}", type="primary"):
        try:
            with st.spinner(t("Putting it back…")):
                restored = house.backups.restore(backup.path)
        except RagFoodError as trouble:
            say_trouble(trouble)
            return
        st.session_state[_DONE] = _restored(restored)
        st.session_state[_RESTORED] = st.session_state.get(_RESTORED, 0) + 1
        st.rerun()


def _restored(restored: Restored) -> str:
    parts = ", ".join(map(_part, restored.parts)) or t("nothing but the books")
    emptied = ", ".join(map(_part, restored.emptied))
    said = [
        t("Restored: {parts}. Calls added to the books: {n}.", parts=parts, n=count(restored.calls)),
        t("Not there yet when it was made, so no longer there: {parts}.", parts=emptied) if emptied else "",
        t("What was there before is in {name}.", name=restored.before.path.name),
    ]
    return " ".join(filter(None, said))


def _check(house: House, backup: Backup) -> None:
    try:
        with st.spinner(t("Looking at every byte…")):
            house.backups.check(backup.path)
    except RagFoodError as trouble:
        say_trouble(trouble)
        return
    st.success(t("It is sound and could be restored."), icon=":material/check_circle:")


def _when(house: House, backup: Backup) -> str:
    """The moment of a backup in the stated zone; as it is written where it is no moment."""
    try:
        return f"{datetime.fromisoformat(backup.made).astimezone(house.clock.now().tzinfo):%Y-%m-%d %H:%M:%S %Z}"
    except ValueError:
        return backup.made


def _size(size: int) -> str:
    return f"{size / 1000:.0f} kB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"


def _contents(backup: Backup) -> str:
    return ", ".join(_part(name) for name in backup.contents)


def _part(name: str) -> str:
    names = {
        "books": t("books"),
        "chats.sqlite": t("chats"),
        "comparisons.sqlite": t("comparisons"),
        "vectors.sqlite": t("vectors"),
        "foods.json": t("foods"),
        "index": t("search index"),
        "budgets.json": t("chosen limits"),
        "preference.json": t("roll-back to one provider"),
        "cases.json": t("evaluation cases"),
    }
    return names.get(name, name)
