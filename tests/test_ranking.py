import numpy as np
import pytest

from ragfood.retrieval.ranking import best_rows, by_words, fuse, near_enough


def array(*values: float) -> np.ndarray:
    return np.array(values, dtype=np.float32)


def test_both_sides_count_the_same_after_spreading() -> None:
    ranked = [*fuse(np.array([0, 1, 2]), array(10, 0, 6), array(0.1, 0.9, 0.7))]
    assert [each.row for each in ranked] == [2, 0, 1]
    assert [each.fused for each in ranked] == pytest.approx([0.675, 0.5, 0.5])


def test_only_candidates_are_ranked_and_their_own_scores_are_kept() -> None:
    ranked = fuse(np.array([1, 3]), array(9, 2, 9, 4), array(0.5, 0.25))
    assert {(each.row, each.lexical, each.cosine) for each in ranked} == {(1, 2.0, 0.5), (3, 4.0, 0.25)}


def test_equal_scores_leave_the_order_to_the_other_side() -> None:
    assert [each.row for each in fuse(np.array([0, 1]), array(0, 0), array(0.2, 0.4))] == [1, 0]
    assert [each.row for each in fuse(np.array([0, 1]), array(1, 2), array(0.3, 0.3))] == [1, 0]
    assert [each.row for each in fuse(np.array([4, 7]), np.zeros(9, np.float32), array(0.3, 0.3))] == [4, 7]


def test_nothing_to_rank_is_an_empty_order() -> None:
    assert [*fuse(np.array([], dtype=np.int64), array(1), array())] == []
    assert by_words(array(0, 0)) == []


def test_the_best_rows_are_positive_and_few() -> None:
    assert set(best_rows(array(0, 3, -1, 2, 5), 2)) == {1, 4}
    assert set(best_rows(array(0, 3, -1, 2, 5))) == {1, 3, 4}


def test_words_alone_rank_by_their_score() -> None:
    ranked = by_words(array(1, 0, 4, 2))
    assert [(each.row, each.fused, each.cosine) for each in ranked] == [(2, 1.0, None), (3, 0.5, None), (0, 0.25, None)]


def test_near_means_clearly_nearer_than_any_question_about_other_things() -> None:
    assert near_enough([0.2, 0.4, 0.1]) == pytest.approx(0.55)
    assert near_enough([]) == 0.25


def test_a_bare_ingredient_that_nobody_named_stands_behind_dishes_that_are_nearly_as_near() -> None:
    lexical, cosines = array(10, 9, 0), array(0.9, 0.9, 0.1)
    unasked = np.array([True, False, True])
    assert [each.row for each in fuse(np.array([0, 1, 2]), lexical, cosines)] == [0, 1, 2]
    ranked = [*fuse(np.array([0, 1, 2]), lexical, cosines, unasked)]
    assert [each.row for each in ranked] == [1, 0, 2]
    assert [each.fused for each in ranked] == pytest.approx([0.95, 0.8, 0.0])
