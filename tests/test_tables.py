"""The file of the costs page: everything on the page can be computed from it again."""

from __future__ import annotations

import csv
import io
from collections import Counter
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from sheeting import NOW, SHEETS, accounts_of, sheet, some_days

from ragfood.accounts.digest import Hour
from ragfood.accounts.incidents import strip
from ragfood.accounts.sheets import Sheet, sum_of, times_of
from ragfood.accounts.spread import Spread, class_of, seconds_of
from ragfood.accounts.tables import COLUMNS, write_csv
from ragfood.forecast import month_outlook


def lines(text):
    return list(csv.DictReader(io.StringIO(text)))


def seconds(cell):
    """`0.3*2 0.5*1` as [0.3, 0.3, 0.5]."""
    return [float(value) for part in cell.split() for value in [part.split("*")[0]] * int(part.split("*")[1])]


def read(line) -> Sheet:
    """The sheet that a line was written from, by what the columns are said to hold."""
    hours = {}
    for part in line["hours"].split():
        number, _, rest = part.partition(":")
        well, badly, cost = rest.split("/")
        hours[int(number)] = Hour(int(well), int(badly), Decimal(cost))
    counts = {
        name: int(line[name])
        for name in COLUMNS
        if name not in ("day", "provider", "model", "requests", "cost_usd", "first_token_s", "total_s", "hours")
    }
    spreads = {
        name: Spread(Counter(class_of(value) for value in seconds(line[column])))
        for name, column in (("first", "first_token_s"), ("total", "total_s"))
    }
    names = {name: line[name] for name in ("day", "provider", "model")}
    return Sheet(**names, **counts, **spreads, cost=Decimal(line["cost_usd"]), hours=hours)


@given(st.lists(SHEETS, max_size=6))
def test_every_line_holds_all_of_its_sheet(rows):
    assert [read(line) for line in lines(write_csv(rows))] == rows
    assert [int(line["requests"]) for line in lines(write_csv(rows))] == [row.requests for row in rows]


def test_the_figures_of_the_page_come_out_of_the_file_by_plain_arithmetic(tmp_path):
    rows, _ = accounts_of(some_days(tmp_path)).sheets()
    whole, table = sum_of(rows), lines(write_csv(rows))

    def total(name):
        return sum(Decimal(line[name]) for line in table)

    assert total("cost_usd") == whole.cost
    assert total("requests") == whole.requests
    assert (total("input_tokens"), total("output_tokens")) == (whole.input_tokens, whole.output_tokens)
    answers = total("answered") + total("fallback") + total("unrecorded")
    assert total("cost_usd") / answers == whole.cost_per_answer
    times = sorted(value for line in table if line["provider"] == "ollama" for value in seconds(line["total_s"]))
    _, ollama = times_of(row for row in rows if row.provider == "ollama")
    assert times[-(-len(times) * 95 // 100) - 1] == ollama.percentile(0.95)
    costs = {}
    for line in table:
        costs[line["day"]] = costs.get(line["day"], Decimal(0)) + Decimal(line["cost_usd"])
    month = sum(cost for day, cost in costs.items() if day.startswith("2026-11"))
    assert month_outlook(costs, NOW.date(), Decimal(10)).spent == month
    today = [read(line) for line in table if line["day"] == "2026-11-22"]
    assert strip(today) == strip(row for row in rows if row.day == "2026-11-22")


def test_classes_survive_being_written():
    assert all(class_of(seconds_of(number)) == number for number in range(400))


def test_no_cell_is_a_formula():
    [line] = lines(write_csv([sheet("=cmd", "@evil")]))
    assert (line["provider"], line["model"]) == ("'=cmd", "'@evil")
