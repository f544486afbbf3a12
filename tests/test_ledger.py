import json
import tempfile
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from bookkeeping import DAY, FOUR, MODEL, State, call, die, read_back, spend
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from ragfood.errors import OverBudget
from ragfood.providers import Usage


@pytest.fixture
def state(tmp_path):
    return State(tmp_path / "state")


def test_making_and_reading_a_ledger_creates_nothing(state):
    ledger = state.ledger()
    assert (ledger.today().requests, ledger.days(), ledger.calls(DAY[:7]), ledger.warnings()) == (0, {}, [], [])
    assert ledger.standing().spent_month == 0
    assert ledger.alerts() == []
    assert not state.folder.exists()


def test_a_settled_call_is_in_the_day_the_model_and_the_calls(state):
    ledger = state.ledger()
    hold = ledger.hold("groq", MODEL, Decimal("0.001"))
    ledger.settle(hold, call(first_token_s=0.25, total_s=1.5, fallback=True))

    assert {key: state.log()[DAY][key] for key in FOUR} == {
        "requests": 1, "input_tokens": 300, "output_tokens": 150, "cost": Decimal("0.00003")
    }  # fmt: skip
    assert state.log()[DAY]["by_model"][f"groq/{MODEL}"]["cost"] == Decimal("0.00003")
    [line] = state.lines()
    assert (line["outcome"], line["day"], line["time"]) == ("answered", DAY, "2026-11-22T12:00:00+00:00")
    assert line["hold"] == hold.id
    assert (line["first_token_s"], line["total_s"], line["fallback"]) == (Decimal("0.25"), Decimal("1.5"), True)
    assert state.holds() == {}
    assert ledger.calls(DAY[:7])[0].usage == Usage(300, 150)


def test_money_is_exact_where_floats_are_not(state):
    ledger = state.ledger()
    costs = ["0.1", "0.2", "0.0000000000000001", "0.000030"]
    for cost in costs:
        spend(ledger, cost, worst="0.2")
    assert state.log()[DAY]["cost"] == state.ledger().today().cost == sum(map(Decimal, costs))


def test_outcomes_are_counted_as_what_they_are(state):
    ledger = state.ledger()
    spend(ledger, "0.00003")
    for outcome in ("stopped", "interrupted", "declined", "abandoned", "cached", "refused"):
        ledger.record(call("0", outcome, tokens=(0, 0), provider="ollama", model="llama3.2"))
    ledger.record(call("0", fallback=True, provider="ollama", model="llama3.2"))
    for totals in (ledger.today(), ledger.month(), ledger.tally(), state.ledger().today()):
        assert (totals.requests, totals.answered, totals.errors) == (6, 2, 2)
        assert (totals.cached, totals.fallbacks, totals.cost) == (1, 1, Decimal("0.00003"))
        assert (totals.input_tokens, totals.output_tokens) == (600, 300)
        assert {name: part.requests for name, part in totals.by_model.items()} == {
            f"groq/{MODEL}": 1, "ollama/llama3.2": 5
        }  # fmt: skip
    assert state.ledger().tally().requests == 0


def test_the_second_settlement_of_a_hold_changes_nothing(state):
    ledger = state.ledger()
    hold = ledger.hold("groq", MODEL, Decimal("0.001"))
    ledger.settle(hold, call())
    ledger.settle(hold, call())
    assert len(state.lines()) == ledger.today().requests == ledger.tally().requests == 1


def test_two_ledgers_on_one_folder_see_each_other(state):
    one, other = state.ledger(), state.ledger()
    for turn in range(1, 6):
        spend(one, "0.00001")
        spend(other, "0.00002")
        assert one.today().cost == other.today().cost == turn * Decimal("0.00003")
    hold = one.hold("groq", MODEL, Decimal("0.4"))
    assert other.standing().held == Decimal("0.4")
    one.settle(hold, call())
    assert other.standing().held == 0


def test_a_log_with_only_the_four_keys_keeps_its_numbers(state):
    state.write_log({"2026-11-20": FOUR, DAY: FOUR, "2031-01-01": FOUR})
    ledger = state.ledger()
    assert ledger.today().cost == Decimal("0.00021")
    assert list(ledger.days()) == ["2026-11-20", DAY, "2031-01-01"]
    spend(ledger, "0.00003")
    assert state.log()["2026-11-20"] == state.log()["2031-01-01"] == read_back(FOUR)
    assert (state.log()[DAY]["requests"], state.log()[DAY]["cost"]) == (8, Decimal("0.00024"))
    assert state.ledger().today().cost == Decimal("0.00024")
    assert ledger.month().cost == Decimal("0.00045")


def test_unknown_keys_survive_a_rewrite_and_a_rebuild(state):
    ledger = state.ledger()
    spend(ledger, "0.00001")
    known = json.loads((state.folder / "usage.json").read_text())
    known["version"] = {"of": ["the", 1.25, None]}
    known[DAY]["mood"] = "é"
    known[DAY]["by_model"][f"groq/{MODEL}"]["colour"] = 3
    state.write_log(known)
    spend(ledger, "0.00002")
    ledger.rebuild()
    after = state.log()
    assert after["version"] == {"of": ["the", Decimal("1.25"), None]}
    assert after[DAY]["mood"] == "é"
    part = after[DAY]["by_model"][f"groq/{MODEL}"]
    assert (part["requests"], part["cost"], part["colour"]) == (2, Decimal("0.00003"), 3)


def test_a_file_with_a_byte_order_mark_and_whole_floats_loads(state):
    state.write_log("\ufeff" + json.dumps({DAY: {**FOUR, "requests": 7.0, "cost": 1}}))
    ledger = state.ledger()
    assert (ledger.today().requests, ledger.today().cost, ledger.warnings()) == (7, 1, [])


def test_an_older_version_that_rewrites_the_log_is_not_counted_twice(state):
    ledger = state.ledger()
    spend(ledger, "0.00003")
    state.write_log({DAY: {**FOUR, "requests": 2, "cost": 0.00005}})
    for each in (ledger, state.ledger()):
        assert each.today().cost == Decimal("0.00005")
    spend(ledger, "0.00003")
    assert ledger.today().cost == state.ledger().today().cost == Decimal("0.00008")


def test_a_correction_by_hand_is_respected(state):
    ledger = state.ledger()
    spend(ledger, "0.5", worst="0.5")
    corrected = json.loads((state.folder / "usage.json").read_text())
    corrected[DAY]["cost"] = 0.1
    state.write_log(corrected)
    spend(ledger, "0.25", worst="0.25")
    assert ledger.today().cost == state.log()[DAY]["cost"] == Decimal("0.35")


def test_a_call_line_holds_figures_and_no_question(state):
    ledger = state.ledger()
    ledger.record(call("0", "declined", reason="timed_out", provider="ollama", model="llama3.2\udc80\n"))
    [line] = state.lines()
    assert set(line) == {
        "id", "time", "day", "provider", "model", "outcome", "reason", "input_tokens", "output_tokens",
        "cached_tokens", "reasoning_tokens", "estimated", "cost", "first_token_s", "total_s", "fallback", "hold",
    }  # fmt: skip
    assert (line["reason"], line["hold"], line["first_token_s"]) == ("timed_out", None, None)
    assert ledger.calls(DAY[:7])[0].model == "llama3.2\udc80\n"


class AnySequence(RuleBasedStateMachine):
    """Whatever is done in whatever order, the log says what sums made by hand say."""

    def __init__(self):
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.state = State(Path(self.folder.name) / "state")
        self.ledgers = [self.state.ledger(daily="1", monthly="2")]
        self.costs, self.requests, self.open = {}, {}, {}

    def teardown(self):
        die(self.ledgers)
        self.folder.cleanup()

    @property
    def today(self):
        return self.state.clock.time.date().isoformat()

    def book(self, day, cost):
        self.costs[day] = self.costs.get(day, 0) + cost
        self.requests[day] = self.requests.get(day, 0) + 1

    def taken(self, period):
        spent = sum(cost for day, cost in self.costs.items() if day.startswith(period))
        return spent + sum(hold.worst_case for hold in self.open.values() if hold.day.startswith(period))

    @rule(worst=st.decimals("0", "0.6", places=6))
    def hold(self, worst):
        fits = self.taken(self.today) + worst <= 1 and self.taken(self.today[:7]) + worst <= 2
        try:
            hold = self.ledgers[0].hold("groq", MODEL, worst)
        except OverBudget:
            assert not fits
        else:
            assert fits
            self.open[hold.id] = hold

    @precondition(lambda self: self.open)
    @rule(share=st.decimals("0", "1", places=3), which=st.integers(0, 9))
    def settle(self, share, which):
        hold = list(self.open.values())[which % len(self.open)]
        del self.open[hold.id]
        self.ledgers[0].settle(hold, call(hold.worst_case * share))
        self.book(hold.day, hold.worst_case * share)

    @rule()
    def record(self):
        self.ledgers[0].record(call("0", provider="ollama"))
        self.book(self.today, 0)

    @rule()
    def crash(self):
        die(self.ledgers)
        self.ledgers.append(self.state.ledger(daily="1", monthly="2"))
        self.record()
        for hold in self.open.values():
            self.book(hold.day, hold.worst_case)
        self.open.clear()

    @rule()
    def lose_the_log(self):
        (self.state.folder / "usage.json").unlink(missing_ok=True)

    @rule(hours=st.integers(-2, 400))
    def wait(self, hours):
        self.state.clock.time += timedelta(hours=hours)

    @invariant()
    def the_log_says_what_the_sums_say(self):
        for ledger in (self.ledgers[0], self.state.ledger()):
            days = ledger.days()
            assert {day: totals.cost for day, totals in days.items()} == self.costs
            assert {day: totals.requests for day, totals in days.items()} == self.requests
            month = ledger.standing().month
            assert month.spent + month.held == self.taken(self.today[:7]) <= 2


AnySequence.TestCase.settings = settings(max_examples=40, stateful_step_count=20, deadline=None)
TestAnySequence = AnySequence.TestCase
