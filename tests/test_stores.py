"""SQLite files shared by threads and processes: whole or not at all, and begun anew when they are damaged."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from ragfood.errors import StoreTrouble
from ragfood.stores import Store

SCHEMA = "CREATE TABLE IF NOT EXISTS words (number INTEGER PRIMARY KEY AUTOINCREMENT, word TEXT NOT NULL UNIQUE);"


def store(path: Path, version: int = 1) -> Store:
    return Store(path, SCHEMA, version)


def write(into: Store, *words: str) -> None:
    with into.transaction() as connection:
        connection.executemany("INSERT INTO words (word) VALUES (?)", [(word,) for word in words])


def read(from_: Store) -> list[str]:
    with from_.transaction() as connection:
        return [word for (word,) in connection.execute("SELECT word FROM words ORDER BY number")]


def test_nothing_is_opened_before_the_first_use(tmp_path: Path) -> None:
    path = tmp_path / "state" / "words.sqlite"
    unused = store(path)
    unused.close()
    assert not path.parent.exists()
    write(unused, "pho")
    assert path.exists()


def test_what_was_written_is_there_after_closing_and_for_others(tmp_path: Path) -> None:
    path = tmp_path / "words.sqlite"
    with closing(store(path)) as first:
        write(first, "pho", "dal")
        assert read(store(path)) == ["pho", "dal"]
    assert read(first) == ["pho", "dal"]
    assert first.set_aside is None


def test_a_transaction_that_fails_leaves_nothing(tmp_path: Path) -> None:
    words = store(tmp_path / "words.sqlite")
    write(words, "pho")
    with pytest.raises(ValueError, match="enough"), words.transaction() as connection:
        connection.execute("INSERT INTO words (word) VALUES ('dal')")
        raise ValueError("enough")
    with pytest.raises(StoreTrouble):
        write(words, "rice", "pho")
    assert read(words) == ["pho"]
    assert words.set_aside is None


DAMAGE = {
    "text": b"this is no database\n" * 500,
    "pickle": b"\x80\x04\x95" + b"." * 5000,
    "cut": b"SQLite format 3\0" + b"\xff" * 100,
}


@pytest.mark.parametrize("content", DAMAGE.values(), ids=DAMAGE.keys())
def test_a_file_that_is_no_database_is_set_aside_and_begun_anew(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "words.sqlite"
    path.write_bytes(content)
    words = store(path)
    write(words, "pho")
    assert read(words) == ["pho"]
    assert words.set_aside == tmp_path / "words.sqlite.damaged-1"
    assert words.set_aside.read_bytes() == content


def test_an_empty_file_is_a_new_one(tmp_path: Path) -> None:
    path = tmp_path / "words.sqlite"
    path.touch()
    words = store(path)
    write(words, "pho")
    assert words.set_aside is None


def test_nothing_that_was_set_aside_is_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "words.sqlite"
    for number in (1, 2, 3):
        path.write_text(f"damage {number}")
        with closing(store(path)) as words:
            write(words, "pho")
    assert [(tmp_path / f"words.sqlite.damaged-{n}").read_text() for n in (1, 2, 3)] == [
        "damage 1",
        "damage 2",
        "damage 3",
    ]


def test_a_file_of_another_version_is_set_aside_whole(tmp_path: Path) -> None:
    path = tmp_path / "words.sqlite"
    with closing(store(path, version=1)) as old:
        write(old, "pho")
    new = store(path, version=2)
    assert read(new) == []
    assert new.set_aside is not None
    assert read(store(new.set_aside, version=1)) == ["pho"]


def test_damage_inside_a_file_is_told_once_and_then_begun_anew(tmp_path: Path) -> None:
    path = tmp_path / "words.sqlite"
    with closing(store(path)) as words:
        write(words, *(f"word {number}" * 50 for number in range(500)))
    content = bytearray(path.read_bytes())
    content[8192:] = b"\xab" * (len(content) - 8192)
    path.write_bytes(content)
    damaged = store(path)
    with pytest.raises(StoreTrouble, match=r"it is damaged\. It is kept under another name"):
        read(damaged)
    write(damaged, "pho")
    assert read(damaged) == ["pho"]
    assert damaged.set_aside is not None
    assert damaged.set_aside.read_bytes() == bytes(content)


def test_a_folder_in_its_place_is_trouble_with_a_remedy(tmp_path: Path) -> None:
    (tmp_path / "words.sqlite").mkdir()
    with pytest.raises(
        StoreTrouble, match=r"words\.sqlite.*cannot be used: it cannot be read or written.*RAGFOOD_STATE_DIR"
    ):
        read(store(tmp_path / "words.sqlite"))
    (tmp_path / "file").touch()
    with pytest.raises(StoreTrouble):
        read(store(tmp_path / "file" / "words.sqlite"))


def test_trouble_passes_when_its_cause_does(tmp_path: Path) -> None:
    path = tmp_path / "words.sqlite"
    words = store(path)
    path.mkdir()
    with pytest.raises(StoreTrouble):
        write(words, "pho")
    path.rmdir()
    write(words, "pho")
    assert read(words) == ["pho"]


def test_a_full_disk_is_trouble_and_loses_nothing_that_was_written(tmp_path: Path) -> None:
    words = store(tmp_path / "words.sqlite")
    write(words, "pho")
    with words.transaction() as connection:
        connection.execute("PRAGMA max_page_count=8")
    with pytest.raises(StoreTrouble):
        write(words, "long" * 100_000)
    assert read(words) == ["pho"]
    assert words.set_aside is None


def test_a_lock_that_another_process_holds_for_a_moment_is_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "words.sqlite"
    words = store(path)
    write(words, "pho")
    other = sqlite3.connect(path, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    release = threading.Timer(0.1, other.commit)
    release.start()
    write(words, "dal")
    release.join()
    other.close()
    assert read(words) == ["pho", "dal"]


def test_a_transaction_is_a_threads_own_until_it_ends(tmp_path: Path) -> None:
    words = store(tmp_path / "words.sqlite")
    inside, other_is_done = threading.Event(), threading.Event()

    def other() -> None:
        inside.wait()
        write(words, "dal")
        other_is_done.set()

    thread = threading.Thread(target=other)
    thread.start()
    with pytest.raises(ValueError, match="enough"), words.transaction() as connection:
        connection.execute("INSERT INTO words (word) VALUES ('pho')")
        inside.set()
        assert not other_is_done.wait(0.05)
        raise ValueError("enough")
    thread.join()
    assert read(words) == ["dal"]


def test_threads_share_one_store(tmp_path: Path) -> None:
    words = store(tmp_path / "words.sqlite")
    barrier = threading.Barrier(8)

    def work(who: int) -> None:
        barrier.wait()
        for number in range(20):
            write(words, f"{who}-{number}")

    threads = [threading.Thread(target=work, args=(who,)) for who in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(read(words)) == 160


def test_many_that_open_a_new_file_at_once_all_succeed(tmp_path: Path) -> None:
    troubles: list[StoreTrouble] = []
    for attempt in range(5):
        path = tmp_path / str(attempt) / "words.sqlite"
        barrier = threading.Barrier(6)

        def work(who: int, path: Path = path, barrier: threading.Barrier = barrier) -> None:
            with closing(store(path)) as words:
                barrier.wait()
                try:
                    write(words, f"word {who}")
                except StoreTrouble as trouble:
                    troubles.append(trouble)

        threads = [threading.Thread(target=work, args=(who,)) for who in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert troubles == []
        assert len(read(store(path))) == 6


WRITER = """
import sys
from pathlib import Path
from ragfood.stores import Store
words = Store(Path(sys.argv[1]), sys.argv[2])
print("ready", flush=True)
sys.stdin.readline()
for number in range(10**9):
    with words.transaction() as connection:
        connection.execute("INSERT INTO words (word) VALUES (?)", (f"{number} one",))
        connection.execute("INSERT INTO words (word) VALUES (?)", (f"{number} two",))
    print(number, flush=True)
"""


def test_a_process_that_is_killed_while_writing_leaves_whole_transactions(tmp_path: Path) -> None:
    path = tmp_path / "words.sqlite"
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[1])}
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), SCHEMA],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment,
    ) as writer:  # fmt: skip
        assert writer.stdin and writer.stdout
        assert writer.stdout.readline() == "ready\n"
        writer.stdin.write("go\n")
        writer.stdin.flush()
        acknowledged = [int(writer.stdout.readline()) for _ in range(30)]
        writer.kill()
    words = store(path)
    kept = read(words)
    assert kept == [f"{number} {which}" for number in range(len(kept) // 2) for which in ("one", "two")]
    assert len(kept) >= 2 * len(acknowledged)
    assert words.set_aside is None


def test_a_lock_that_another_keeps_is_told_as_such(tmp_path: Path) -> None:
    path = tmp_path / "words.sqlite"
    write(store(path), "pho")
    other = sqlite3.connect(path, isolation_level=None)
    kept = store(path)
    assert read(kept) == ["pho"]
    other.execute("BEGIN EXCLUSIVE")
    with kept.transaction() as connection:
        connection.execute("PRAGMA busy_timeout=10")
    with pytest.raises(StoreTrouble, match="another process keeps it locked"):
        write(kept, "ramen")
    other.close()
