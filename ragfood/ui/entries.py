"""Questions and answers of a chat on the page, and what can be done with each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from ragfood.answers import Answer
from ragfood.answers.continuing import can_continue
from ragfood.answers.suggesting import Suggestion, suggestions
from ragfood.assembly import House
from ragfood.chat.turns import Turn
from ragfood.conversations import Entry
from ragfood.demands.reading import read_demands
from ragfood.demands.vocabulary import vocabulary_of
from ragfood.errors import RagFoodError
from ragfood.ui import both, quiet, thumbs, why
from ragfood.ui.answers import FACES, copy_button, draw_answer, words_of
from ragfood.ui.asking import ask, ask_both
from ragfood.ui.figures import PROVIDERS
from ragfood.ui.markup import plain
from ragfood.ui.running import MOST_PARTS
from ragfood.ui.wording import t, told
from ragfood.understanding.questions import LONGEST_QUESTION

_MODELS = ("groq", "ollama")
_EDITING = "editing"
_MOST_WAYS = 5
"""Buttons to answer anew or to go on, at most."""


def draw(house: House, conversation: str, entries: Sequence[Entry], *, busy: bool, pair: Turn | None = None) -> None:
    """All of `entries`, oldest first. While an answer is being written nothing that needs a free chat is offered.
    `pair` is the turn that made the last one beside another, which are then shown side by side.
    """
    question = ""
    for entry in entries:
        with st.chat_message(entry.role, avatar=FACES[entry.role]):
            if entry.role == "user":
                question = entry.text
                _question(house, conversation, entry, busy=busy)
            else:
                answer = entry.answer or Answer(entry.text)
                last = entry is entries[-1] and not busy
                without = partial(_ask_without, house, conversation, entry.number, question) if last else None
                react = partial(_react_to, house, conversation, question)
                shared = bool(pair and last and both.draw_finished(pair, f"s{entry.number}", react))
                if not shared:
                    draw_answer(answer, f"s{entry.number}", question, without)
                other = both.other_entry(pair, entry.number) if pair and shared else None
                _actions(house, conversation, entry, answer, question, last=last, busy=busy, beside=other)
                if last:
                    _suggest(house, conversation, answer, question)
                else:
                    quiet.nothing(1)
            if busy and entry in entries[-2:]:
                quiet.nothing(MOST_PARTS)  # it was being written, stood beside another, or waited, in the run before


def _question(house: House, conversation: str, entry: Entry, *, busy: bool) -> None:
    if st.session_state.get(_EDITING) == entry.number and not busy:
        _edit(house, conversation, entry)
        return
    with st.container(horizontal=True, gap="xxsmall", key=f"asked-{entry.number}"):
        st.markdown(plain(entry.text))
        if busy:
            quiet.nothing(1)
        else:
            key = f"edit-{entry.number}"
            quiet.sign(t("Edit this question"), "edit", key, on_click=_open_edit, args=(entry.number,))
        _versions(house, conversation, entry, busy=busy)


def _edit(house: House, conversation: str, entry: Entry) -> None:
    with st.form(f"edit-form-{entry.number}", border=False):
        st.text_area(t("Your question"), value=entry.text, max_chars=LONGEST_QUESTION, key=f"edit-text-{entry.number}")
        with st.container(horizontal=True):
            asks = partial(_ask_edited, house, conversation, entry.number)
            st.form_submit_button(t("Ask again"), type="primary", on_click=asks)
            st.form_submit_button(t("Cancel"), type="tertiary", on_click=_close_edit)


def _ask_edited(house: House, conversation: str, number: int) -> None:
    _close_edit()
    ask(house, conversation, st.session_state[f"edit-text-{number}"], edits=number)


def _close_edit() -> None:
    st.session_state.pop(_EDITING, None)


def _open_edit(number: int) -> None:
    st.session_state[_EDITING] = number


def _versions(house: House, conversation: str, entry: Entry, *, busy: bool, beside: int | None = None) -> None:
    """‹ 2/3 ›: the way to the other versions of a question or an answer but the one that stands `beside` it."""
    versions = [each for each in entry.versions if each != beside]
    if len(versions) < 2 or busy:
        quiet.nothing(1)
        return
    place = versions.index(entry.number)
    with st.container(horizontal=True, vertical_alignment="center", gap="xxsmall", width="content", wrap=False):
        for step, name, icon in ((-1, t("Earlier version"), "chevron_left"), (1, t("Later version"), "chevron_right")):
            if step == 1:
                st.markdown(f"{place + 1}/{len(versions)}", width="content")
            there = 0 <= place + step < len(versions)
            to = versions[place + step] if there else entry.number
            key, aim = f"{icon}-{entry.number}", (house, conversation, to)
            quiet.sign(name, icon, key, on_click=_turn_to, args=aim, disabled=not there)


def _turn_to(house: House, conversation: str, number: int) -> None:
    try:
        house.conversations.turn_to(conversation, number)
    except RagFoodError as trouble:
        st.toast(plain(told(str(trouble))))


def _actions(
    house: House,
    conversation: str,
    entry: Entry,
    answer: Answer,
    question: str,
    *,
    last: bool,
    busy: bool,
    beside: int | None,
) -> None:
    """The row below an answer; shared with the entry `beside` it, each of which has its own thumbs, copy and why."""
    shared = beside is not None
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if answer.text and not shared:
            thumbs.draw(house, entry)
            copy_button(words_of(answer, question), f"copy-{entry.number}")
        _versions(house, conversation, entry, busy=busy, beside=beside)
        if not shared:
            why.draw(house, answer, entry.number)
        if shared:
            _both(house, conversation, entry.number, question)
        elif last and not busy:
            again(house, conversation, entry.number, answer, question)
        elif not busy:
            _again_menu(house, conversation, entry, question)
        quiet.nothing(_MOST_WAYS)
    if not shared:
        thumbs.ask_why(house, entry)


def _react_to(house: House, conversation: str, question: str, number: int, answer: Answer, provider: str) -> None:
    """What can be done with the answer `number` of `provider`, which stands beside another."""
    entry = next(each for each in house.conversations.entries(conversation, number) if each.number == number)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if answer.text:
            thumbs.draw(house, entry)
            copy_button(words_of(answer, ""), f"copy-{number}")
        why.draw(house, answer, number)
        if answer.failed:
            anew = partial(ask, house, conversation, question, mode=provider, again=number)
            _button(f"again-{number}", t("Try again"), anew)
        _go_on(house, conversation, number, answer, question)
    thumbs.ask_why(house, entry)


def _ask_without(house: House, conversation: str, number: int, question: str, key: str) -> None:
    """Ask the question of the answer `number` again, without what was understood as the chip `key`."""
    gone: dict[int, set[str]] = st.session_state.setdefault("taken-away", {})
    entry = next(each for each in house.conversations.entries(conversation, number) if each.number == number)
    asked = min(entry.versions, default=number)
    gone.setdefault(asked, set()).add(key)
    ask(house, conversation, question, again=number, dropped=frozenset(gone[asked]))


def _suggest(house: House, conversation: str, answer: Answer, question: str) -> None:
    found = suggestions(answer, question, house.index.corpus.by_id)
    if not found:
        return
    with st.container(horizontal=True, gap="xsmall", key="suggested"):
        for number, each in enumerate(found):
            text = _suggested(each, house)
            st.button(
                plain(text), key=f"suggested-{number}", icon=":material/subdirectory_arrow_right:",
                on_click=ask, args=(house, conversation, text),
            )  # fmt: skip


def _suggested(each: Suggestion, house: House) -> str:
    food, other = each.about[0], each.about[-1]
    words = {
        "made": t("How is {food} made?", food=food),
        "vegan": t("Is {food} vegan?", food=food),
        "vegan instead": t("Something like {food}, but vegan", food=food),
        "allergens": t("Which allergens are in {food}?", food=food),
        "protein": t("Which has more protein, {food} or {other}?", food=food, other=other),
        "place": t("What else is eaten in {country}?", country=food),
    }
    if each.kind == "place":
        told_place = t("What else is eaten in {country}?", country=told(food))
        places = vocabulary_of(house.index.corpus)  # a name in another language is said only where it is understood
        if read_demands(told_place, places) == read_demands(words["place"], places):
            return told_place
    return words[each.kind]


def again(house: House, conversation: str, number: int, answer: Answer, question: str) -> None:
    """Buttons that answer the question of entry `number` anew, by the same or another, or go on with its answer."""
    anew = partial(ask, house, conversation, question, again=number)
    asked = answer.provider or (answer.attempts[-1].provider if answer.attempts else "")
    models = _models(house)
    ready = {badge.provider for badge in house.board.badges() if badge.state == "ready"} if answer.failed else set()
    for provider in models:
        name = PROVIDERS[provider]
        label = t("Ask {provider} instead", provider=name) if answer.failed else t("Ask {provider}", provider=name)
        if provider != asked:
            _button(f"{provider}-{number}", label, partial(anew, mode=provider), provider in ready)
    if answer.failed:
        _button(f"offline-{number}", t("Read the collection"), partial(anew, mode="offline"), not ready - {asked})
    if not answer.failed and len(models) > 1:
        _both(house, conversation, number, question)
    _button(f"again-{number}", t("Try again") if answer.failed else t("Again"), anew)
    _go_on(house, conversation, number, answer, question)


def _both(house: House, conversation: str, number: int, question: str) -> None:
    _button(f"both-{number}", t("Ask both"), partial(ask_both, house, conversation, question, number))


def _go_on(house: House, conversation: str, number: int, answer: Answer, question: str) -> None:
    """A button that goes on with an answer which is not whole, by the same provider."""
    if can_continue(answer) and answer.provider in _models(house):
        label = t("Continue with {provider}", provider=PROVIDERS[answer.provider])
        goes_on = partial(ask, house, conversation, question, mode=answer.provider, continues=number)
        _button(f"on-{number}", label, goes_on, answer.interrupted)


def _models(house: House) -> tuple[str, ...]:
    """Who may be asked instead: after a roll-back only the one that everybody was rolled back to."""
    preferred = house.preference.current()
    return (preferred.provider,) if preferred else _MODELS


def _again_menu(house: House, conversation: str, entry: Entry, question: str) -> None:
    names = {"": t("Again"), **{each: t("Ask {provider}", provider=PROVIDERS[each]) for each in _models(house)}}
    key = f"quiet-again-{entry.number}"
    st.menu_button(
        t("Answer this again"),
        list(names),
        format_func=names.__getitem__,
        key=key,
        icon=":material/refresh:",
        type="tertiary",
        on_click=lambda: ask(house, conversation, question, mode=st.session_state[key] or None, again=entry.number),
    )


def _button(key: str, label: str, on_click: Callable[[], None], primary: bool = False) -> None:
    st.button(label, key=key, type="primary" if primary else "tertiary", on_click=on_click)
