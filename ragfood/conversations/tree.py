"""A chat as a tree: an edited question or another answer is a branch beside the first, and one branch is shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

Role = Literal["user", "assistant"]


class Node(NamedTuple):
    """An entry without its text. `parent` is the entry that it follows, None for the first."""

    number: int
    parent: int | None
    role: Role


def path_to(nodes: Mapping[int, Node], last: int | None) -> list[int]:
    """The numbers from the first entry down to `last`; empty when there is no such entry."""
    path: list[int] = []
    seen: set[int] = set()
    while last is not None and last in nodes and last not in seen:
        seen.add(last)
        path.append(last)
        last = nodes[last].parent
    return path[::-1]


def versions(nodes: Mapping[int, Node]) -> dict[int, tuple[int, ...]]:
    """For each entry all that stand in its place, oldest first, itself among them."""
    beside: dict[tuple[int | None, str], list[int]] = {}
    for node in sorted(nodes.values()):
        beside.setdefault((node.parent, node.role), []).append(node.number)
    return {number: tuple(group) for group in beside.values() for number in group}


def newest_below(nodes: Mapping[int, Node], number: int) -> int:
    """The last entry of the branch that was most lately written on below `number`."""
    children: dict[int | None, list[int]] = {}
    for node in nodes.values():
        children.setdefault(node.parent, []).append(node.number)
    newest, to_see, seen = number, [number], {number}
    while to_see:
        below = set(children.get(to_see.pop(), ())) - seen
        seen |= below
        to_see += below
        newest = max([newest, *below])
    return newest


def nodes_of(rows: Sequence[tuple[int, int | None, Role]]) -> dict[int, Node]:
    return {row[0]: Node(*row) for row in rows}
