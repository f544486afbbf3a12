"""The strip of a day."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from sheeting import SHEETS, sheet

from ragfood.accounts.digest import Hour
from ragfood.accounts.incidents import runs, strip

HOURS = {8: Hour(40, 0), 9: Hour(98, 2), 10: Hour(19, 1), 11: Hour(0, 3), 12: Hour(0, 0)}


def test_every_hour_is_well_with_faults_down_or_idle():
    [cells] = strip([sheet(hours=HOURS)]).values()
    assert [cell.state for cell in cells[7:13]] == ["idle", "ok", "ok", "degraded", "down", "idle"]
    assert len(cells) == 24


def test_the_models_of_a_provider_stand_together():
    found = strip([sheet(hours={8: Hour(0, 2)}), sheet(model="b", hours={8: Hour(1, 0)}), sheet("ollama", "c")])
    assert found.keys() == {"groq"}
    assert (found["groq"][8].state, found["groq"][8].well, found["groq"][8].badly) == ("degraded", 1, 2)


def test_hours_alike_are_told_in_one():
    [cells] = strip([sheet(hours=HOURS)]).values()
    assert runs(cells) == [
        ("idle", 0, 8), ("ok", 8, 10), ("degraded", 10, 11), ("down", 11, 12), ("idle", 12, 24)
    ]  # fmt: skip


@given(st.lists(SHEETS, max_size=6))
def test_nothing_that_happened_is_left_out(rows):
    cells = [cell for each in strip(rows).values() for cell in each]
    assert sum(cell.well for cell in cells) == sum(hour.well for row in rows for hour in row.hours.values())
    assert all((cell.state == "idle") == (not cell.well and not cell.badly) for cell in cells)
    for each in strip(rows).values():
        assert [run[1] for run in runs(each)[1:]] == [run[2] for run in runs(each)[:-1]]
