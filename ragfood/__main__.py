"""The command line: `python -m ragfood COMMAND`; `--help` lists the commands."""

from __future__ import annotations

import argparse
import os
import re
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ragfood.errors import CorpusInvalid, QuestionsInvalid, RagFoodError
from ragfood.settings import PROVIDER_MODES
from ragfood.terminal.show import complain

if TYPE_CHECKING:
    from ragfood.assembly import House


def main(arguments: list[str] | None = None) -> int:
    """Run one command. 0 answered or all well, 1 failed or interrupted, 2 wrong usage."""
    parser = _parser()
    given = parser.parse_args(arguments)
    if given.command == "search" and given.batch and given.question:
        parser.error("give a question or --batch, not both")
    if given.command == "import" and bool(given.files) == (given.backups or given.reset or given.restore is not None):
        parser.error("give files, or one of --restore, --reset and --backups")
    try:
        if given.command == "import":
            return _import(given)
        from ragfood.assembly import Live

        return _run(given, Live().current())
    except RagFoodError as trouble:
        complain(trouble.happened, trouble.remedy)
        if isinstance(trouble, CorpusInvalid | QuestionsInvalid):
            complain("\n".join(trouble.problems))
        return 1
    except KeyboardInterrupt:
        complain("Stopped.")
        return 1
    except BrokenPipeError:
        # Whoever read the output has gone; the interpreter would complain again when it flushes.
        sys.stdout = None
        return 1


def _import(given: argparse.Namespace) -> int:
    """Stands by itself: it must also work where the corpus is damaged and the app cannot be joined."""
    from ragfood.settings import read_settings
    from ragfood.terminal import imports

    wish = imports.Wish(tuple(given.files), given.how, given.check, given.reset, given.backups, given.restore)
    return imports.run(read_settings(os.environ, Path(".env")), wish)


def _run(given: argparse.Namespace, house: House) -> int:
    from ragfood.terminal import ask, backups, books, estimates, look, reports

    if given.command == "backup":
        return backups.list_backups(house, given.folder) if given.list else backups.backup(house, given.folder)
    if given.command == "restore":
        return backups.restore(house, given.archive, only_check=given.check)
    if given.command in ("bench", "scorecard"):
        return _compare(given, house)
    if given.command == "index":
        return reports.index(house, rebuild=given.rebuild)
    if given.command == "doctor":
        house.index.prepare()
        return reports.doctor(house, as_json=given.json)
    if given.command == "usage":
        if given.rebuild:
            books.rebuild(house)
        return books.usage(house, given.month or "", as_json=given.json, as_csv=given.csv)
    if given.command == "estimate":
        return estimates.estimates(house, given.questions, given.model or "", as_json=given.json)
    if given.command == "eval":
        return _evaluate(house, given)
    foods = given.k or house.settings.top_k
    preferred = house.preference.current()
    default = preferred.provider if preferred else house.settings.provider
    if given.command == "ask" and not given.question and not given.json:
        return ask.talk(house, given.provider or default, foods)
    house.index.prepare()
    if given.command == "search" and given.batch:
        return look.search_batch(house, given.batch, foods)
    question = ask.read_question(given.question)
    if given.command == "search":
        return look.search_once(house, question, foods, as_json=given.json)
    return ask.ask_once(house, question, given.provider or default, foods, as_json=given.json)


def _compare(given: argparse.Namespace, house: House) -> int:
    from ragfood.terminal import compare, scorecard

    if given.command == "bench":
        return compare.bench(
            *(house, given.providers, given.models, given.questions, given.repeat),
            yes=given.yes,
            as_json=given.json,
            as_csv=given.csv,
        )
    if given.roll_back or given.undo:
        return scorecard.roll_back(house) if given.roll_back else scorecard.undo(house)
    return scorecard.scorecard(house, given.days, as_json=given.json)


def _evaluate(house: House, given: argparse.Namespace) -> int:
    from ragfood.terminal.evaluate import EMBEDDERS, QUESTIONS, evaluate_search

    embedders = [given.embedder] if given.embedder else EMBEDDERS
    return evaluate_search(
        house, given.questions or QUESTIONS, embedders, given.set, as_json=given.json, failures=given.failures
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m ragfood", description="Answers about food, grounded and priced.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    _add_asking(commands)
    _add_import(commands)

    index = commands.add_parser("index", help="make the search index ready")
    index.add_argument("--rebuild", action="store_true", help="build it anew even if it is whole")

    doctor = commands.add_parser("doctor", help="check key, models, index, state folder and log")
    doctor.add_argument("--json", action="store_true")

    _money_commands(commands)

    backup = commands.add_parser("backup", help="put log, calls, chats, foods and index aside in one archive")
    backup.add_argument("folder", nargs="?", type=Path, metavar="DIR", help="default: backups in the state folder")
    backup.add_argument("--list", action="store_true", help="the backups in DIR, and nothing else")

    restore = commands.add_parser("restore", help="put a backup back; what it replaces is put aside first")
    restore.add_argument("archive", type=Path, metavar="ARCHIVE")
    restore.add_argument("--check", action="store_true", help="only look whether the archive is sound")

    trial = commands.add_parser("eval", help="how well the search answers questions with known answers")
    trial.add_argument("--set", choices=("tuning", "unseen", "all"), default="all", help="which of the questions")
    trial.add_argument("--embedder", choices=("lsa", "minilm", "ollama"), help="default: each that is there")
    trial.add_argument("--questions", type=Path, metavar="FILE.json", help="default: data/questions.json")
    trial.add_argument("--failures", action="store_true", help="list what failed: what was expected, what came")
    trial.add_argument("--json", action="store_true")
    _add_comparing(commands)
    return parser


def _money_commands(commands: Any) -> None:
    usage = commands.add_parser("usage", help="what today and this month have cost")
    form = usage.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true")
    form.add_argument("--csv", action="store_true", help="a row for each day and model")
    usage.add_argument("--month", type=_month, metavar="YYYY-MM", help="default: this month")
    usage.add_argument("--rebuild", action="store_true", help="sum the daily log anew from the calls first")

    guess = commands.add_parser("estimate", help="what so many questions a day would cost")
    guess.add_argument("--questions", type=_number, metavar="N", help="a day; default: 10, 100, 1,000 and 10,000")
    guess.add_argument("--model", help="a Groq model (default: the one that is asked)")
    guess.add_argument("--json", action="store_true")


def _add_asking(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    answer = commands.add_parser("ask", help="answer a question; without one, a talk")
    answer.add_argument("question", nargs="*", help="the question; left out: a talk, or with --json what a pipe holds")
    answer.add_argument("--provider", choices=PROVIDER_MODES, help="who answers (default: the setting)")
    answer.add_argument("--k", type=_count, help="foods that ground the answer, 1 to 20")
    answer.add_argument("--json", action="store_true", help="print one JSON object and nothing else")

    search = commands.add_parser("search", help="retrieval alone")
    search.add_argument("question", nargs="*")
    search.add_argument("--batch", type=Path, metavar="FILE.jsonl", help='lines of {"id","question","history"}')
    search.add_argument("--k", type=_count, help="matches for each question, 1 to 20")
    search.add_argument("--json", action="store_true")


def _add_import(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    imports = commands.add_parser("import", help="take foods from JSON, JSONL or CSV files into the corpus")
    imports.add_argument("files", nargs="*", type=Path, metavar="FILE")
    imports.add_argument("--check", action="store_true", help="only tell what would happen; write nothing")
    how = imports.add_mutually_exclusive_group()
    how.add_argument(
        "--merge", dest="how", action="store_const", const="merge", help="add to the present foods (default)"
    )
    how.add_argument(
        "--replace", dest="how", action="store_const", const="replace", help="take the place of all of them"
    )
    imports.set_defaults(how="merge")
    back = imports.add_mutually_exclusive_group()
    back.add_argument(
        "--restore", nargs="?", const="", metavar="NAME", help="bring a backup back (default: the newest)"
    )
    back.add_argument("--reset", action="store_true", help="go back to the foods that come with the app")
    back.add_argument("--backups", action="store_true", help="list what can be restored")


def _number(raw: str) -> int:
    if not raw.isdecimal() or not 1 <= int(raw[:12]) <= 10**9:
        raise argparse.ArgumentTypeError("must be a whole number from 1 to 1,000,000,000")
    return int(raw[:12])


def _add_comparing(commands: Any) -> None:
    bench = commands.add_parser("bench", help="compare providers and models on the same questions")
    bench.add_argument("--providers", type=_providers, default=(), metavar="groq,ollama", help="their own models")
    bench.add_argument("--models", type=_names, default=(), metavar="NAMES", help="groq/MODEL,ollama/MODEL,…")
    bench.add_argument("--questions", type=Path, metavar="FILE", help="one per line, or JSON (default: five)")
    bench.add_argument("--repeat", type=_count, default=1, metavar="N", help="rounds, 1 to 20")
    bench.add_argument("--yes", action="store_true", help="agree to what it may cost")
    form = bench.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="figures and every answer")
    form.add_argument("--csv", action="store_true", help="a row for each answer")

    card = commands.add_parser("scorecard", help="is the move to Groq a success, by live figures")
    card.add_argument("--days", type=_days, default=7, metavar="N", help="1 to 92 (default: 7)")
    card.add_argument("--json", action="store_true")
    act = card.add_mutually_exclusive_group()
    act.add_argument("--roll-back", action="store_true", help="from now on only Ollama answers, in the running app too")
    act.add_argument("--undo", action="store_true", help="take the roll-back back")


def _names(raw: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.strip() for name in raw.split(",") if name.strip()))


def _providers(raw: str) -> tuple[str, ...]:
    names = _names(raw)
    if not names or not set(names) <= {"groq", "ollama"}:
        raise argparse.ArgumentTypeError("must be groq, ollama or both, with a comma between")
    return names


def _days(raw: str) -> int:
    if not raw.isdigit() or not 1 <= int(raw) <= 92:
        raise argparse.ArgumentTypeError("must be a whole number from 1 to 92")
    return int(raw)


def _count(raw: str) -> int:
    if not raw.isdigit() or not 1 <= int(raw) <= 20:
        raise argparse.ArgumentTypeError("must be a whole number from 1 to 20")
    return int(raw)


def _month(raw: str) -> str:
    if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", raw):
        raise argparse.ArgumentTypeError("must be a month such as 2026-11")
    return raw


def _told_to_end(*_: object) -> None:
    """SIGTERM ends a command as Ctrl-C would, through every `finally`."""
    sys.exit(128 + signal.SIGTERM)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, _told_to_end)
    sys.exit(main())
