"""Where the month's cost is heading: from what the last days have cost."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

_LOOKS_BACK_DAYS = 7


def month_end_cost(cost_by_day: Mapping[str, Decimal], today: date) -> Decimal:
    """US dollars that this month will have cost at its end, if every day left costs what a day of the last
    week did on average: `spent + mean of the last 7 days x days left after today`. Days are `YYYY-MM-DD`.

    The week begins with the first day ever booked if that is later, so that a new log is not diluted.
    """
    this_month = today.strftime("%Y-%m")
    spent = sum((cost for day, cost in cost_by_day.items() if day.startswith(this_month)), Decimal(0))
    days_back = [(today - timedelta(days=back)).isoformat() for back in range(_LOOKS_BACK_DAYS)]
    counted = [day for day in days_back if day >= min(cost_by_day, default=today.isoformat())]
    mean = sum((cost_by_day.get(day, Decimal(0)) for day in counted), Decimal(0)) / max(len(counted), 1)
    days_left = calendar.monthrange(today.year, today.month)[1] - today.day
    return spent + mean * days_left
