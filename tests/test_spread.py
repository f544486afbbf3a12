"""Percentiles of durations from narrow classes."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from ragfood.accounts.spread import Spread, class_of, merged, seconds_of

DURATIONS = st.lists(st.floats(0.001, 3600), min_size=1, max_size=60)


def spread(durations):
    return merged(Spread({class_of(each): 1}) for each in durations)


@given(DURATIONS, st.sampled_from([0.0, 0.5, 0.95, 1.0]))
def test_a_percentile_is_within_two_and_a_half_per_cent_of_the_nearest_rank(durations, share):
    true = sorted(durations)[max(math.ceil(share * len(durations)), 1) - 1]
    found = spread(durations).percentile(share)
    assert abs(found - true) <= 0.025 * true


@given(DURATIONS, DURATIONS)
def test_spreads_add_up(left, right):
    assert merged([spread(left), spread(right)]).counts == spread([*left, *right]).counts
    assert spread(left).count == len(left)


def test_of_nothing_there_is_no_percentile_and_less_than_a_millisecond_is_one():
    assert Spread().percentile(0.5) is None
    assert class_of(0.0) == class_of(0.001) == 0
    assert 0.001 <= seconds_of(0) <= 0.00105
