"""One answer on the page: its text, what it rests on, how it came about, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any
from urllib.parse import quote

import streamlit as st

from ragfood.answers import Answer, Attempt, AttemptOutcome, Source
from ragfood.answers.citations import cited
from ragfood.circuit import span
from ragfood.practice.composing import MARK
from ragfood.ui import numbers, quiet, understood
from ragfood.ui.figures import PROVIDERS, answer_line, seconds
from ragfood.ui.markup import drawable, passages, plain
from ragfood.ui.wording import read_back, t, told, told_to
from ragfood.understanding.vernacular import tongues_of

FACES = {"user": ":material/person:", "assistant": ":material/restaurant:"}
"""Who speaks, by role."""


def draw_answer(answer: Answer, place: str, question: str, take_away: Callable[[str], None] | None = None) -> None:
    """Everything of a finished answer but its buttons. `place` is unique on the page; `take_away` asks again without
    the chip that has a key.

    Each part has the place that it has while the answer is written: none is seen twice when it comes to its end.
    """
    with quiet.slot(bool(answer.safety)):
        draw_safety(answer.safety, question)
    quiet.nothing(1)  # where two side by side stand
    with quiet.slot(bool(answer.understood or answer.degraded or answer.notices)):
        _draw_understood(answer, place, take_away)
    draw_words(answer, place, question)
    with quiet.slot(_has_ending(answer) or bool(answer.comparison or answer.swaps)):
        draw_ending(answer)
        draw_stored(answer)
    with quiet.slot(bool(answer.sources or answer.provider or answer.fell)):
        draw_grounds(answer, place, question)


def draw_premises(answer: Answer, place: str, question: str) -> None:
    """What comes before the words: what must be read first, what was understood, what is to be known."""
    draw_safety(answer.safety, question)
    _draw_understood(answer, place, None)


def _draw_understood(answer: Answer, place: str, take_away: Callable[[str], None] | None) -> None:
    understood.draw(answer.understood, answer.hidden, place, take_away)
    _marks(answer)


def draw_words(answer: Answer, place: str, question: str) -> None:
    """The words alone, in one place."""
    if answer.text:
        st.markdown(drawable(words_of(answer, question), answer.sources, place))
    else:
        quiet.nothing(1)


def draw_stored(answer: Answer) -> None:
    """What the collection itself adds: numbers side by side, and swaps."""
    if answer.comparison:
        numbers.draw(answer.comparison)
    _swaps(answer)


def draw_grounds(answer: Answer, place: str, question: str, *, figures: bool = True) -> None:
    """What the words rest on, and what they took; without `figures` where those stand elsewhere."""
    draw_sources(answer.sources, answer.text, place, heading=_heading(answer))
    if answer.sources and _repaired(answer.searched_for, question):
        st.caption(t("Searched for: {what}", what=plain(answer.searched_for)))
    line = answer_line(answer)
    if line and figures:
        st.caption(plain(line))
    _chain(answer)


def _repaired(searched_for: str, question: str) -> bool:
    """Whether other words were searched for than were asked; a translation that nobody asked for is not told."""
    tongues = tongues_of(question)
    return bool(searched_for) and searched_for.split() != question.split() and (not tongues or "en" in tongues)


def draw_safety(note: str, question: str) -> None:
    """What must be read before all else, in the language of who asks."""
    if note:
        st.error(plain(told_to(question, note)), icon=":material/emergency:")


def words_of(answer: Answer, question: str) -> str:
    """The words of `answer` as they are shown: what a model wrote as it is, what is ours in the reader's language."""
    return in_words(answer.text, answer.provider, question)


def in_words(text: str, provider: str, question: str) -> str:
    """The same for as much of it as there is."""
    if provider == "offline":
        return read_back(question, text)
    return text.replace(MARK, told(MARK), 1) if text.startswith(MARK) else text


def _swaps(answer: Answer) -> None:
    for number, dish in enumerate(answer.swaps):
        with st.expander(t("**{dish}** could be made to fit:", dish=plain(dish.name)), expanded=number == 0):
            for swap in dish.swaps:
                instead = t(" or ").join(f"[{plain(name)}](/Foods?food={quote(id)})" for id, name in swap.instead)
                said = t("instead of {ingredient}: {instead}", ingredient=plain(swap.ingredient), instead=instead)
                st.markdown(f"- {said}, {plain(told(swap.how))}")
            st.caption(t("As far as its ingredients tell; check the labels of what you buy."))


def draw_sources(sources: Sequence[Source], text: str, place: str, *, heading: str = "") -> None:
    """The passages behind an answer. A citation in the text leads to its passage and opens it."""
    if not sources:
        return
    used = cited(text)
    if len(sources) == 1:
        count = t("1 food cited") if used else t("1 food found")
    elif used:
        count = t("{n} of {all} foods cited", n=len(used), all=len(sources))
    else:
        count = t("{n} foods found", n=len(sources))
    st.caption(heading or t("{count} · open one to read it", count=count))
    st.html(passages(sources, used, place, text))


def _heading(answer: Answer) -> str:
    if answer.failed:
        return t("What the collection holds on this:")
    return t("The same foods with their ids and their similarity to the question:") if answer.degraded else ""


def copy_button(text: str, key: str) -> None:
    """Copies the answer as it was written, in Markdown."""
    words = {
        "copy": t("Copy"),
        "name": t("Copy the answer"),
        "done": t("Copied"),
        "refused": t("Copying is not allowed here"),
    }
    _copy_component()(data={"text": text, **words}, key=key)


def _marks(answer: Answer) -> None:
    if answer.degraded:
        st.info(
            t("**Context only, no model.** These are the foods that were found, read back as they are stored."),
            icon=":material/menu_book:",
        )
    for notice in answer.notices:
        if notice not in answer.text:  # read back without a model, it stands there in larger letters
            st.caption(f":material/info: {plain(told(notice))}")


def _has_ending(answer: Answer) -> bool:
    return bool(answer.trouble) or answer.interrupted or answer.stopped or answer.cut


def draw_ending(answer: Answer) -> None:
    """How the words ended, where that is not well."""
    if answer.failed:
        st.error(f"**{told(answer.trouble)}**\n\n{told(answer.remedy)}", icon=":material/error:")
    elif answer.interrupted or answer.trouble:
        st.warning(f"**{t('Interrupted: this answer is not complete.')}** {told(answer.trouble)} {told(answer.remedy)}")
    elif answer.stopped:
        st.caption(f":material/stop_circle: {t('Stopped by you; what was written is kept.')}")
    elif answer.cut:
        st.caption(f":material/content_cut: {t('The answer reached its longest length and ends here.')}")


def _chain(answer: Answer) -> None:
    attempts, refused = answer.attempts, answer.fell
    if not refused:
        return
    last, tried = attempts[-1], {each.provider: each for each in refused}
    steps = [_failed(each) for each in tried.values()]
    if last.outcome == "answered":
        steps.append(
            t("read back") if last.provider == "offline" else t("answered by {who}", who=PROVIDERS[last.provider])
        )
    with st.popover(" → ".join(steps), icon=":material/alt_route:", type="tertiary"):
        for attempt in attempts:
            st.markdown(_attempt(attempt))


def _failed(attempt: Attempt) -> str:
    who = PROVIDERS[attempt.provider]
    return t("{who} was left alone", who=who) if attempt.reason == "resting" else t("{who} could not", who=who)


def _attempt(attempt: Attempt) -> str:
    who = f"**{PROVIDERS[attempt.provider]}** {attempt.model if attempt.model != 'none' else ''}".strip()
    took = seconds(attempt.seconds) if attempt.seconds < 60 else span(attempt.seconds)
    said = " ".join(told(part) for part in (attempt.sentence, attempt.remedy) if part)
    return f"{who} — {t('{outcome} after {took}', outcome=outcome_name(attempt.outcome), took=took)}. {said}"


def outcome_name(outcome: AttemptOutcome) -> str:
    """How an attempt ended."""
    words: dict[AttemptOutcome, str] = {
        "answered": t("answered"),
        "declined": t("declined"),
        "interrupted": t("interrupted"),
        "stopped": t("stopped"),
    }
    return words[outcome]


@lru_cache(maxsize=1)
def _copy_component() -> Any:
    return st.components.v2.component(
        "ragfood_copy",
        html='<button type="button"></button><span role="status"></span>',
        css=(
            "button{font:inherit;font-size:.875rem;color:inherit;background:none;border:1px solid"
            " color-mix(in srgb,currentColor 25%,transparent);border-radius:.5rem;padding:.3rem .7rem;cursor:pointer}"
            "span{margin-left:.5rem;font-size:.8rem;opacity:.7}"
        ),
        js="""export default function (component) {
  const button = component.parentElement.querySelector("button");
  const said = component.parentElement.querySelector("span");
  const { text, copy, name, done, refused } = component.data;
  button.textContent = copy;
  button.setAttribute("aria-label", name);
  button.onclick = async () => {
    try { await navigator.clipboard.writeText(text); said.textContent = done; }
    catch { said.textContent = refused; }
    setTimeout(() => { said.textContent = ""; }, 2500);
  };
}""",
    )
