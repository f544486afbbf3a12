"""The floors of docs/architecture.md, held by reading the imports; and that importing does nothing."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

FLOORS = (
    "errors cancel money",
    "settings addresses alternation clock foods compounds rows words models answers answers.citations"
    " answers.continuing answers.quoting stores circuit forecast logbook larder cases limits limits.*"
    " providers audience"
    " understanding.naming understanding understanding.tongue understanding.lexicon"
    " understanding.vernacular"
    " understanding.understood",
    "tokens embedding embedding.* demands demands.* prompt understanding.questions"
    " understanding.referring understanding.rejecting understanding.comparing understanding.inquiring"
    " understanding.ailments understanding.aside understanding.talk understanding.lasting understanding.amending"
    " understanding.joining"
    " understanding.correcting understanding.fitness understanding.gentler"
    " understanding.glossed understanding.signals understanding.safety understanding.leaning understanding.traits"
    " understanding.half_read finding.side_by_side finding.weighing finding.parts finding.groups"
    " finding.holdings finding.telling cache"
    " answers.suggesting preference conversations conversations.* ledger ledger.* providers.*"
    " importing importing.*",
    "meter badges chat.turns accounts accounts.* insights pulling browsing retrieval retrieval.* finding.pantry"
    " understanding.asking understanding.spoken understanding.called understanding.topic understanding.there"
    " understanding.passed_over"
    " understanding.dish understanding.doubting finding.pointing"
    " finding.swaps finding.sorts finding.looking finding.versions finding.strange finding.sought finding.replacing"
    " finding.beside finding.missing finding.of_notes finding.wholesome finding.gentler finding.within finding.lacking"
    " finding.turned",
    "routing health finding finding.plain_answers finding.choosing finding.doubted finding.recall chat.runs"
    " chat.scribe backups"
    " backups.* practice practice.*",
    "chat chat.phases evaluation evaluation.* contests contests.* scorecard scorecard.*",
    "assembly fitting",
    "terminal terminal.* ui ui.*",
    "__main__ app pages.*",
)
"""Floor 0 first. Names are those inside `ragfood`, and `app` and `pages.…` beside it; * stands for any ending."""

DOORS = {
    "groq": "providers.groq providers.groq_*",
    "requests": "providers.ollama providers.ollama_* embedding embedding.*",
    "urllib3": "providers.ollama providers.ollama_* embedding embedding.*",
    "chromadb": "retrieval.collection embedding.minilm",
    "streamlit": "ui ui.* app pages.*",
    "altair": "ui ui.* pages.*",
    "pandas": "ui ui.* pages.*",
}
"""Who may import an outside package."""

HEAVY = {
    "groq", "chromadb", "pandas", "altair", "numpy", "scipy", "requests", "urllib3", "httpx", "onnxruntime",
    "filelock", "rapidfuzz", "Stemmer",
}  # fmt: skip
"""Packages that are imported inside the functions that first need them."""

CODE = ("ragfood", "pages", "tests", "benchmarks")
MODULE_LINES, FUNCTION_LINES = 300, 40


@dataclass(frozen=True)
class Module:
    name: str
    tree: ast.Module = field(repr=False)


def modules() -> dict[str, Module]:
    found = {}
    for path in sorted([*ROOT.glob("ragfood/**/*.py"), ROOT / "app.py", *ROOT.glob("pages/*.py")]):
        parts = path.relative_to(ROOT).with_suffix("").parts
        name = ".".join(parts[1:] if parts[0] == "ragfood" else parts).removesuffix("__init__").removesuffix(".")
        found[name] = Module(name, ast.parse(path.read_text(encoding="utf-8"), str(path)))
    return found


MODULES = modules()


def fits(name: str, patterns: str) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in patterns.split())


def floors_of(name: str) -> list[int]:
    """One number, unless the table is wrong. A name in full counts before one with a star."""
    exact = [number for number, patterns in enumerate(FLOORS) if name in patterns.split()]
    return exact or [number for number, patterns in enumerate(FLOORS) if fits(name, patterns)]


def imported(statement: ast.stmt) -> Iterator[str]:
    """Full dotted names that a statement imports, submodules rather than their packages."""
    if isinstance(statement, ast.Import):
        yield from (alias.name for alias in statement.names)
    elif isinstance(statement, ast.ImportFrom):
        assert statement.level == 0, f"relative import in line {statement.lineno}; this project writes names in full"
        for alias in statement.names:
            full = f"{statement.module}.{alias.name}"
            yield full if full.removeprefix("ragfood.") in MODULES else str(statement.module)


def anywhere(tree: ast.AST) -> Iterator[str]:
    """What a module imports, in functions and for type checkers too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield from imported(node)


def at_once(node: ast.AST) -> Iterator[str]:
    """What importing a module imports: nothing in functions, nothing for type checkers."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import | ast.ImportFrom):
            yield from imported(child)
        elif isinstance(child, ast.If) and ast.unparse(child.test).endswith("TYPE_CHECKING"):
            for otherwise in child.orelse:
                yield from at_once(ast.Module([otherwise], []))
        elif not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield from at_once(child)


def ours(name: str) -> set[str]:
    """The modules of this project that the module `name` imports."""
    wanted = {full.removeprefix("ragfood.") for full in anywhere(MODULES[name].tree) if full.startswith("ragfood.")}
    return (wanted & set(MODULES)) - {name}


def test_every_module_has_one_floor() -> None:
    for name in MODULES.keys() - {""}:
        assert len(floors_of(name)) == 1, (
            f"{name} is on the floors {floors_of(name)}: name it once in FLOORS at the top of {Path(__file__).name},"
            " on the lowest floor above all that it imports, and in docs/architecture.md."
        )


def test_the_package_itself_imports_nothing() -> None:
    assert set(anywhere(MODULES[""].tree)) <= {"__future__"}


def test_nobody_imports_from_a_floor_above() -> None:
    upward = [
        f"{name} (floor {floors_of(name)[0]}) imports {other} (floor {floors_of(other)[0]})"
        for name in MODULES.keys() - {""}
        for other in ours(name)
        if floors_of(other)[0] > floors_of(name)[0]
    ]
    assert upward == []


def test_every_module_that_is_imported_is_there() -> None:
    missing = [
        f"{name} imports {full}"
        for name, module in MODULES.items()
        for full in anywhere(module.tree)
        if full.startswith("ragfood.") and full.removeprefix("ragfood.") not in MODULES
    ]
    assert missing == []


def test_imports_never_go_in_a_circle() -> None:
    done: set[str] = set()

    def visit(name: str, path: tuple[str, ...]) -> None:
        assert name not in path, " → ".join([*path[path.index(name) :], name])
        if name not in done:
            for other in sorted(ours(name)):
                visit(other, (*path, name))
            done.add(name)

    for name in MODULES:
        visit(name, ())


def test_every_outside_package_has_its_door() -> None:
    others = [
        f"{name} imports {package}, which is for {DOORS[package]}"
        for name, module in MODULES.items()
        for package in {full.partition(".")[0] for full in anywhere(module.tree)} & DOORS.keys()
        if not fits(name, DOORS[package])
    ]
    assert others == []


def test_heavy_packages_are_imported_where_they_are_first_needed() -> None:
    early = [
        f"{name} imports {package} at its top"
        for name, module in MODULES.items()
        for package in {full.partition(".")[0] for full in at_once(module.tree)} & HEAVY
    ]
    assert early == []


def test_modules_and_functions_are_short_enough_to_be_read_at_once() -> None:
    places = [*ROOT.glob("*.py"), *(path for name in CODE for path in ROOT.glob(f"{name}/**/*.py"))]
    texts = {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in places}
    long = [f"{name} has {count} lines" for name, text in texts.items() if (count := text.count("\n")) > MODULE_LINES]
    for name, text in texts.items():
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef) and (count := node.end_lineno - node.lineno + 1) > FUNCTION_LINES:
                long.append(f"{node.name} in {name} has {count} lines")
    assert long == []


WATCH = """
import collections.abc, importlib, json, os, sys
seen = []
root, names, heavy = json.loads(sys.argv[1])
code = tuple(os.path.realpath(place) + os.sep for place in (sys.prefix, sys.base_prefix, os.path.dirname(os.__file__)))

def watch(event, args):
    if event == "open":
        path = os.fsdecode(args[0]) if isinstance(args[0], (str, bytes)) else str(args[0])
        if not path.endswith((".py", ".pyc")) and not os.path.realpath(path).startswith(code):
            seen.append(f"opens {path}")
    elif event.startswith(("socket.", "subprocess.", "sqlite3.", "os.mkdir", "os.remove", "os.rename")):
        seen.append(event)

class Watched(collections.abc.MutableMapping):
    def __init__(self, real): self.real = real
    def note(self):
        frame = sys._getframe(2)
        while frame.f_code.co_filename.startswith("<") or frame.f_code.co_filename == os.__file__:
            frame = frame.f_back
        who = frame.f_code.co_filename
        if who.startswith(root): seen.append(f"reads the environment in {who}")
    def __getitem__(self, name): self.note(); return self.real[name]
    def __iter__(self): self.note(); return iter(self.real)
    def __len__(self): return len(self.real)
    def __setitem__(self, name, value): seen.append("sets " + name)
    def __delitem__(self, name): seen.append("deletes " + name)

os.environ = Watched(os.environ)
sys.addaudithook(watch)
import threading
before = threading.active_count()
for name in names:
    importlib.import_module(name)
if threading.active_count() != before:
    seen.append("starts a thread")
print(json.dumps([seen, sorted(set(heavy) & set(sys.modules))]))
"""


def test_importing_does_nothing(tmp_path: Path) -> None:
    names = [f"ragfood.{name}".rstrip(".") for name in MODULES if not fits(name, "ui ui.* app pages.*")]
    assert {"ragfood.chat", "ragfood.assembly"} <= set(names)
    run = subprocess.run(
        [sys.executable, "-c", WATCH, json.dumps([str(ROOT), names, sorted(HEAVY | {"streamlit"})])],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    seen, loaded = json.loads(run.stdout)
    assert seen == []
    assert loaded == []
    assert list(tmp_path.iterdir()) == []
