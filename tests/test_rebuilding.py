"""What the Foods page asks of the index: fused scores, similar foods, and a rebuild that is told how far it is."""

from __future__ import annotations

from pathlib import Path

from houses import house

from ragfood.retrieval.rebuilding import Rebuild


def test_scores_of_all_kinds_are_told_and_the_fused_one_orders(tmp_path: Path) -> None:
    matches = house(tmp_path).index.search("spicy noodle soup", 5).matches
    assert [match.fused for match in matches] == sorted((match.fused for match in matches), reverse=True)
    assert all(0 <= match.fused <= 1 and match.dense is not None for match in matches)


def test_similar_foods_come_nearest_first_without_the_food_itself(tmp_path: Path) -> None:
    index = house(tmp_path).index
    ramen = index.corpus.by_id["ramen"]
    similar = index.similar(ramen, 4)
    assert len(similar) == 4 and ramen not in [match.food for match in similar]
    assert [match.score for match in similar] == sorted((match.score for match in similar), reverse=True)


def test_a_rebuild_is_one_for_all_and_leaves_an_index_that_is_whole(tmp_path: Path) -> None:
    index = house(tmp_path).index
    before = index.status().built
    rebuild = index.rebuild_in_background()
    assert rebuild.done or index.rebuild_in_background() is rebuild
    assert index.search("hummus", 1).matches[0].food.id == "hummus"
    assert rebuild.wait(60) and index.rebuilding is rebuild
    assert rebuild.share == 1.0 and rebuild.what
    after = index.status()
    assert after.state == "ready" and before is not None and (after.built or 0) >= before
    index.close()


def test_a_rebuild_tells_how_far_it_is() -> None:
    rebuild = Rebuild(lambda progress: progress(1, 4, "Embedding the foods"))
    assert rebuild.wait(60) and (rebuild.what, rebuild.share) == ("Embedding the foods", 0.25)
