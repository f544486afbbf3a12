"""Trees of chats: one path is shown, every branch can be reached, and damage never makes a walk endless."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from ragfood.conversations.tree import Node, Role, newest_below, nodes_of, path_to, versions

#  1 ─ 2 ─ 3 ─ 4
#      │   └── 7      3 and 5 are two versions of the second question, 4 and 7 two answers to the first of them
#      └── 5 ─ 6
TREE = nodes_of(
    [
        (1, None, "user"),
        (2, 1, "assistant"),
        (3, 2, "user"),
        (4, 3, "assistant"),
        (5, 2, "user"),
        (6, 5, "assistant"),
        (7, 3, "assistant"),
    ]
)


def test_the_path_leads_from_the_first_entry_to_the_last() -> None:
    assert path_to(TREE, 6) == [1, 2, 5, 6]
    assert path_to(TREE, 7) == [1, 2, 3, 7]
    assert path_to(TREE, None) == path_to(TREE, 99) == []


def test_versions_stand_in_the_same_place_and_play_the_same_part() -> None:
    beside = versions(TREE)
    assert (beside[3], beside[5], beside[4], beside[7], beside[1]) == ((3, 5), (3, 5), (4, 7), (4, 7), (1,))
    mixed = versions({**TREE, 8: Node(8, 3, "user")})
    assert mixed[4] == (4, 7) and mixed[8] == (8,)


def test_turning_to_a_version_leads_to_where_it_was_last_written_on() -> None:
    assert [newest_below(TREE, number) for number in (1, 2, 3, 4, 5)] == [7, 7, 7, 4, 6]


ANY = some.dictionaries(
    some.integers(1, 12), some.tuples(some.none() | some.integers(1, 12), some.sampled_from(["user", "assistant"]))
)


@given(ANY)
def test_walks_end_in_damaged_files_too(links: dict[int, tuple[int | None, Role]]) -> None:
    nodes = {number: Node(number, parent, role) for number, (parent, role) in links.items()}
    beside = versions(nodes)
    for number in nodes:
        path = path_to(nodes, number)
        assert path[-1] == number and len(set(path)) == len(path)
        assert number in beside[number]
        assert newest_below(nodes, number) >= number
