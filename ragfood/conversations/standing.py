"""Standing demands: the diets and allergens that hold for every question of a visitor, by the keys of their chips."""

from __future__ import annotations

import json
from collections.abc import Sequence

from ragfood.stores import Store


class Standing:
    """Raises StoreTrouble when the file cannot be used."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, visitor: str) -> tuple[str, ...]:
        """The keys of a visitor, in the order in which they were chosen."""
        with self._store.transaction() as connection:
            row = connection.execute("SELECT keys FROM standing WHERE visitor = ?", (visitor,)).fetchone()
        return tuple(json.loads(row[0])) if row else ()

    def keep(self, visitor: str, keys: Sequence[str]) -> None:
        """Let exactly `keys` hold for `visitor` from now on."""
        with self._store.transaction() as connection:
            connection.execute("INSERT OR REPLACE INTO standing VALUES (?, ?)", (visitor, json.dumps([*keys])))
