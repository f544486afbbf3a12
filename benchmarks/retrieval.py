"""How fast retrieval is over 10,000 foods with the embedded vectors: building, opening again, searching."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

from benchmarks.figures import Figure, median, percentile
from ragfood.finding import find, lay_out
from ragfood.foods import Corpus
from ragfood.retrieval import FoodIndex
from ragfood.settings import Settings

FOODS = 10_000
SEARCHES = 500

_ROOT = Path(__file__).resolve().parents[1]
_RESTART = """
import json, sys, time
from pathlib import Path
from ragfood.foods import load_foods
from ragfood.retrieval import FoodIndex
from ragfood.settings import Settings

begin = time.perf_counter()
index = FoodIndex(Settings(foods=Path(sys.argv[1]), state_dir=Path(sys.argv[2]), embedder="lsa"))
loaded = time.perf_counter()
index.open_in_background()
while index.status().state != "ready":
    time.sleep(0.001)
ready = time.perf_counter()
assert not index.search("spicy noodle soup", 5).lexical_only
searched = time.perf_counter()
index.prepare()
opened = time.perf_counter()
told = {"load": loaded - begin, "ready": ready - loaded, "first": searched - ready, "chroma": opened - loaded}
print(json.dumps(told))
index.close()
"""


def synthetic_foods(count: int, seed: int = 0) -> list[dict[str, Any]]:
    """`count` different foods put together from the words, names and fields of the real ones."""
    rows = json.loads((_ROOT / "data" / "foods.json").read_text(encoding="utf-8"))
    chance = random.Random(seed)
    prose = [word for row in rows for word in row["text"].split()]
    parts = [row["name"].split()[at] for row in rows for at in range(len(row["name"].split()))]
    ingredients = [each for row in rows for each in row["ingredients"]]
    made = []
    for number in range(count):
        like, other = chance.sample(rows, 2)
        name = " ".join(dict.fromkeys([*chance.choices(parts, k=chance.randint(1, 3)), _invented_word(chance)]))
        names = {code: f"{name_in} {other['name']}" for code, name_in in like.get("names", {}).items()}
        text = " ".join(chance.choices(prose, k=chance.randint(35, 60)))
        mixed = chance.sample(ingredients, chance.randint(4, 12))
        made.append(
            {**like, "id": f"food-{number}", "name": name, "names": names, "text": text, "ingredients": mixed}
            | {"aliases": [f"{name} {chance.choice(parts)}"], "nutrition": None}
        )
    return made


def questions(corpus: Corpus, count: int, seed: int = 1) -> list[str]:
    """Questions of four kinds: by name, by what is in it, from where and how, and with a mistake in spelling."""
    chance = random.Random(seed)
    asked = []
    for number in range(count):
        food = chance.choice(corpus.foods)
        kinds = (
            f"How is {food.name} made?",
            f"something with {' and '.join(food.ingredients[:2])}",
            f"{food.tastes[0] if food.tastes else 'mild'} {food.type} from {food.region}",
            f"what goes into {_misspelt(food.name, chance)}",
        )
        asked.append(kinds[number % len(kinds)])
    return asked


def search_times(index: FoodIndex, asked: list[str]) -> list[float]:
    """Milliseconds of each search."""
    taken = []
    for question in asked:
        began = time.perf_counter()
        index.search(question, 5)
        taken.append((time.perf_counter() - began) * 1000)
    return taken


def find_times(index: FoodIndex, asked: list[str]) -> list[float]:
    """Milliseconds of each question, its understanding and filters included."""
    lay_out(index)
    taken = []
    for question in asked:
        began = time.perf_counter()
        find(index, question, (), 5)
        taken.append((time.perf_counter() - began) * 1000)
    return taken


def _demands() -> Iterator[str]:
    """What every second question demands besides."""
    said = ("vegan", "without nuts", "not spicy", "high in protein", "under 200 kcal", "for dinner", "no pork")
    return cycle(each for demand in said for each in ("", f", {demand}"))


def restart_times(foods: Path, state: Path) -> dict[str, float]:
    """Seconds that a new process takes over an index that is there: `load` to read the corpus, then `ready` until
    vectors are searched, `first` for the first answer, `chroma` until Chroma is imported and open as well.
    """
    ran = subprocess.run(
        [sys.executable, "-c", _RESTART, str(foods), str(state)], cwd=_ROOT, check=True, capture_output=True, text=True
    )
    times: dict[str, float] = json.loads(ran.stdout)
    return times


def measure() -> Iterator[Figure]:
    """All figures, one after another."""
    with tempfile.TemporaryDirectory() as folder:
        foods, state = Path(folder) / "foods.json", Path(folder) / "state"
        foods.write_text(json.dumps(synthetic_foods(FOODS)), encoding="utf-8")
        began = time.perf_counter()
        index = FoodIndex(Settings(foods=foods, state_dir=state, embedder="lsa"))
        yield Figure(f"load and check {FOODS:,} foods", time.perf_counter() - began, "s", 1.0)
        began = time.perf_counter()
        index.prepare()
        yield Figure("fit, index and Chroma from nothing", time.perf_counter() - began, "s", 60.0)
        asked = questions(index.corpus, SEARCHES)
        times = search_times(index, asked)
        yield Figure("search, p95", percentile(times, 0.95), "ms", 15.0, note=f"p50 {median(times):.2f} ms")
        times = find_times(index, [f"{each}{demand}" for each, demand in zip(asked, _demands(), strict=False)])
        index.close()
        yield Figure("question understood, filtered and searched, p50", median(times), "ms", 6.0)
        yield Figure("question understood, filtered and searched, p95", percentile(times, 0.95), "ms", 15.0)
        restart = restart_times(foods, state)
    note = "corpus loaded before in {load:.2f} s, words read with the first search in {first:.2f} s, Chroma open after"
    note = f"{note} {{chroma:.2f}} s, its import included"
    yield Figure("unchanged restart to an open index", restart["ready"], "s", 1.0, note=note.format(**restart))


def main() -> int:
    """Print all figures; 1 when a target is missed."""
    missed = 0
    for figure in measure():
        print(figure.line(), flush=True)
        missed += not figure.met
    return int(missed > 0)


def _invented_word(chance: random.Random) -> str:
    return "".join(chance.choice("bdfgklmnprstvz") + chance.choice("aeiou") for _ in range(3)).capitalize()


def _misspelt(name: str, chance: random.Random) -> str:
    at = chance.randrange(len(name))
    return name[:at] + name[at + 1 :]


if __name__ == "__main__":
    sys.exit(main())
