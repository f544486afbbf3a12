"""Charts of the costs page. Each takes plain rows and gives an Altair chart; the caller gives its words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import streamlit as st

from ragfood.accounts.series import Bar
from ragfood.forecast import MonthOutlook
from ragfood.ui.costs.names import both, provider_name
from ragfood.ui.wording import t

if TYPE_CHECKING:
    import altair as alt

_LINE_WORTH_DRAWING = Decimal("0.1")
"""A limit is drawn when the highest bar reaches this share of it; further away it would flatten them all."""
_HEIGHT = 240
_SHARE_OF_SLOT = 0.84
_COUNT = "datum.value ? format(datum.value, '~s') : '0'"


def limit_colour() -> str:
    return "#ff8a8a" if st.context.theme.type == "dark" else "#b3261e"


def worth_drawing(highest: Decimal, limit: Decimal) -> bool:
    return highest >= limit * _LINE_WORTH_DRAWING


@dataclass(frozen=True)
class Block:
    """A part of a stacked bar from `begin` to `end`, in wall-clock time."""

    begin: datetime
    end: datetime
    kind: str
    amount: float


def stacked(blocks: Sequence[Block], colours: Mapping[str, str], title: str, days: tuple[date, date]) -> Any:
    """Bars over time, each stacked in the order of `colours` (kind to colour). Blocks of a kind add up."""
    import altair as alt
    import pandas as pd

    return (
        alt.Chart(pd.DataFrame(_piled(blocks, list(colours))))
        .mark_rect()
        .encode(
            x=_time_axis(blocks, days),
            x2="end:T",
            y=alt.Y("low:Q", title=None, axis=alt.Axis(labelExpr=_COUNT, tickCount=5, tickMinStep=1)),
            y2="high:Q",
            color=_painted("kind", colours),
            tooltip=[
                alt.Tooltip("begin:T", title=t("From"), format="%Y-%m-%d %H:%M"),
                alt.Tooltip("kind:N", title=t("Part")),
                alt.Tooltip("amount:Q", title=title, format=".6~f"),
            ],
        )
        .properties(height=_HEIGHT)
    )


def cost_bars(bars: Sequence[Bar], colours: Mapping[str, str], limit: Decimal | None, days: tuple[date, date]) -> Any:
    """US dollars for each bar, stacked by provider and model, with the limit as a line if there is one."""
    import altair as alt

    blocks = [Block(bar.begin, bar.end, both(bar.provider, bar.model), float(bar.cost)) for bar in bars]
    drawn = stacked(blocks, colours, t("US dollars"), days)
    drawn.encoding.y.axis = _money_axis()
    return drawn if limit is None else alt.layer(drawn, *_limit_line(limit)).properties(height=_HEIGHT)


def _piled(blocks: Sequence[Block], kinds: Sequence[str]) -> list[dict[str, Any]]:
    """The blocks with where each begins and ends on its pile. Drawn as rectangles, since bars with two
    ends in time would not be stacked.
    """
    sums: dict[tuple[datetime, int], Block] = {}
    for block in blocks:
        key = (block.begin, kinds.index(block.kind))
        known = sums.get(key)
        sums[key] = replace(block, amount=block.amount + known.amount) if known else block
    heights: dict[datetime, float] = {}
    rows = []
    for (begin, _), block in sorted(sums.items()):
        low = heights.get(begin, 0.0)
        heights[begin] = low + block.amount
        end = begin + (block.end - begin) * _SHARE_OF_SLOT
        rows.append({**vars(block), "end": end, "low": low, "high": heights[begin]})
    return rows


def month_line(so_far: Sequence[tuple[date, Decimal]], out: MonthOutlook, limit: Decimal, mark: str) -> Any:
    """What the month has cost by each day, the forecast with its band, and the limit."""
    import altair as alt
    import pandas as pd

    spent = pd.DataFrame([{"day": datetime.combine(day, datetime.min.time()), "cost": float(c)} for day, c in so_far])
    today = so_far[-1][0]
    ahead = [(today, out.spent, out.spent, out.spent), *((a.day, a.expected, a.low, a.high) for a in out.path)]
    names = ("expected", "low", "high")
    path = pd.DataFrame(
        [
            {"day": datetime.combine(day, datetime.min.time()), **dict(zip(names, map(float, costs), strict=True))}
            for day, *costs in ahead
        ]
    )
    first = datetime.combine(today.replace(day=1), datetime.min.time())
    last = datetime.combine(ahead[-1][0], datetime.min.time())
    domain = [first.isoformat(), max(last, first + timedelta(days=1)).isoformat()]
    x = alt.X("day:T", title=None, scale=alt.Scale(domain=domain), axis=alt.Axis(format="%d", labelOverlap=True))
    y = alt.Y("cost:Q", title=None, axis=_money_axis())
    tips = [alt.Tooltip("day:T", title=t("Day"), format="%Y-%m-%d")]
    tip = alt.Tooltip("expected:Q", title=t("Forecast"), format="$.6~f")
    paid = alt.Tooltip("cost:Q", title=t("Spent"), format="$.6~f")
    layers: list[Any] = [
        alt.Chart(path).mark_area(opacity=0.2, color="#2f7fc1").encode(x=x, y=alt.Y("low:Q"), y2="high:Q"),
        alt.Chart(path)
        .mark_line(strokeDash=[5, 4], color="#2f7fc1")
        .encode(x=x, y=alt.Y("expected:Q"), tooltip=[*tips, tip]),
        alt.Chart(spent)
        .mark_line(color="#2f7fc1", strokeWidth=3, point=alt.OverlayMarkDef(size=24, color="#2f7fc1"))
        .encode(x=x, y=y, tooltip=[*tips, paid]),
    ]
    if mark:
        layers += _limit_line(limit)
    return alt.layer(*layers).properties(height=_HEIGHT)


def hours_strip(cells: Sequence[Any], colours: Mapping[str, str], names: Mapping[str, str]) -> Any:
    """A row for each provider, a field for each hour; faults also bear a sign, for those who see no colours."""
    import altair as alt
    import pandas as pd

    signs = {"degraded": "!", "down": "×"}
    frame = pd.DataFrame(
        [
            {
                "provider": provider_name(cell.provider),
                "hour": cell.hour,
                "state": names[cell.state],
                "sign": signs.get(cell.state, ""),
                "well": cell.well,
                "badly": cell.badly,
            }
            for cell in cells
        ]
    )
    apart = alt.Scale(paddingInner=0.12)
    field = alt.Chart(frame).encode(
        x=alt.X("hour:O", title=t("Hour of the day"), axis=alt.Axis(labelAngle=0, labelOverlap=True), scale=apart),
        y=alt.Y("provider:N", title=None, axis=alt.Axis(labelLimit=120), scale=apart),
        tooltip=[
            alt.Tooltip("provider:N", title=t("Provider")),
            alt.Tooltip("hour:O", title=t("Hour of the day")),
            alt.Tooltip("state:N", title=t("State")),
            alt.Tooltip("well:Q", title=t("Worked")),
            alt.Tooltip("badly:Q", title=t("Failed")),
        ],
    )
    shades = {names[state]: colour for state, colour in colours.items()}
    fields = field.mark_rect(cornerRadius=3).encode(color=_painted("state", shades))
    # Altair writes the whole table out to make up names for layers that have none.
    fields = fields.properties(name="hours")
    signed = (
        field.mark_text(fontWeight="bold", fontSize=14, color="#1b1714").encode(text="sign:N").properties(name="signs")
    )
    return alt.layer(fields, signed).properties(height=alt.Step(34))


def _time_axis(blocks: Sequence[Block], days: tuple[date, date]) -> alt.X:
    import altair as alt

    midnight = datetime.min.time()
    first = min([datetime.combine(days[0], midnight), *(block.begin for block in blocks)])
    last = max([datetime.combine(days[1] + timedelta(days=1), midnight), *(block.end for block in blocks)])
    shown = "%H:%M" if (last - first).days <= 1 else t("%b %d") if (last - first).days <= 200 else t("%b %Y")
    axis = alt.Axis(format=shown, labelOverlap=True, tickCount=8, grid=False)
    return alt.X("begin:T", title=None, axis=axis, scale=alt.Scale(domain=[first.isoformat(), last.isoformat()]))


def _money_axis() -> alt.Axis:
    import altair as alt

    return alt.Axis(format="$~f", tickCount=5)


def _painted(name: str, colours: Mapping[str, str]) -> alt.Color:
    """Without a legend: `legend` draws one that has figures and leaves the chart its room."""
    import altair as alt

    scale = alt.Scale(domain=list(colours), range=list(colours.values()))
    return alt.Color(f"{name}:N", scale=scale, legend=None)


def _limit_line(limit: Decimal) -> list[Any]:
    import altair as alt
    import pandas as pd

    frame = pd.DataFrame({"limit": [float(limit)]})
    rule = alt.Chart(frame).mark_rule(strokeDash=[6, 4], strokeWidth=2, color=limit_colour())
    return [rule.encode(y="limit:Q", tooltip=[alt.Tooltip("limit:Q", title=t("Limit"), format="$.2f")])]
