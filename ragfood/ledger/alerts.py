"""Of which alerts people have been told, so that each is told once per day or month, also across processes."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from ragfood.ledger.atomic import Stamp, from_json, read_text, replace, stamp_of, to_json
from ragfood.ledger.budget import Alert

_MOST_REMEMBERED = 100


class Told:
    """`alerts.json`: a day or month to the highest level that was told of it.

    A file that cannot be read counts as empty: an alert told twice is better than none.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._stamp: Stamp = None
        self._levels: dict[str, int] = {}

    def news(self, reached: Iterable[Alert]) -> list[Alert]:
        """Those of `reached` that nobody was told of."""
        try:
            stamp = stamp_of(self._path)
            if stamp != self._stamp:
                self._stamp = stamp
                self._levels = self._read()
        except OSError:
            pass
        return [alert for alert in reached if alert.level > self._levels.get(alert.name, 0)]

    def tell(self, reached: Iterable[Alert]) -> list[Alert]:
        """The same, and from now on they are told, as far as this process knows."""
        news = self.news(reached)
        for alert in news:
            self._levels[alert.name] = max(alert.level, self._levels.get(alert.name, 0))
        return news

    def write(self) -> None:
        """Let other processes know. Only under the ledger's lock. Raises OSError."""
        latest = dict(sorted(self._levels.items())[-_MOST_REMEMBERED:])
        replace(self._path, to_json(latest) + "\n")
        self._stamp = stamp_of(self._path)

    def forget(self, names: Collection[str]) -> None:
        """Tell anew of these days and months. Only under the ledger's lock. Raises OSError."""
        self._levels = {name: level for name, level in {**self._read(), **self._levels}.items() if name not in names}
        self.write()

    def _read(self) -> dict[str, int]:
        try:
            found = from_json(read_text(self._path) or "{}")
            return {str(name): int(level) for name, level in found.items()}
        except (ValueError, TypeError, AttributeError):
            return {}
