"""Backups of a real state folder, made and put back while the app that writes it goes on."""

from __future__ import annotations

import json
import threading
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from fake_vendors import FakeGroq
from houses import FEW_FOODS, ask, house

from ragfood.__main__ import main
from ragfood.assembly import House, assemble
from ragfood.backups import Backups
from ragfood.backups.archives import pack, read_manifest, unpack
from ragfood.cases import add_case, cases_in
from ragfood.errors import BackupRefused
from ragfood.settings import SHIPPED_FOODS, read_settings


@pytest.fixture
def groq():
    with FakeGroq() as fake:
        yield fake


def spent(app: House) -> Decimal:
    return app.ledger.month().cost


def backups(app: House, foods: Path = FEW_FOODS) -> Backups:
    return Backups(app.settings.state_dir, foods, app.settings.state_dir / "foods.json", app.ledger, app.clock)


def test_all_of_it_comes_back_on_another_machine(tmp_path: Path, groq: FakeGroq) -> None:
    old = house(tmp_path / "old", groq)
    ask(old, conversation="a-chat")
    made = backups(old).make(tmp_path / "safe")
    assert made.path.parent == tmp_path / "safe"
    assert {"books", "chats.sqlite", "foods.json", "index"} <= set(made.contents)

    new = house(tmp_path / "new", groq)
    new.index.close()
    restored = backups(new, tmp_path / "none.json").restore(made.path)
    assert restored.calls == 1
    assert spent(new) == spent(old) > 0
    assert new.ledger.days() == old.ledger.days()
    assert [entry.text for entry in new.conversations.entries("a-chat")] == [
        entry.text for entry in old.conversations.entries("a-chat")
    ]
    assert (tmp_path / "new" / "state" / "foods.json").read_bytes() == FEW_FOODS.read_bytes()


def test_money_spent_since_the_backup_stays_spent(tmp_path: Path, groq: FakeGroq) -> None:
    app = house(tmp_path, groq)
    ask(app, conversation="a-chat")
    made = backups(app).make()
    ask(app, "What is ramen?", conversation="a-chat")
    before = app.ledger.month()
    assert backups(app).restore(made.path).calls == 0
    assert app.ledger.month() == before
    assert before.input_tokens + before.output_tokens == sum(groq.tokens_billed)
    assert [entry.text for entry in app.conversations.entries("a-chat") if entry.role == "user"] == [
        "What is pad thai?"
    ]


def test_what_is_replaced_can_be_put_back_as_well(tmp_path: Path, groq: FakeGroq) -> None:
    app = house(tmp_path, groq)
    ask(app, conversation="first")
    made = backups(app).make()
    ask(app, "What is ramen?", conversation="second")
    replaced = backups(app).restore(made.path).before
    assert not app.conversations.entries("second")
    backups(app).restore(replaced.path)
    assert app.conversations.entries("second")


def test_restoring_twice_changes_nothing_more(tmp_path: Path, groq: FakeGroq) -> None:
    app = house(tmp_path / "old", groq)
    ask(app)
    made = backups(app).make(tmp_path / "safe")
    new = house(tmp_path / "new", groq)
    first, second = (backups(new).restore(made.path) for _ in range(2))
    assert (first.calls, second.calls) == (1, 0)
    assert spent(new) == spent(app)


def test_days_of_an_old_log_come_back_with_their_numbers_and_unknown_keys(tmp_path: Path, groq: FakeGroq) -> None:
    app = house(tmp_path / "old", groq)
    state = tmp_path / "old" / "state"
    old_day = {"requests": 7, "input_tokens": 2100, "output_tokens": 1050, "cost": 0.00021, "note": "kept"}
    (state / "usage.json").write_text(json.dumps({"2025-03-01": old_day}))
    ask(app)
    made = backups(app).make(tmp_path / "safe")
    new = house(tmp_path / "new", groq)
    ask(new)
    backups(new).restore(made.path)
    assert new.ledger.days()["2025-03-01"].requests == 7
    log = json.loads((tmp_path / "new" / "state" / "usage.json").read_text())
    assert log["2025-03-01"]["note"] == "kept"
    assert new.ledger.month().input_tokens + new.ledger.month().output_tokens == sum(groq.tokens_billed)


def test_chosen_limits_a_roll_back_and_cases_come_back(tmp_path: Path) -> None:
    old = house(tmp_path / "old")
    old.ledger.choose({"day": Decimal("0.25")})
    old.preference.choose("ollama")
    add_case(old.settings.state_dir, "What is pho?", ["pho"])
    made = old.backups.make(tmp_path / "safe")
    assert {"budgets.json", "preference.json", "cases.json"} <= set(made.contents)

    new = house(tmp_path / "new")
    assert new.backups.restore(made.path).parts[-3:] == ("budgets.json", "preference.json", "cases.json")
    assert new.ledger.standing().daily_limit == Decimal("0.25")
    preferred = new.preference.current()
    assert preferred and preferred.provider == "ollama"
    assert [case["question"] for case in cases_in(new.settings.state_dir)] == ["What is pho?"]


def test_the_foods_that_come_with_the_app_are_never_written_over(tmp_path: Path) -> None:
    made = house(tmp_path / "old").backups.make(tmp_path / "safe")
    shipped = SHIPPED_FOODS.read_bytes()
    state = tmp_path / "new"
    app = assemble(read_settings({"RAGFOOD_STATE_DIR": str(state), "RAGFOOD_EMBEDDER": "lsa"}))
    assert "foods.json" in app.backups.restore(made.path).parts
    assert SHIPPED_FOODS.read_bytes() == shipped
    assert (state / "foods.json").read_bytes() == FEW_FOODS.read_bytes()


def test_a_backup_made_amid_answers_is_of_one_moment(tmp_path: Path, groq: FakeGroq) -> None:
    app = house(tmp_path, groq)
    asking = [threading.Thread(target=ask, args=(app, f"What is pad thai, {n}?")) for n in range(12)]
    for thread in asking:
        thread.start()
    made = [backups(app).make(tmp_path / f"safe{n}") for n in range(3)]
    for thread in asking:
        thread.join()
    for number, each in enumerate(made):
        new = house(tmp_path / f"new{number}", groq)
        calls = backups(new).restore(each.path).calls
        assert new.ledger.month().requests == calls <= 12


def test_a_damaged_store_does_not_keep_a_backup_from_being_put_back(tmp_path: Path, groq: FakeGroq) -> None:
    app = house(tmp_path, groq)
    ask(app, conversation="a-chat")
    made = backups(app).make()
    app.conversations.close()
    (tmp_path / "state" / "chats.sqlite").write_bytes(b"garbage " * 2000)
    restored = backups(app).restore(made.path)
    assert "chats.sqlite.damaged" in restored.before.contents
    assert len(app.conversations.entries("a-chat")) == 2


def changed_in_one_byte(archive: Path) -> None:
    data = bytearray(archive.read_bytes())
    data[len(data) // 2] ^= 0xFF
    archive.write_bytes(data)


def cut_short(archive: Path) -> None:
    archive.write_bytes(archive.read_bytes()[:-200])


def no_archive(archive: Path) -> None:
    archive.write_text("not a zip")


def of_a_newer_version(archive: Path) -> None:
    rewrite(archive, lambda manifest: manifest.update(format=99))


def leading_elsewhere(archive: Path) -> None:
    rewrite(archive, lambda manifest: manifest["files"].update({"../../evil": {"size": 1, "digest": "0"}}))


def listing_what_is_not_there(archive: Path) -> None:
    rewrite(archive, lambda manifest: manifest["files"].update({"more.json": {"size": 1, "digest": "0"}}))


def too_large(archive: Path) -> None:
    rewrite(archive, lambda manifest: manifest["files"]["foods.json"].update(size=2**40))


def without_manifest(archive: Path) -> None:
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("foods.json", "[]")


def rewrite(archive: Path, change) -> None:
    with zipfile.ZipFile(archive) as packed:
        files = {name: packed.read(name) for name in packed.namelist()}
    manifest = json.loads(files.pop("manifest.json"))
    change(manifest)
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("manifest.json", json.dumps(manifest))
        for name, data in files.items():
            packed.writestr(name, data)


DAMAGES = [
    changed_in_one_byte, cut_short, no_archive, of_a_newer_version, leading_elsewhere, listing_what_is_not_there,
    too_large, without_manifest,
]  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_an_unsound_archive_is_refused_and_changes_nothing(tmp_path: Path, groq: FakeGroq, damage) -> None:
    app = house(tmp_path, groq)
    ask(app, conversation="a-chat")
    made = backups(app).make(tmp_path / "safe")
    damage(made.path)
    before = {path: path.read_bytes() for path in (tmp_path / "state").rglob("*.json*")}
    with pytest.raises(BackupRefused) as refused:
        backups(app).restore(made.path)
    assert refused.value.remedy
    assert {path: path.read_bytes() for path in (tmp_path / "state").rglob("*.json*")} == before
    assert not (tmp_path.parent / "evil").exists()
    assert not list((tmp_path / "state").glob(".packing-*"))


def test_a_store_of_a_newer_version_is_not_put_in_an_older_ones_place(tmp_path: Path, groq: FakeGroq) -> None:
    app = house(tmp_path, groq)
    ask(app, conversation="a-chat")
    made = backups(app).make(tmp_path / "safe")
    rewrite(made.path, lambda manifest: manifest["facts"].update({"chats.sqlite": "99"}))
    with pytest.raises(BackupRefused, match="newer"):
        backups(app).restore(made.path)
    assert len(app.conversations.entries("a-chat")) == 2


def test_backups_are_listed_newest_first_and_a_damaged_one_is_passed_over(tmp_path: Path) -> None:
    app = house(tmp_path)
    kept = backups(app)
    first, second = kept.make(), kept.make()
    no_archive(kept.make().path)
    assert {each.path for each in kept.all()} == {first.path, second.path}
    assert [refused.happened for refused in kept.look()[1]]


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    app = house(tmp_path)
    (tmp_path / "file").write_text("")
    with pytest.raises(BackupRefused, match="cannot be made"):
        backups(app).make(tmp_path / "file" / "folder")


def test_an_archive_holds_what_was_packed(tmp_path: Path) -> None:
    source, target = tmp_path / "source", tmp_path / "target"
    (source / "deep").mkdir(parents=True)
    (source / "deep" / "a.txt").write_bytes(b"a" * 3_000_000)
    (source / "empty").write_bytes(b"")
    packed = pack(source, tmp_path / "a.zip", "2026-11-22T12:00:00+00:00", {"x": "1"})
    assert read_manifest(tmp_path / "a.zip") == packed == unpack(tmp_path / "a.zip", target)
    assert (target / "deep" / "a.txt").read_bytes() == b"a" * 3_000_000
    assert (target / "empty").read_bytes() == b""


def test_the_terminal_makes_lists_checks_and_restores(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("RAGFOOD_STATE_DIR", str(tmp_path / "state"))
    monkeypatch.setenv("RAGFOOD_FOODS", str(FEW_FOODS))
    assert main(["backup", "--list"]) == 0
    assert "There is no backup." in capsys.readouterr().err
    assert main(["backup"]) == 0
    archive = next((tmp_path / "state" / "backups").glob("*.zip"))
    assert str(archive) in capsys.readouterr().out
    assert main(["backup", "--list"]) == 0
    assert str(archive) in capsys.readouterr().out
    assert main(["backup", str(tmp_path / "away")]) == 0
    capsys.readouterr()
    assert main(["backup", "--list", str(tmp_path / "away")]) == 0
    assert str(tmp_path / "away") in (told := capsys.readouterr().out) and str(archive) not in told
    assert main(["restore", str(archive), "--check"]) == 0
    assert main(["restore", str(archive)]) == 0
    assert "before-restore" in capsys.readouterr().out
    no_archive(archive)
    assert main(["restore", str(archive)]) == 1
    assert "cannot be used" in capsys.readouterr().err
