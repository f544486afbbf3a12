"""A draft gets into the corpus whole or not at all; what was there before is kept and comes back."""

from __future__ import annotations

import hashlib
import json
import os
import threading
from pathlib import Path

import pytest
from houses import FEW_FOODS

from ragfood.__main__ import main
from ragfood.assembly import Live
from ragfood.clock import SystemClock
from ragfood.errors import CorpusInvalid, ImportRefused
from ragfood.foods import load_foods
from ragfood.importing import draft_of_files
from ragfood.importing.shelving import MOST_BACKUPS, backups, plan, reset, restore, shelve
from ragfood.larder import foods_file, import_target, read_larder
from ragfood.settings import SHIPPED_FOODS, Settings

CLOCK = SystemClock()
ZORBLATT = [{"id": "zorblatt", "text": "Zorblatt is a stew of moon beans."}]


def written(folder: Path, rows: object, name: str = "new.json") -> Path:
    path = folder / name
    path.write_text(json.dumps(rows))
    return path


def everything(folder: Path) -> dict[str, str]:
    return {
        str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.rglob("*")) if path.is_file()
    }


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(state_dir=tmp_path / "state", embedder="lsa")


def test_an_import_goes_into_the_state_folder_and_the_shipped_file_stays_as_it_is(
    tmp_path: Path, settings: Settings
) -> None:
    shipped = hashlib.sha256(SHIPPED_FOODS.read_bytes()).hexdigest()
    assert foods_file(settings).origin == "shipped"
    made, kept = shelve(draft_of_files([written(tmp_path, ZORBLATT)]), "merge", settings, CLOCK)
    file = foods_file(settings)
    assert (file.origin, file.path) == ("imported", tmp_path / "state" / "foods.json")
    assert made.added == 1 and kept is not None
    assert len(read_larder(file).foods) == len(load_foods(SHIPPED_FOODS).foods) + 1
    reset(settings, CLOCK)
    assert foods_file(settings).origin == "shipped"
    assert hashlib.sha256(SHIPPED_FOODS.read_bytes()).hexdigest() == shipped


def test_with_a_corpus_of_ones_own_that_file_is_written_and_comes_back(tmp_path: Path) -> None:
    own = written(tmp_path, [{"id": "a", "text": "A."}, {"id": "zorblatt", "text": "Old."}], "own.json")
    settings = Settings(foods=own, state_dir=tmp_path / "state")
    assert import_target(settings) == own
    made, kept = shelve(draft_of_files([written(tmp_path, ZORBLATT)]), "merge", settings, CLOCK)
    assert (made.added, made.replaced, len(made.foods)) == (0, (("zorblatt", "Zorblatt", "Zorblatt"),), 2)
    assert kept and load_foods(own).by_id["zorblatt"].text.startswith("Zorblatt is")
    with pytest.raises(ImportRefused, match="RAGFOOD_FOODS"):
        reset(settings, CLOCK)
    restore(settings, CLOCK)
    assert load_foods(own).by_id["zorblatt"].text == "Old."
    restore(settings, CLOCK)  # which takes the restoring back
    assert load_foods(own).by_id["zorblatt"].text.startswith("Zorblatt is")


def test_replace_drops_the_others_and_merge_of_the_same_changes_nothing(tmp_path: Path, settings: Settings) -> None:
    made, _ = shelve(draft_of_files([written(tmp_path, ZORBLATT)]), "replace", settings, CLOCK)
    assert len(made.foods) == 1 and made.dropped == len(load_foods(SHIPPED_FOODS).foods)
    before = (tmp_path / "state" / "foods.json").read_bytes()
    again, _ = shelve(draft_of_files([written(tmp_path, ZORBLATT)]), "merge", settings, CLOCK)
    assert (again.added, again.replaced, again.unchanged) == (0, (), 1)
    assert (tmp_path / "state" / "foods.json").read_bytes() == before


def test_with_one_unsound_row_nothing_is_written(tmp_path: Path, settings: Settings) -> None:
    bad = written(tmp_path, [*ZORBLATT, {"id": "x"}])
    with pytest.raises(ImportRefused, match="1 problems"):
        shelve(draft_of_files([bad]), "merge", settings, CLOCK)
    assert foods_file(settings).origin == "shipped" and backups(settings) == []


def test_backups_are_bounded_newest_first_and_only_theirs_can_be_restored(tmp_path: Path, settings: Settings) -> None:
    for number in range(MOST_BACKUPS + 3):
        shelve(draft_of_files([written(tmp_path, [{"id": "n", "text": f"{number}"}])]), "replace", settings, CLOCK)
    kept = backups(settings)
    assert len(kept) == MOST_BACKUPS
    texts = [load_foods(tmp_path / "state" / "backups" / each.name).foods[0].text for each in kept]
    assert texts == [str(number) for number in range(MOST_BACKUPS + 1, 1, -1)]
    for name in ("../foods.json", "/etc/passwd", "none"):
        with pytest.raises(ImportRefused, match="no backup"):
            restore(settings, CLOCK, name)


def test_a_damaged_imported_corpus_says_how_to_go_back_and_can(tmp_path: Path, settings: Settings) -> None:
    shelve(draft_of_files([written(tmp_path, ZORBLATT)]), "replace", settings, CLOCK)
    (tmp_path / "state" / "foods.json").write_text("[{")
    with pytest.raises(CorpusInvalid, match="--reset"):
        read_larder(foods_file(settings))
    with pytest.raises(ImportRefused, match="cannot be read"):
        shelve(draft_of_files([written(tmp_path, ZORBLATT)]), "merge", settings, CLOCK)
    restore(settings, CLOCK)
    assert len(read_larder(foods_file(settings)).foods) > 500


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file where the folder should be")
    with pytest.raises(ImportRefused, match="cannot be written"):
        shelve(draft_of_files([written(tmp_path, ZORBLATT)]), "merge", Settings(state_dir=tmp_path / "state"), CLOCK)


def test_imports_at_once_lose_nothing_of_each_other(tmp_path: Path, settings: Settings) -> None:
    drafts = [draft_of_files([written(tmp_path, [{"id": f"n{i}", "text": "T."}], f"{i}.json")]) for i in range(6)]
    threads = [threading.Thread(target=shelve, args=(each, "merge", settings, CLOCK)) for each in drafts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {f"n{i}" for i in range(6)} <= load_foods(tmp_path / "state" / "foods.json").by_id.keys()


def test_too_many_foods_together_are_refused(tmp_path: Path, settings: Settings) -> None:
    rows = "".join(f'{{"id": {number}, "text": "T."}}\n' for number in range(19_900))
    (tmp_path / "many.jsonl").write_text(rows)
    draft = draft_of_files([tmp_path / "many.jsonl"])
    assert len(plan(draft, None, "replace").foods) == 19_900
    with pytest.raises(ImportRefused, match="at most 20,000"):
        plan(draft, load_foods(SHIPPED_FOODS), "merge")


def command(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    try:
        code = main(["import", *arguments])
    except SystemExit as left:
        code = int(left.code or 0)
    said = capsys.readouterr()
    return code, said.out, said.err


def test_the_command_checks_imports_restores_and_resets(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new = str(
        written(
            tmp_path,
            [*ZORBLATT, {"title": "Moon Cake Zorb", "body": "Sweet.", "ingredients": "butter", "tags": "vegan"}],
        )
    )
    before = everything(tmp_path)
    code, out, err = command(capsys, new, "--check")
    assert (code, everything(tmp_path)) == (0, before)
    assert "2 added" in out and "Nothing was written" in out and "does not go with 'butter'" in err
    code, out, _ = command(capsys, new)
    assert code == 0 and "2 added" in out and "imported ones in state/foods.json" in out
    assert "corpus-" in command(capsys, "--backups")[1]
    assert command(capsys, "--restore")[0] == 0
    assert command(capsys, "--restore", "none")[0] == 1
    code, out, _ = command(capsys, "--reset")
    assert code == 0 and "come with the app" in out
    bad = str(written(tmp_path, [{"id": 1}], "bad.json"))
    code, out, err = command(capsys, bad, "--replace")
    assert code == 1 and "bad.json, row 1: text is missing" in err and "nothing was written" in err
    assert command(capsys, bad, "--check")[0] == 1
    for wrong in ((), (new, "--reset"), (new, "--merge", "--replace"), ("--restore", "x", "--reset")):
        assert command(capsys, *wrong)[0] == 2


def test_a_running_app_picks_the_new_foods_up_and_searches_them_by_words_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "own.json"
    own.write_bytes(FEW_FOODS.read_bytes())
    monkeypatch.setenv("RAGFOOD_FOODS", str(own))
    monkeypatch.setenv("RAGFOOD_EMBEDDER", "lsa")
    live = Live()
    house = live.current()
    house.index.prepare()
    new = written(tmp_path, [{"id": "zorblatt", "name": "Zorblatt", "text": "Zorblatt is a stew of moon beans."}])
    shelve(draft_of_files([new]), "merge", house.settings, CLOCK)
    after = live.current()
    assert after.index is not house.index and after.chat is not house.chat
    assert after.ledger is house.ledger and after.turns is house.turns
    assert after.index.search("zorblatt", 3).matches[0].food.id == "zorblatt"
    after.index.prepare()
    assert after.index.status().state == "ready" and live.current() is after
    own.write_text("[{")
    os.utime(own)
    assert live.current() is after, "a file that became unusable leaves the app with the foods it has"
    after.index.close()
