import json
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from app_process import free_port
from clocks import FakeClock
from fake_vendors import FakeOllama, Fault
from filelock import FileLock

from ragfood.errors import CorpusMissing
from ragfood.retrieval import FoodIndex, Found
from ragfood.retrieval.relevance import OFF_TOPIC
from ragfood.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
FEW_FOODS = Path(__file__).with_name("few_foods.json")
ROWS = json.loads(FEW_FOODS.read_text())

Open = Callable[..., FoodIndex]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(
        foods=FEW_FOODS, state_dir=tmp_path / "state", embedder="lsa", ollama_host=f"http://127.0.0.1:{free_port()}"
    )


@pytest.fixture
def opened(settings: Settings) -> Iterator[Open]:
    """Makes indexes that are closed at the end; changed settings by name."""
    made: list[FoodIndex] = []

    def open_index(clock: FakeClock | None = None, **changed: object) -> FoodIndex:
        made.append(FoodIndex(replace(settings, **changed), clock))
        return made[-1]

    yield open_index
    for index in made:
        index.close()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A state folder with a whole index; not to be changed."""
    state = tmp_path_factory.mktemp("built")
    index = FoodIndex(Settings(foods=FEW_FOODS, state_dir=state, embedder="lsa"))
    index.prepare()
    index.close()
    return state


@pytest.fixture(scope="module")
def whole(built: Path) -> Iterator[FoodIndex]:
    """An index that is ready, for tests that only search."""
    index = FoodIndex(Settings(foods=FEW_FOODS, state_dir=built, embedder="lsa"))
    index.prepare()
    yield index
    index.close()


@pytest.fixture
def ollama() -> Iterator[FakeOllama]:
    with FakeOllama() as fake:
        fake.dimension = 64
        yield fake


def ready(index: FoodIndex, seconds: float = 15) -> FoodIndex:
    until(lambda: index.status().state == "ready", seconds)
    return index


def until(true: Callable[[], bool], seconds: float = 15) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it did not come about"
        time.sleep(0.01)


def ids(found: Found) -> list[str]:
    return [match.food.id for match in found.matches]


def texts_sent(fake: FakeOllama) -> list[str]:
    """Documents that were embedded; questions and the opening call left out."""
    sent = [text for request in fake.requests if request.path == "/api/embed" for text in request.body["input"]]
    return [text for text in sent if not text.startswith("Represent this sentence")]


def files(folder: Path) -> dict[str, tuple[int, int]]:
    """What a restart may not touch. Chroma notes every opening in its database."""
    return {
        str(each.relative_to(folder)): (each.stat().st_mtime_ns, each.stat().st_size)
        for each in folder.rglob("*")
        if each.is_file() and each.name != "chroma.sqlite3" and not each.name.endswith(("-wal", "-shm"))
    }


def rows_file(path: Path, rows: list[dict[str, object]]) -> Path:
    path.write_text(json.dumps(rows))
    return path


def test_words_and_vectors_find_the_foods_that_bear_on_a_question(whole: FoodIndex) -> None:
    found = whole.search("What is pad thai made of?", 3)
    assert ids(found)[0] == "pad-thai" and len(found.matches) == 3
    assert not found.lexical_only and found.notice == "" and found.ms > 0
    assert all(0 <= match.score <= 1 and match.dense is not None for match in found.matches)
    assert found.matches[0].score == pytest.approx(found.matches[0].dense) and found.matches[0].lexical > 0


def test_the_nearest_are_looked_up_in_the_collection_on_disk(opened: Open, settings: Settings) -> None:
    from chromadb.api.shared_system_client import SharedSystemClient

    index = opened()
    index.prepare()
    path = str(settings.state_dir / "index" / f"lsa-1-{index.corpus.hash[:12]}")
    assert path in SharedSystemClient._identifier_to_system
    index.close()
    assert path not in SharedSystemClient._identifier_to_system


@pytest.mark.parametrize(
    ("question", "food"),
    [
        ("fermented cabbage from Korea", "kimchi"),
        ("Ethiopian flatbread of teff", "injera"),
        ("guacomole", "guacamole"),
        ("味噌汁の作り方", "miso-soup"),
        ("борщ", "borscht"),
        ("cold tomato soup from Spain", "gazpacho"),
    ],
)
def test_the_first_match_is_the_food_that_was_meant(whole: FoodIndex, question: str, food: str) -> None:
    assert ids(whole.search(question, 5))[0] == food


def test_both_sides_of_a_comparison_are_found(whole: FoodIndex) -> None:
    assert {"pho", "ramen"} <= set(ids(whole.search("pho or ramen, which one is lighter?", 3)))


@pytest.mark.parametrize("question", [*OFF_TOPIC, "capital of France", "fix my bike", "write python code", "", "?!"])
def test_nothing_is_shown_beside_a_question_about_other_things(whole: FoodIndex, question: str) -> None:
    assert whole.search(question, 5).matches == ()


def test_nothing_is_shown_beside_it_by_words_alone_either(opened: Open) -> None:
    assert opened().search("capital of France", 5).matches == ()


@pytest.mark.parametrize("question", ["what should I eat tonight", "I'm hungry", "something for dinner"])
def test_a_wish_for_anything_to_eat_finds_meals(opened: Open, question: str) -> None:
    index = opened()
    for prepare in (lambda: None, index.prepare):
        prepare()
        assert len(index.search(question, 3).matches) == 3


def test_the_whole_name_of_a_food_is_found_however_long_the_question(opened: Open) -> None:
    index = opened()
    assert ids(index.search("pad thai missing model", 3))[0] == "pad-thai"
    assert ids(index.search("tell me about pad thai please thank you kindly", 3))[0] == "pad-thai"


def test_spelling_is_put_right_and_told(opened: Open) -> None:
    assert opened().search("recipe for guacomole", 1).searched_for == "recipe for guacamole"


def test_a_search_can_be_limited_to_some_foods(opened: Open) -> None:
    index = opened()
    for prepare in (lambda: None, index.prepare):
        prepare()
        assert ids(index.search("noodle soup", 5, among={"ramen", "hummus"})) == ["ramen"]
        assert index.search("noodle soup", 5, among=set()).matches == ()


def test_foods_of_one_name_are_shown_once(opened: Open, tmp_path: Path) -> None:
    kimchi = next(row for row in ROWS if row["id"] == "kimchi")
    twice = [*ROWS, {**kimchi, "id": "kimchi-2", "name": "KIMCHI"}]
    index = opened(foods=rows_file(tmp_path / "foods.json", twice))
    index.prepare()
    assert len({"kimchi", "kimchi-2"} & set(ids(index.search("kimchi", 5)))) == 1


def test_bare_ingredients_come_first_only_where_they_are_named(opened: Open, tmp_path: Path) -> None:
    text = "Green leaves, boiled with garlic and eaten warm."
    rows: list[dict[str, object]] = [
        {"id": "chard", "name": "Chard", "type": "ingredient", "text": text},
        {"id": "plate", "name": "Garden Plate", "type": "dish", "text": text},
        *({"id": f"other-{at}", "name": f"Other {at}", "type": "dish", "text": "Rice with fish."} for at in range(4)),
    ]
    index = opened(foods=rows_file(tmp_path / "foods.json", rows))
    index.prepare()
    assert ids(index.search("warm leaves with garlic", 2)) == ["plate", "chard"]
    assert ids(index.search("green leaves boiled with garlic, eaten warm: chard", 2)) == ["chard", "plate"]


def test_a_single_food_can_be_searched(opened: Open, tmp_path: Path) -> None:
    index = opened(foods=rows_file(tmp_path / "foods.json", [{"id": 1, "text": "A mango is a juicy fruit."}]))
    index.prepare()
    assert index.status().state == "ready" and ids(index.search("juicy fruit", 5)) == ["1"]


def test_a_missing_corpus_is_told_at_once(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(CorpusMissing):
        FoodIndex(replace(settings, foods=tmp_path / "none.json"))


def test_the_first_search_goes_by_words_and_loads_nothing_heavy(settings: Settings) -> None:
    code = (
        "import sys, pathlib\n"
        "from ragfood.retrieval import FoodIndex\nfrom ragfood.settings import Settings\n"
        "index = FoodIndex(Settings(foods=pathlib.Path(sys.argv[1])))\n"
        "index.open_in_background = lambda: None\n"
        "found = index.search('fermented cabbage', 1)\n"
        "assert found.matches[0].food.id == 'kimchi' and found.lexical_only and found.matches[0].dense is None\n"
        "assert not {'chromadb', 'scipy', 'requests', 'groq'} & set(sys.modules), sys.modules.keys()\n"
    )
    subprocess.run([sys.executable, "-c", code, str(FEW_FOODS)], cwd=ROOT, check=True)


def test_searches_go_by_words_until_the_index_is_there(opened: Open, ollama: FakeOllama) -> None:
    ollama.cold_load_s = 0.5
    index = opened(embedder="ollama", ollama_host=ollama.url)
    found = index.search("fermented cabbage", 2)
    assert ids(found)[0] == "kimchi" and found.lexical_only and "being prepared" in found.notice
    assert found.matches[0].score == pytest.approx(1) and index.status().state == "building"
    assert not ready(index).search("fermented cabbage", 2).lexical_only


def test_progress_is_told(opened: Open) -> None:
    told: list[tuple[int, int, str]] = []
    index = opened()
    index.prepare(lambda done, total, what: told.append((done, total, what)))
    assert {what for _, _, what in told} >= {"Embedding the foods", "Building the index"}
    assert told[-1][:2] == (len(ROWS), len(ROWS))
    status = index.status()
    assert (status.state, status.foods, status.progress) == ("ready", len(ROWS), 1.0)
    assert status.embedder == "lsa-1" and status.dimension == len(ROWS) - 1 and str(len(ROWS)) in status.sentence


def test_an_unchanged_restart_writes_nothing(opened: Open, settings: Settings) -> None:
    first = opened()
    first.prepare()
    expected = ids(first.search("noodle soup", 5))
    first.close()
    before = files(settings.state_dir)
    again = opened()
    again.prepare()
    assert ids(again.search("noodle soup", 5)) == expected and files(settings.state_dir) == before


def test_a_restart_with_ollama_embeds_nothing_and_a_changed_food_only_itself(
    opened: Open, ollama: FakeOllama, tmp_path: Path
) -> None:
    chosen = {"embedder": "ollama", "ollama_host": ollama.url}
    opened(**chosen).prepare()
    assert len(texts_sent(ollama)) == len(ROWS)
    ollama.requests.clear()
    opened(**chosen).prepare()
    assert texts_sent(ollama) == []
    changed = [{**ROWS[0], "text": "Another text."}, *ROWS[1:]]
    index = opened(**chosen, foods=rows_file(tmp_path / "foods.json", changed))
    index.prepare()
    assert len(texts_sent(ollama)) == 1 and "Another text." in texts_sent(ollama)[0]
    assert index.status().state == "ready" and ids(index.search("kimchi", 1)) == ["kimchi"]


def test_foods_with_the_same_text_share_a_vector(opened: Open, ollama: FakeOllama, tmp_path: Path) -> None:
    rows = [{"id": number, "text": "A mango is a fruit."} for number in range(3)]
    index = opened(embedder="ollama", ollama_host=ollama.url, foods=rows_file(tmp_path / "foods.json", rows))
    index.prepare()
    assert len(texts_sent(ollama)) == 1 and index.status().state == "ready"


def test_vectors_that_were_made_are_kept_when_the_rest_fails(opened: Open, ollama: FakeOllama, tmp_path: Path) -> None:
    rows = [{"id": number, "text": f"Mango number {number}."} for number in range(100)]
    chosen = {"embedder": "ollama", "ollama_host": ollama.url, "foods": rows_file(tmp_path / "foods.json", rows)}
    ollama.bad_text = "Mango number 80."
    failed = opened(**chosen)
    failed.prepare()
    assert failed.status().state == "lexical only" and "Food 80" in failed.search("mango", 1).notice
    ollama.bad_text = ""
    ollama.requests.clear()
    opened(**chosen).prepare()
    assert len(texts_sent(ollama)) == 36


def test_ollama_dying_leaves_words_and_its_return_is_noticed(opened: Open, ollama: FakeOllama) -> None:
    clock = FakeClock()
    index = opened(clock, embedder="ollama", ollama_host=ollama.url)
    index.prepare()
    ollama.always(Fault(close=True), on="embed")
    for _ in range(3):
        found = index.search("fermented cabbage", 2)
        assert ids(found)[0] == "kimchi" and found.lexical_only and "by words alone" in found.notice
    failures = len([request for request in ollama.requests if request.path == "/api/embed"])
    ollama.heal()
    assert index.search("fermented cabbage", 2).lexical_only
    assert len([request for request in ollama.requests if request.path == "/api/embed"]) == failures
    assert index.status().state == "lexical only"
    clock.advance(6)
    assert not index.search("fermented cabbage", 2).lexical_only
    assert index.status().state == "ready"


@pytest.mark.parametrize("vector", [[0.6, 0.8], [float("nan")] * 64, []])
def test_a_questions_vector_that_does_not_fit_leaves_words(
    opened: Open, ollama: FakeOllama, vector: list[float]
) -> None:
    index = opened(FakeClock(), embedder="ollama", ollama_host=ollama.url)
    index.prepare()
    ollama.always(Fault(embeddings=[vector]), on="embed")
    found = index.search("fermented cabbage", 2)
    assert ids(found)[0] == "kimchi" and found.lexical_only


def test_a_named_embedder_that_is_not_there_is_waited_for(opened: Open, settings: Settings) -> None:
    clock, port = FakeClock(), free_port()
    index = opened(clock, embedder="ollama", ollama_host=f"http://127.0.0.1:{port}")
    index.prepare()
    assert index.status().state == "lexical only" and "ollama serve" in index.search("kimchi", 1).notice
    with FakeOllama(port):
        index.search("kimchi", 1)
        assert index.status().state == "lexical only"
        clock.advance(31)
        index.search("kimchi", 1)
        ready(index)
        assert not index.search("kimchi", 1).lexical_only


def test_auto_uses_lsa_when_ollama_cannot_embed_the_foods(opened: Open, ollama: FakeOllama) -> None:
    ollama.bad_text = "Kimchi"
    index = opened(embedder="auto", ollama_host=ollama.url, minilm_dir="none")
    index.prepare()
    assert index.status().embedder == "lsa-1" and not index.search("kimchi", 1).lexical_only


def test_indexes_of_two_embedders_stay_apart(opened: Open, ollama: FakeOllama, settings: Settings) -> None:
    opened().prepare()
    opened(embedder="ollama", ollama_host=ollama.url).prepare()
    names = sorted(each.name for each in (settings.state_dir / "index").iterdir() if each.is_dir())
    assert [name.rpartition("-")[0] for name in names] == ["lsa-1", "ollama-mxbai-embed-large-abababababab"]


def test_only_the_newest_indexes_are_kept(opened: Open, settings: Settings, tmp_path: Path) -> None:
    kept = []
    for number in range(5):
        index = opened(foods=rows_file(tmp_path / "foods.json", ROWS[: 5 + number]))
        index.prepare()
        kept.append(f"lsa-1-{index.corpus.hash[:12]}")
    assert {each.name for each in (settings.state_dir / "index").iterdir() if each.is_dir()} == set(kept[-3:])


def damage_database(folder: Path) -> None:
    (folder / "chroma.sqlite3").write_bytes(b"garbage" * 5000)


def damage_vectors_of_chroma(folder: Path) -> None:
    next(folder.rglob("data_level0.bin")).write_bytes(b"\xff" * 20000)


def delete_segments(folder: Path) -> None:
    for each in folder.iterdir():
        if each.is_dir():
            shutil.rmtree(each)


def cut_vectors(folder: Path) -> None:
    (folder / "vectors.npy").write_bytes((folder / "vectors.npy").read_bytes()[:-400])


def delete_list(folder: Path) -> None:
    (folder / "index.json").unlink()


def garble_list(folder: Path) -> None:
    (folder / "index.json").write_text("{}")


def damage_fit(folder: Path) -> None:
    (folder / "lsa.npz").write_bytes(b"PK")


def empty_folder(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.mkdir()


DAMAGES = [
    damage_database, damage_vectors_of_chroma, delete_segments, cut_vectors, delete_list, garble_list, damage_fit,
    empty_folder, shutil.rmtree,
]  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_index_is_made_anew(
    opened: Open, settings: Settings, whole: FoodIndex, built: Path, damage: Callable[[Path], None]
) -> None:
    shutil.copytree(built, settings.state_dir)
    expected = ids(whole.search("noodle soup", 5))
    folder = settings.state_dir / "index" / f"lsa-1-{whole.corpus.hash[:12]}"
    damage(folder)
    index = opened()
    index.prepare()
    assert index.status().state == "ready" and "memory" not in index.status().sentence
    assert ids(index.search("noodle soup", 5)) == expected and (folder / "index.json").exists()


def test_an_index_of_another_corpus_under_this_name_is_not_used(
    opened: Open, settings: Settings, tmp_path: Path
) -> None:
    other = opened(foods=rows_file(tmp_path / "foods.json", list(reversed(ROWS))))
    other.prepare()
    other.close()
    mine = opened()
    root = settings.state_dir / "index"
    (root / f"lsa-1-{other.corpus.hash[:12]}").rename(root / f"lsa-1-{mine.corpus.hash[:12]}")
    mine.prepare()
    assert ids(mine.search("fermented cabbage", 1)) == ["kimchi"]


def test_an_index_deleted_under_a_running_search_comes_back(opened: Open, settings: Settings) -> None:
    clock = FakeClock()
    index = opened(clock)
    index.prepare()
    expected = ids(index.search("noodle soup", 5))
    folder = settings.state_dir / "index" / f"lsa-1-{index.corpus.hash[:12]}"
    shutil.rmtree(settings.state_dir / "index")
    clock.advance(31)
    found = index.search("noodle soup", 5)
    assert ids(found) == expected and not found.lexical_only
    until(folder.exists)
    until(lambda: ids(index.search("noodle soup", 5)) == expected)


def test_what_a_dead_builder_left_is_cleared_away(opened: Open, settings: Settings) -> None:
    left = settings.state_dir / "index" / ".making-dead"
    left.mkdir(parents=True)
    (left / "chroma.sqlite3").write_bytes(b"half")
    opened().prepare()
    assert not left.exists()


def test_a_builder_that_is_killed_leaves_nothing_in_the_way(opened: Open, settings: Settings) -> None:
    code = (
        "import os, signal, sys, pathlib\n"
        "from ragfood.retrieval import FoodIndex\nfrom ragfood.settings import Settings\n"
        "def die(done, total, what):\n"
        "    if what == 'Building the index' and done == total: os.kill(os.getpid(), signal.SIGKILL)\n"
        "FoodIndex(Settings(foods=pathlib.Path(sys.argv[1]), state_dir=pathlib.Path(sys.argv[2]),\n"
        "                   embedder='lsa')).prepare(die)\n"
    )
    arguments = [sys.executable, "-c", code, str(FEW_FOODS), str(settings.state_dir)]
    assert subprocess.run(arguments, cwd=ROOT).returncode == -9
    assert [each.name[:8] for each in (settings.state_dir / "index").iterdir() if each.is_dir()] == [".making-"]
    index = opened()
    index.prepare()
    assert ids(index.search("fermented cabbage", 1)) == ["kimchi"] and index.status().state == "ready"
    assert len([each for each in (settings.state_dir / "index").iterdir() if each.is_dir()]) == 1


def test_preparing_tries_again_at_once_what_failed_before(opened: Open) -> None:
    port = free_port()
    index = opened(FakeClock(), embedder="ollama", ollama_host=f"http://127.0.0.1:{port}")
    index.prepare()
    assert index.status().state == "lexical only"
    with FakeOllama(port):
        index.prepare()
        assert index.status().state == "ready"


def test_a_rebuild_is_made_though_the_index_is_whole(opened: Open, settings: Settings) -> None:
    from chromadb.api.shared_system_client import SharedSystemClient

    index = opened()
    index.prepare()
    made = (settings.state_dir / "index" / f"lsa-1-{index.corpus.hash[:12]}" / "index.json").stat().st_ino
    index.prepare(rebuild=True)
    folder = settings.state_dir / "index" / f"lsa-1-{index.corpus.hash[:12]}"
    assert (folder / "index.json").stat().st_ino != made
    assert ids(index.search("fermented cabbage", 1)) == ["kimchi"]
    index.close()
    assert str(folder) not in SharedSystemClient._identifier_to_system  # the first one was let go of


def test_where_nothing_can_be_written_the_index_is_kept_in_memory(opened: Open, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    index = opened(state_dir=tmp_path / "file")
    index.prepare()
    found = index.search("fermented cabbage", 1)
    assert ids(found) == ["kimchi"] and not found.lexical_only and "memory" in index.status().sentence


def test_many_threads_search_while_the_index_is_rebuilt(opened: Open) -> None:
    index = opened()
    index.prepare()
    expected = ids(index.search("noodle soup", 5))
    wrong: list[object] = []
    stop = threading.Event()

    def search() -> None:
        while not stop.is_set():
            found = index.search("noodle soup", 5)
            if ids(found) != expected or found.lexical_only:
                wrong.append(found)

    threads = [threading.Thread(target=search) for _ in range(6)]
    for thread in threads:
        thread.start()
    for _ in range(3):
        index.prepare(rebuild=True)
    stop.set()
    for thread in threads:
        thread.join()
    assert not wrong


def test_two_processes_share_one_state_folder_and_embed_once(settings: Settings, ollama: FakeOllama) -> None:
    code = (
        "import sys, pathlib\n"
        "from ragfood.retrieval import FoodIndex\nfrom ragfood.settings import Settings\n"
        "index = FoodIndex(Settings(foods=pathlib.Path(sys.argv[1]), state_dir=pathlib.Path(sys.argv[2]),\n"
        "                           embedder='ollama', ollama_host=sys.argv[3]))\n"
        "index.prepare()\n"
        "found = index.search('fermented cabbage', 2)\n"
        "print(index.status().state, found.lexical_only, found.matches[0].food.id)\n"
        "index.close()\n"
    )
    arguments = [sys.executable, "-c", code, str(FEW_FOODS), str(settings.state_dir), ollama.url]
    running = [subprocess.Popen(arguments, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    assert [each.communicate(timeout=60)[0].strip() for each in running] == ["ready False kimchi"] * 2
    assert len(texts_sent(ollama)) == len(ROWS)


def test_while_another_process_builds_this_one_says_so_and_goes_on_by_itself(opened: Open, settings: Settings) -> None:
    root = settings.state_dir / "index"
    root.mkdir(parents=True)
    with FileLock(root / ".lock", is_singleton=False):
        index = opened()
        index.open_in_background()
        until(lambda: index.status().state == "waiting for another process")
        found = index.search("fermented cabbage", 1)
        assert ids(found) == ["kimchi"] and found.lexical_only and "Another process" in found.notice
    assert not ready(index).search("fermented cabbage", 1).lexical_only


def test_closing_ends_a_preparation_that_waits(opened: Open, settings: Settings) -> None:
    root = settings.state_dir / "index"
    root.mkdir(parents=True)
    with FileLock(root / ".lock", is_singleton=False):
        index = opened()
        index.open_in_background()
        until(lambda: index.status().state == "waiting for another process")
        began = time.monotonic()
        index.close()
        assert time.monotonic() - began < 5
    assert ids(index.search("fermented cabbage", 1)) == ["kimchi"]


def test_closing_ends_a_preparation_that_works(opened: Open, ollama: FakeOllama, tmp_path: Path) -> None:
    ollama.always(Fault(silence_s=0.1), on="embed")
    rows = [{"id": number, "text": f"Mango number {number}."} for number in range(2000)]
    index = opened(embedder="ollama", ollama_host=ollama.url, foods=rows_file(tmp_path / "foods.json", rows))
    index.open_in_background()
    until(lambda: index.status().progress > 0)
    index.close()
    assert 0 < len(texts_sent(ollama)) < 1000


def test_the_real_corpus_answers_real_questions(opened: Open) -> None:
    path = ROOT / "data" / "foods.json"
    if not path.exists():
        pytest.skip("data/foods.json is not there")
    index = opened(foods=path)
    index.prepare()
    expected = {
        "Georgian cheese bread": "khachapuri",
        "raw fish marinated in lime juice": "ceviche",
        "Egyptian dish of lentils, rice and macaroni": "koshari",
        "tirimisu dessert": "tiramisu",
        "什么是麻婆豆腐？": "mapo-tofu",
        "calories in a banana": "banana-raw",
    }
    assert {question: food in ids(index.search(question, 5)) for question, food in expected.items()} == dict.fromkeys(
        expected, True
    )
    assert index.search("How do I get a visa for Japan?", 5).matches == ()
