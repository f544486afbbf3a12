"""Blind votes: two answers without names, the click for the better one, and what all votes add up to."""

from __future__ import annotations

import streamlit as st

from ragfood.assembly import House
from ragfood.contests.blind import SAME, Ballot, Tally, Vote, ballots, tallies, vote_on
from ragfood.contests.spread import LEAST_DECIDED
from ragfood.contests.trials import Comparison, Trial, new_comparison_id
from ragfood.ui.answers import draw_sources
from ragfood.ui.compare.measures import name_of
from ragfood.ui.figures import percent
from ragfood.ui.markup import drawable, plain
from ragfood.ui.wording import t


def draw(house: House, comparison: Comparison) -> None:
    """The next pair that this visitor has not voted on, what the last vote was about, and the tally."""
    voter = st.session_state.setdefault("compare-voter", new_comparison_id())
    every = list(ballots(comparison))
    mine = {_place(vote): vote for vote in house.contests.archive.votes(comparison.id) if vote.voter == voter}
    open_ = [ballot for ballot in every if _place_of(comparison, ballot) not in mine]
    if not every:
        st.info(t("There are no two answers to the same question to vote on."))
    _reveal(comparison, every, mine)
    if open_:
        _ballot(house, comparison, open_[0], len(every) - len(open_), len(every), str(voter))
    elif every:
        st.success(t("You have voted on every pair. Thank you."))
    _tally(house, comparison)


def _place(vote: Vote) -> tuple[int, int, str, str]:
    return vote.question, vote.round, vote.first, vote.second


def _place_of(comparison: Comparison, ballot: Ballot) -> tuple[int, int, str, str]:
    first, second = sorted(comparison.contestants[trial.contestant].key for trial in (ballot.a, ballot.b))
    return ballot.question, ballot.round, first, second


def _ballot(house: House, comparison: Comparison, ballot: Ballot, done: int, total: int, voter: str) -> None:
    blind = comparison.id not in st.session_state.get("compare-seen", set())
    if not blind:
        st.caption(t("You have seen who wrote these answers, so your votes are kept but not counted as blind."))
    question = comparison.questions[ballot.question]
    st.caption(t("Pair {n} of {all}", n=done + 1, all=total))
    st.markdown(f"#### {plain(question.text)}")
    for letter, trial, column in zip("AB", (ballot.a, ballot.b), st.columns(2, border=True), strict=True):
        column.markdown(f"**{letter}**")
        column.markdown(drawable(trial.text, question.sources, "vote"))
    choices: tuple[tuple[str, Trial | None], ...] = (
        (t("A is better"), ballot.a),
        (t("Both the same"), None),
        (t("B is better"), ballot.b),
    )
    place = "-".join(map(str, (ballot.question, ballot.round, ballot.a.contestant, ballot.b.contestant)))
    for column, (label, preferred) in zip(st.columns(3), choices, strict=True):
        if column.button(label, key=f"vote-{place}-{label}", width="stretch"):
            house.contests.archive.vote(vote_on(comparison, ballot, preferred, voter=voter, blind=blind))
            st.session_state["compare-last"] = (comparison.id, ballot)
            st.rerun()
    draw_sources(question.sources, "", "vote")


def _reveal(comparison: Comparison, every: list[Ballot], mine: dict[tuple[int, int, str, str], Vote]) -> None:
    """Who wrote A and B of the last vote, once no open pair holds one of the two answers any more."""
    run, ballot = st.session_state.get("compare-last", ("", None))
    if run != comparison.id or ballot is None:
        return
    same = [each for each in every if (each.question, each.round) == (ballot.question, ballot.round)]
    if any(_place_of(comparison, each) not in mine for each in same):
        return
    told = mine.get(_place_of(comparison, ballot))
    a, b = (name_of(comparison.contestants[trial.contestant]) for trial in (ballot.a, ballot.b))
    chosen = comparison.contestants[ballot.a.contestant].key
    said = t("the same") if told and told.preferred == SAME else "A" if told and told.preferred == chosen else "B"
    text = t("A was {a}, B was {b}. You said: {said}.", a=plain(a), b=plain(b), said=said)
    st.success(text, icon=":material/visibility:")


def _tally(house: House, comparison: Comparison) -> None:
    found = tallies(house.contests.archive.votes())
    here = {each.key for each in comparison.contestants}
    shown = [tally for tally in found if {tally.first, tally.second} <= here]
    st.markdown(f"##### {t('All blind votes on these models so far')}")
    if not shown:
        st.caption(t("None yet."))
    for tally in shown:
        st.markdown(plain(_told(tally)))
    st.caption(
        t(
            "Chance: the exact two-sided sign test, 2 × the sum of C(n, k) / 2ⁿ up to the smaller count; votes for "
            "both the same are left out. Fewer than {n} decided votes cannot show anything.",
            n=LEAST_DECIDED,
        )
    )


def _told(tally: Tally) -> str:
    counts = t(
        "{first}: {n}, {second}: {m}, the same: {same}.",
        first=tally.first,
        n=tally.for_first,
        second=tally.second,
        m=tally.for_second,
        same=tally.same,
    )
    if not tally.enough:
        return f"{counts} {t('Too few to mean anything yet.')}"
    return f"{counts} {t('By chance alone a result as lopsided comes {p} of the time.', p=percent(tally.chance, 1))}"
