import threading
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from bookkeeping import DAY, MODEL, State, call, spend
from filelock import FileLock

from ragfood.errors import OverBudget, PriceUnknown


@pytest.fixture
def state(tmp_path):
    return State(tmp_path / "state")


def test_what_fits_to_the_last_microdollar_passes_and_one_more_does_not(state):
    ledger = state.ledger(daily="0.10")
    spend(ledger, "0.04", worst="0.05")
    ledger.hold("groq", MODEL, Decimal("0.03"))
    with pytest.raises(OverBudget):
        ledger.hold("groq", MODEL, Decimal("0.030001"))
    ledger.hold("groq", MODEL, Decimal("0.03"))
    with pytest.raises(OverBudget):
        ledger.hold("groq", MODEL, Decimal("0.000001"))
    assert (ledger.standing().spent_today, ledger.standing().held) == (Decimal("0.04"), Decimal("0.06"))


def test_settling_gives_back_what_was_not_spent(state):
    ledger = state.ledger(daily="0.10")
    hold = ledger.hold("groq", MODEL, Decimal("0.10"))
    with pytest.raises(OverBudget):
        ledger.hold("groq", MODEL, Decimal("0.01"))
    ledger.settle(hold, call("0.01"))
    ledger.hold("groq", MODEL, Decimal("0.09"))


def test_the_refusal_says_what_to_do_and_when_to_come_back(state):
    state.clock.time = datetime(2026, 11, 30, 23, 0, tzinfo=UTC)
    with pytest.raises(OverBudget) as day:
        state.ledger().hold("groq", MODEL, Decimal("1.01"))
    assert day.value.retry_after == 3600
    assert "RAGFOOD_DAILY_BUDGET_USD" in day.value.remedy
    assert "Ollama" in day.value.remedy
    assert "$1.00" in day.value.happened
    state.clock.time = datetime(2026, 11, 29, 23, 0, tzinfo=UTC)
    with pytest.raises(OverBudget) as month:
        state.ledger(daily="100").hold("groq", MODEL, Decimal("10.01"))
    assert month.value.retry_after == 25 * 3600
    assert "RAGFOOD_MONTHLY_BUDGET_USD" in month.value.remedy


def test_the_month_is_kept_over_its_days(state):
    ledger = state.ledger(monthly="2.50")
    for _ in range(3):
        spend(ledger, "0.80", worst="0.80")
        state.clock.time += timedelta(days=1)
    with pytest.raises(OverBudget, match="this month"):
        ledger.hold("groq", MODEL, Decimal("0.11"))
    spend(ledger, "0.10", worst="0.10")
    assert ledger.standing().spent_month == Decimal("2.50")


def test_a_budget_of_nothing_refuses_whatever_costs(state):
    ledger = state.ledger(daily="0", allow_unknown_price=True)
    for worst in (Decimal("0.000001"), None):
        with pytest.raises(OverBudget):
            ledger.hold("groq", MODEL, worst)
    assert ledger.standing().alert == 100


def test_an_unknown_price_is_refused_unless_the_person_allows_it(state):
    with pytest.raises(PriceUnknown, match="RAGFOOD_ALLOW_UNKNOWN_PRICE"):
        state.ledger().hold("groq", "mystery", None)
    assert not state.folder.exists()
    ledger = state.ledger(allow_unknown_price=True)
    ledger.settle(ledger.hold("groq", "mystery", None), call(None, model="mystery"))
    assert (ledger.today().cost, ledger.today().unknown_cost, ledger.today().requests) == (0, 1, 1)
    assert state.lines()[0]["cost"] is None
    assert ledger.calls(DAY[:7])[0].cost is None


def test_an_unknown_cost_under_a_known_price_is_booked_at_the_worst_case(state):
    ledger = state.ledger()
    ledger.settle(ledger.hold("groq", MODEL, Decimal("0.002")), call(None))
    assert (ledger.today().cost, ledger.today().unknown_cost, ledger.today().estimated) == (Decimal("0.002"), 0, 1)


@pytest.mark.parametrize("worst", ["-1", "NaN", "Infinity"])
def test_a_worst_case_is_an_amount(state, worst):
    with pytest.raises(ValueError, match="amount"):
        state.ledger().hold("groq", MODEL, Decimal(worst))
    assert not state.folder.exists()


@pytest.mark.parametrize("cost", ["-0.01", "NaN", "Infinity"])
def test_a_call_cannot_cost_less_than_nothing_or_without_bound(cost):
    with pytest.raises(ValueError, match="negative or boundless"):
        call(cost)


def test_fifty_threads_pass_as_often_as_can_be_afforded(state):
    ledger = state.ledger(daily="0.0205")
    passed, refused = [], []

    def ask():
        for _ in range(2):
            try:
                hold = ledger.hold("groq", MODEL, Decimal("0.001"))
            except OverBudget:
                refused.append(1)
            else:
                passed.append(hold)
                ledger.settle(hold, call("0.001"))

    crowd = [threading.Thread(target=ask) for _ in range(50)]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()
    assert (len(passed), len(refused)) == (20, 80)
    assert ledger.today().cost == state.ledger().today().cost == Decimal("0.020")


def test_the_check_is_made_after_the_lock_is_had(state):
    """Another process spends the last of the budget while a hold waits for the lock."""
    ledger, other = state.ledger(), state.ledger()
    spend(ledger, "0")
    hold = other.hold("groq", MODEL, Decimal("1.00"))
    full = (state.folder / "holds.json").read_text()
    other.settle(hold, call("0"))
    refused = []

    def ask():
        try:
            ledger.hold("groq", MODEL, Decimal("0.01"))
        except OverBudget as no:
            refused.append(no)

    with FileLock(state.folder / "ledger.lock"):
        asking = threading.Thread(target=ask)
        asking.start()
        asking.join(0.1)
        assert asking.is_alive()
        state.write_holds(full)
    asking.join(60)
    assert len(refused) == 1


def test_each_alert_is_given_once_per_period(state):
    ledger = state.ledger()
    spend(ledger, "0.49", worst="0.50")
    assert ledger.alerts() == []
    spend(ledger, "0.31", worst="0.50")
    assert [(alert.period, alert.level) for alert in ledger.alerts()] == [("day", 50), ("day", 80)]
    assert ledger.standing().alert == 80
    assert (ledger.alerts(), state.ledger().alerts()) == ([], [])
    spend(ledger, "0.20", worst="0.20")
    assert [alert.level for alert in state.ledger().alerts()] == [100]
    assert ledger.alerts() == []
    state.clock.time += timedelta(days=1)
    assert ledger.standing().alert == 0
    spend(ledger, "0.50", worst="0.50")
    assert [(alert.name, alert.level) for alert in ledger.alerts()] == [("2026-11-23", 50)]


def test_the_month_has_alerts_of_its_own(state):
    ledger = state.ledger(daily="100")
    spend(ledger, "8.00", worst="8.00")
    [half, most] = ledger.alerts()
    assert (half.period, half.name, half.level, most.level, most.spent) == ("month", "2026-11", 50, 80, Decimal(8))


def test_a_refusal_for_what_is_spent_counts_as_the_whole_budget(state):
    ledger = state.ledger()
    spend(ledger, "0.9995", worst="1")
    ledger.alerts()
    with pytest.raises(OverBudget):
        ledger.hold("groq", MODEL, Decimal("0.001"))
    assert ledger.standing().alert == 100
    assert [alert.level for alert in ledger.alerts()] == [100]


def test_a_refusal_for_what_is_only_held_does_not(state):
    ledger = state.ledger()
    ledger.hold("groq", MODEL, Decimal("1"))
    with pytest.raises(OverBudget):
        ledger.hold("groq", MODEL, Decimal("0.001"))
    assert (ledger.standing().alert, ledger.alerts()) == (0, [])


def test_alerts_do_without_a_file_that_cannot_be_used(state):
    ledger = state.ledger()
    spend(ledger, "0.60", worst="1")
    (state.folder / "alerts.json").mkdir()
    assert [alert.level for alert in ledger.alerts()] == [50]
    assert ledger.alerts() == []


def test_a_call_is_booked_to_the_day_and_month_it_began(state):
    state.clock.time = datetime(2026, 11, 30, 23, 59, 59, tzinfo=UTC)
    ledger = state.ledger()
    hold = ledger.hold("groq", MODEL, Decimal("0.9"))
    state.clock.time = datetime(2026, 12, 1, 0, 0, 10, tzinfo=UTC)
    assert (ledger.standing().held, ledger.standing().spent_today) == (0, 0)
    ledger.hold("groq", MODEL, Decimal("1.00"))
    ledger.settle(hold, call("0.8"))
    assert ledger.days().keys() == {"2026-11-30"}
    assert (ledger.month("2026-11").cost, ledger.month().cost) == (Decimal("0.8"), 0)
    assert state.lines("2026-11")[0]["day"] == "2026-11-30"
    assert state.ledger().month("2026-11").cost == Decimal("0.8")


def test_a_free_call_is_booked_to_the_day_it_says_it_began(state):
    ledger = state.ledger()
    began = state.clock.time
    state.clock.time += timedelta(days=1)
    ledger.record(call("0", time=began))
    ledger.record(call("0"))
    assert list(ledger.days()) == [DAY, "2026-11-23"]


def test_a_clock_set_back_over_midnight_gives_no_second_budget(state):
    state.clock.time = datetime(2026, 11, 22, 23, 50, tzinfo=UTC)
    ledger = state.ledger()
    spend(ledger, "1.00", worst="1.00")
    state.clock.time += timedelta(minutes=20)
    spend(ledger, "0.70", worst="0.70")
    state.clock.time -= timedelta(hours=1)
    with pytest.raises(OverBudget):
        ledger.hold("groq", MODEL, Decimal("0.01"))
    state.clock.time += timedelta(hours=1)
    with pytest.raises(OverBudget):
        ledger.hold("groq", MODEL, Decimal("0.31"))
    assert ledger.standing().spent_today == Decimal("0.70")


def test_the_zone_of_the_clock_decides_the_day(state):
    ledger = state.ledger()
    moment = datetime(2026, 11, 22, 15, 30, tzinfo=UTC)
    state.clock.time = moment.astimezone(ZoneInfo("Asia/Tokyo"))
    spend(ledger, "0.00001")
    state.clock.time = moment.astimezone(ZoneInfo("America/Los_Angeles"))
    spend(ledger, "0.00001")
    assert list(state.ledger().days()) == ["2026-11-22", "2026-11-23"]


@pytest.mark.parametrize(
    ("now", "hours"),
    [("2026-10-25T00:00", 25), ("2026-03-29T00:00", 23), ("2026-10-25T02:30", 22.5), ("2026-07-01T12:00", 12)],
)
def test_the_day_ends_at_midnight_whatever_the_clocks_do(state, now, hours):
    berlin = ZoneInfo("Europe/Berlin")
    state.clock.time = datetime.fromisoformat(now).replace(tzinfo=berlin)
    ledger = state.ledger()
    with pytest.raises(OverBudget) as refused:
        ledger.hold("groq", MODEL, Decimal(2))
    assert refused.value.retry_after == hours * 3600
    assert ledger.resets().day == ledger.standing().resets.day
    assert (ledger.resets().day.hour, ledger.resets().day.tzinfo) == (0, berlin)


def test_the_hour_that_comes_twice_is_one_day(state):
    berlin = ZoneInfo("Europe/Berlin")
    ledger = state.ledger()
    for fold in (0, 1):
        state.clock.time = datetime(2026, 10, 25, 2, 30, tzinfo=berlin, fold=fold)
        spend(ledger, "0.00001")
    assert {day: totals.requests for day, totals in ledger.days().items()} == {"2026-10-25": 2}


@pytest.mark.parametrize(("day", "first"), [("2026-12-31", "2027-01-01"), ("2028-02-01", "2028-03-01")])
def test_the_month_starts_anew_on_its_first(state, day, first):
    state.clock.time = datetime.fromisoformat(f"{day}T18:00+00:00")
    assert state.ledger().resets().month == datetime.fromisoformat(f"{first}T00:00+00:00")
