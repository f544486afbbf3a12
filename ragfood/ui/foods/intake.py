"""Taking foods in: files uploaded, what they would become, and only then the corpus; backups and the way back."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

import streamlit as st

from ragfood.assembly import House
from ragfood.errors import ImportRefused
from ragfood.foods import LARGEST_FILE, Food
from ragfood.importing import Draft, Remarks, draft_of
from ragfood.importing.shelving import How, backups, plan, present_corpus, reset, restore, shelve
from ragfood.importing.sources import MOST_FOODS, Source
from ragfood.larder import import_target
from ragfood.ui.figures import count
from ragfood.ui.frame import say_trouble
from ragfood.ui.markup import plain
from ragfood.ui.wording import t, told

if TYPE_CHECKING:
    import pandas as pd

_KINDS = ["json", "jsonl", "ndjson", "csv", "tsv"]
_PREVIEWED = 20


def draw(house: House) -> None:
    if said := st.session_state.pop("import_done", ""):
        st.success(plain(said))
    st.markdown(
        t(
            "Foods from other systems: JSON, JSON lines, CSV or TSV, up to {megabytes} MB and {foods} foods. "
            "Nothing is written before you have seen what they become.",
            megabytes=LARGEST_FILE // 1024**2,
            foods=count(MOST_FOODS),
        )
    )
    turn = st.session_state.setdefault("import_turn", 0)  # a new key empties the box after an import
    files = st.file_uploader(t("Files"), type=_KINDS, accept_multiple_files=True, key=f"import-files-{turn}")
    if files:
        _preview(house, _draft(files))
    _way_back(house)


def _draft(files: Sequence[Any]) -> Draft:
    """Read once for each set of files, not at every click."""
    known = tuple(each.file_id for each in files)
    before = st.session_state.get("import_draft")
    if before and before[0] == known:
        kept: Draft = before[1]
        return kept
    with st.spinner(t("Reading the files")):
        draft = draft_of(_source(each) for each in files)
    st.session_state["import_draft"] = (known, draft)
    return draft


def _source(file: Any) -> Source:
    return Source(file.name, file.size, lambda: BytesIO(file.getvalue()))


def _preview(house: House, draft: Draft) -> None:
    st.markdown(
        t(
            "**{rows}** rows read: **{foods}** foods, **{problems}** problems, **{notes}** notes.",
            rows=count(draft.rows),
            foods=count(len(draft.foods)),
            problems=count(draft.errors.count),
            notes=count(draft.notes.count),
        )
    )
    if draft.foods:
        st.dataframe(preview_table(draft.foods[:_PREVIEWED]), hide_index=True, column_config=_headings())
    _remarks(t("Problems: nothing is written while there are any"), draft.errors, opened=True)
    _remarks(t("Notes: what was left out, or taken otherwise than it was said"), draft.notes, opened=False)
    if draft.errors.count:
        st.error(t("Correct the problems and upload the files again."))
        return
    says = {"merge": t("Add to the present foods"), "replace": t("Take the place of all of them")}
    how = st.radio(t("How"), list(says), format_func=says.__getitem__, key="import_how", horizontal=True)
    _confirm(house, draft, "replace" if how == "replace" else "merge")


def _confirm(house: House, draft: Draft, how: How) -> None:
    try:
        made = plan(draft, present_corpus(house.settings, how), how)
    except ImportRefused as refused:
        say_trouble(refused)
        return
    st.markdown(
        t(
            "{added} are new, {replaced} change, {unchanged} stay as they are, {dropped} go. "
            "Then there are {total} foods, in {path}.",
            added=count(made.added),
            replaced=count(len(made.replaced)),
            unchanged=count(made.unchanged),
            dropped=count(made.dropped),
            total=count(len(made.foods)),
            path=plain(str(import_target(house.settings))),
        )
    )
    for name in made.alike[:_PREVIEWED]:
        st.caption(t("{name} is also the name of a food with another address.", name=plain(name)))
    if st.button(t("Import"), type="primary", icon=":material/download_done:"):
        try:
            shelve(draft, how, house.settings, house.clock)
        except ImportRefused as refused:
            say_trouble(refused)
            return
        _done(t("Imported. The search index is built in the background; until then the search goes by words."))


def _done(said: str) -> None:
    """Begin anew with the corpus that is there now."""
    st.session_state["import_done"] = said
    st.session_state["import_turn"] = st.session_state.get("import_turn", 0) + 1
    st.session_state.pop("import_draft", None)
    st.rerun()


def preview_table(foods: Sequence[Food]) -> pd.DataFrame:
    """One row for each food: what it would be once it is imported."""
    import pandas as pd

    rows = [
        {
            "id": food.id,
            "name": food.name,
            "text": food.text[:200],
            "place": food.country or food.region,
            "diets": ", ".join(f"{diet}: {state}" for diet, state in food.diets.items()),
            "allergens": ", ".join(f"{allergen}: {state}" for allergen, state in food.allergens.items()),
            "kcal": food.nutrition.get("kcal"),
        }
        for food in foods
    ]
    return pd.DataFrame(rows)


def _headings() -> dict[str, str]:
    return {
        "id": t("Address"), "name": t("Name"), "text": t("Text"), "place": t("From"), "diets": t("Diets"),
        "allergens": t("Allergens"), "kcal": t("kcal per 100 g"),
    }  # fmt: skip


def _remarks(title: str, remarks: Remarks, *, opened: bool) -> None:
    if not remarks.count:
        return
    import pandas as pd

    with st.expander(title, expanded=opened):
        table = pd.DataFrame([(each.file, told(each.place), each.key, told(each.said)) for each in remarks.told])
        table.columns = pd.Index([t("File"), t("Row"), t("Key"), t("What was found")])
        st.dataframe(table, hide_index=True)
        if remarks.count > len(remarks.told):
            st.caption(t("… and {more} more.", more=count(remarks.count - len(remarks.told))))


def _way_back(house: House) -> None:
    st.subheader(t("Earlier foods"))
    st.caption(plain(told(house.index.file.sentence)))
    kept = backups(house.settings)
    if not kept:
        st.caption(t("What an import replaces is kept here."))
    if house.index.file.origin == "imported" and st.button(t("Go back to the foods that come with the app")):
        _undo(house, None)
    for backup in kept:
        words, button = st.columns([3, 1], vertical_alignment="center")
        words.markdown(plain(f"{backup.made:%Y-%m-%d %H:%M:%S} · {backup.bytes / 1e6:.1f} MB"))
        if button.button(t("Restore"), key=f"restore-{backup.name}"):
            _undo(house, backup.name)


def _undo(house: House, name: str | None) -> None:
    try:
        if name is None:
            reset(house.settings, house.clock)
        else:
            restore(house.settings, house.clock, name)
    except ImportRefused as refused:
        say_trouble(refused)
        return
    _done(t("Done. What was there before is kept below."))
