"""Which zone the machine is set to, and that its summer time is known of."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event
from zoneinfo import TZPATH

import pytest

from ragfood.assembly import assemble
from ragfood.cancel import Cancel
from ragfood.clock import SystemClock, machine_zone
from ragfood.ledger.budget import resets
from ragfood.settings import read_settings

ZONES = next((Path(folder) for folder in TZPATH if (Path(folder) / "Europe/Berlin").exists()), None)
with_zone_files = pytest.mark.skipif(ZONES is None, reason="this machine has no zone files")
BEFORE, AFTER = datetime(2026, 10, 24, 12, tzinfo=UTC), datetime(2026, 10, 26, 12, tzinfo=UTC)


def hours(zone) -> list[float]:
    """Hours from UTC before and after the clocks of Europe go back."""
    return [moment.astimezone(zone).utcoffset() / timedelta(hours=1) for moment in (BEFORE, AFTER)]


def test_the_variable_names_the_zone_and_wins_over_the_system() -> None:
    for named in ("Europe/Berlin", ":Europe/Berlin"):
        assert hours(machine_zone({"TZ": named})) == [2, 1]
    assert hours(machine_zone({"TZ": ""})) == [0, 0]


def test_a_wait_ends_at_a_bell_and_a_cancel_rings_it() -> None:
    clock, cancel, bell = SystemClock(), Cancel(), Event()
    began = time.monotonic()
    threading.Timer(0.02, bell.set).start()
    assert not clock.wait(60, cancel, bell)
    bell.clear()
    threading.Timer(0.02, cancel.set).start()
    assert clock.wait(60, cancel, bell)
    assert clock.wait(60, cancel, Event())
    assert time.monotonic() - began < 20


def test_a_bell_is_forgotten_by_who_waited_for_it() -> None:
    clock, cancel, bell = SystemClock(), Cancel(), Event()
    clock.wait(0, cancel, bell)
    cancel.set()
    assert not bell.is_set()


@with_zone_files
def test_the_systems_link_names_the_zone(tmp_path: Path) -> None:
    link = tmp_path / "localtime"
    link.symlink_to(ZONES / "Europe/Berlin")
    zone = machine_zone({}, link)
    assert hours(zone) == [2, 1] and str(zone) == "Europe/Berlin"


@with_zone_files
def test_a_copy_in_place_of_the_link_is_read_as_it_is(tmp_path: Path) -> None:
    copy = tmp_path / "localtime"
    copy.write_bytes((ZONES / "Europe/Berlin").read_bytes())
    assert hours(machine_zone({}, copy)) == [2, 1]
    assert hours(machine_zone({"TZ": str(copy)}, tmp_path / "none")) == [2, 1]


@pytest.mark.parametrize(
    "named", ["CET-1CEST,M3.5.0,M10.5.0/3", "Nowhere/None", "../../etc/passwd", "/etc/passwd", "\0"]
)
def test_where_the_zone_cannot_be_told_only_the_present_distance_from_utc_is_known(named: str) -> None:
    assert machine_zone({"TZ": named}) is None
    assert machine_zone({}, Path("/nowhere/localtime")) is None
    assert SystemClock(None).now().utcoffset() is not None


def test_the_next_midnight_is_midnight_also_over_a_change_of_the_clocks(monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    clock = assemble(read_settings({"RAGFOOD_STATE_DIR": str(tmp_path)})).clock
    assert str(clock.now().tzinfo) == "Europe/Berlin"
    eve = datetime(2026, 10, 25, 0, 30, tzinfo=clock.now().tzinfo)
    midnight = resets(eve).day
    assert midnight.isoformat() == "2026-10-26T00:00:00+01:00"
    assert midnight.astimezone(UTC) - eve.astimezone(UTC) == timedelta(hours=24.5)


def test_a_stated_zone_wins_over_the_machines(monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    given = {"RAGFOOD_STATE_DIR": str(tmp_path), "RAGFOOD_TIMEZONE": "Asia/Tokyo"}
    assert str(assemble(read_settings(given)).clock.now().tzinfo) == "Asia/Tokyo"


def test_the_clock_of_the_system_goes_on_and_waits_until_it_is_cancelled() -> None:
    clock, cancel = SystemClock(UTC), Cancel()
    began = clock.monotonic()
    assert clock.wait(0.01, cancel) is False and clock.monotonic() - began >= 0.01
    cancel.set()
    assert clock.wait(60, cancel) is True
    assert abs(clock.now().timestamp() - time.time()) < 5
