"""The one place where concrete parts are made and joined. Making them opens nothing and asks nobody."""

from __future__ import annotations

import gc
import logging
import os
import threading
from dataclasses import dataclass, field, fields, replace
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from ragfood.accounts import Accounts
from ragfood.backups import Backups
from ragfood.badges import Board
from ragfood.cache import AnswerCache
from ragfood.chat import Chat, Taste
from ragfood.circuit import Circuit
from ragfood.clock import Clock, SystemClock, machine_zone
from ragfood.conversations import Conversations
from ragfood.errors import CorpusError
from ragfood.finding import lay_out
from ragfood.health import groq_badge, ollama_badge
from ragfood.larder import foods_file, import_target
from ragfood.ledger import Ledger
from ragfood.limits import Limiter
from ragfood.logbook import begin_log
from ragfood.meter import Meter
from ragfood.models import ModelLimits, ModelTable, load_models
from ragfood.practice import Practice
from ragfood.providers.groq import Groq
from ragfood.providers.offline import Offline
from ragfood.providers.ollama import Ollama
from ragfood.pulling import Pulls
from ragfood.retrieval import FoodIndex
from ragfood.routing import Router, Seat
from ragfood.settings import Settings, read_settings
from ragfood.turns import Turns

_LOG = logging.getLogger(__name__)

DATA = Path(__file__).resolve().parents[1] / "data"
_LEAST_PROMPT = 800
"""Tokens that a prompt gets even where the output cap leaves less."""
_DAY_S = 86400.0
_NO_LIMIT = 10**9
"""As a limit: more than anybody asks. What the vendor's headers say still holds."""


@dataclass(frozen=True)
class House:
    """Everything a page or a command may use, joined for one set of settings."""

    settings: Settings
    clock: Clock
    table: ModelTable
    groq: Groq
    ollama: Ollama
    index: FoodIndex
    ledger: Ledger
    accounts: Accounts
    limiter: Limiter
    cache: AnswerCache
    conversations: Conversations
    turns: Turns
    board: Board
    pulls: Pulls
    backups: Backups
    chat: Chat
    practice: Practice | None = None
    """The stand-ins that answer in a demo."""
    warming: threading.Event = field(default_factory=threading.Event)
    """Set once somebody has begun to load what the first question needs."""


def assemble(settings: Settings, before: House | None = None, clock: Clock | None = None) -> House:
    """Join the parts for `settings`. What `before` has and `settings` leave as it is goes on being used:
    running answers, the open index, books and chats survive a change of key or model. `clock`: the machine's.

    Raises CorpusError or ModelTableError when a data file cannot be used.
    """
    begin_log(settings.state_dir)
    clock = clock or SystemClock(ZoneInfo(settings.timezone) if settings.timezone else machine_zone(os.environ))
    table = _table(settings)
    groq, ollama = _providers(settings, table, clock)
    circuits = {name: Circuit(name.capitalize(), clock, settings.circuit_rest_s) for name in ("groq", "ollama")}
    circuits["offline"] = Circuit("The collection", clock, settings.circuit_rest_s)
    checks = {"groq": partial(groq_badge, groq), "ollama": partial(ollama_badge, ollama, settings.ollama_model)}
    board = Board(checks, circuits, clock)
    kept = _kept(settings, before, clock)
    meter = Meter(kept.ledger, kept.limiter, table, clock, paid=frozenset({"groq"}))
    seats = {
        "groq": Seat(groq, circuits["groq"]),
        "ollama": Seat(ollama, circuits["ollama"]),
        "offline": Seat(Offline(), circuits["offline"]),
    }
    router = Router(seats, meter, clock, likely=board.likely)
    chat = Chat(
        kept.index, router, kept.cache, kept.ledger, kept.conversations, kept.turns, clock, _taste(settings, table)
    )
    return House(
        settings=settings,
        clock=clock,
        table=table,
        groq=groq,
        ollama=ollama,
        index=kept.index,
        ledger=kept.ledger,
        accounts=_accounts(kept.ledger, settings, before),
        limiter=kept.limiter,
        cache=kept.cache,
        conversations=kept.conversations,
        turns=kept.turns,
        board=board,
        pulls=before.pulls if before else Pulls(),
        backups=Backups(settings.state_dir, kept.index.file.path, import_target(settings), kept.ledger, clock),
        chat=chat,
    )


@dataclass(frozen=True)
class _Kept:
    """The parts that hold something on disk or in memory."""

    index: FoodIndex
    ledger: Ledger
    limiter: Limiter
    cache: AnswerCache
    conversations: Conversations
    turns: Turns


def _kept(settings: Settings, before: House | None, clock: Clock) -> _Kept:
    old = before.settings if before else None
    turns = before.turns if before else Turns()

    def same(*names: str) -> bool:
        return old is not None and all(getattr(old, name) == getattr(settings, name) for name in names)

    same_index = same("state_dir", "foods", "embedder", "ollama_host", "embed_model", "minilm_dir")
    same_index = same_index and before is not None and before.index.file == foods_file(settings)
    index = before.index if before and same_index else FoodIndex(settings, clock)
    if before and same("state_dir", "timezone", "daily_budget_usd", "monthly_budget_usd", "allow_unknown_price"):
        ledger = before.ledger
    else:
        ledger = Ledger(
            settings.state_dir,
            clock,
            daily_limit=settings.daily_budget_usd,
            monthly_limit=settings.monthly_budget_usd,
            allow_unknown_price=settings.allow_unknown_price,
        )
    if before and same("state_dir", "concurrent", "in_flight", "burst"):
        limiter = before.limiter
    else:
        limiter = _limiter(settings, clock)
    if before and same("state_dir", "cache_days", "cache_mb"):
        cache = before.cache
    else:
        cache = AnswerCache(
            settings.state_dir / "cache.sqlite",
            clock,
            max_bytes=settings.cache_mb * 1_000_000,
            max_age_s=settings.cache_days * _DAY_S,
        )
    if before and same("state_dir"):
        conversations = before.conversations
    else:
        conversations = Conversations(settings.state_dir / "chats.sqlite", clock)
    return _Kept(index, ledger, limiter, cache, conversations, turns)


def _accounts(ledger: Ledger, settings: Settings, before: House | None) -> Accounts:
    """Those of `before` while its ledger goes on: they know what is in the files."""
    return before.accounts if before and before.ledger is ledger else Accounts(ledger, settings.state_dir)


def _providers(settings: Settings, table: ModelTable, clock: Clock) -> tuple[Groq, Ollama]:
    groq = Groq(
        settings.groq_api_key,
        settings.groq_base_url,
        table,
        model=settings.groq_model,
        timeout_s=settings.timeout_s,
        first_token_s=settings.first_token_s,
        clock=clock,
    )
    ollama = Ollama(
        settings.ollama_host,
        settings.ollama_model,
        num_ctx=settings.ollama_num_ctx,
        first_token_s=settings.ollama_first_token_s,
        timeout_s=settings.ollama_timeout_s,
        clock=clock,
    )
    return groq, ollama


def _table(settings: Settings) -> ModelTable:
    given = {each.name: getattr(settings, each.name) for each in fields(ModelLimits)}
    own = {name: limit or _NO_LIMIT for name, limit in given.items() if limit is not None}
    return replace(load_models(DATA / "models.json"), own_limits=own)


def _limiter(settings: Settings, clock: Clock) -> Limiter:
    return Limiter(
        settings.state_dir / "limits.bin",
        clock,
        concurrent=settings.concurrent,
        in_flight=settings.in_flight,
        burst=settings.burst,
    )


def _taste(settings: Settings, table: ModelTable) -> Taste:
    """Prompt and answer together must fit the smallest tokens-per-minute limit, since waiting never helps there."""
    per_minute = [table.facts(model).limits.tokens_per_minute for model in table.prefer]
    room = min([settings.ollama_num_ctx, *(limit for limit in per_minute if limit)])
    return Taste(
        max_tokens=settings.max_tokens,
        temperature=settings.temperature,
        top_p=settings.top_p,
        top_k=settings.top_k,
        turn_s=settings.timeout_s,
        prompt_budget=max(room - settings.max_tokens, _LEAST_PROMPT),
    )


class Live:
    """The parts of a running app, made anew when the environment, `.env` or the corpus file has changed."""

    def __init__(self, dotenv: Path = Path(".env")) -> None:
        self._dotenv = dotenv
        self._lock = threading.Lock()
        self._house: House | None = None
        self._practice: Practice | None = None
        self._stamp: object = None

    def current(self) -> House:
        """Cheap when nothing changed. Raises SettingsError, CorpusError or ModelTableError.

        A corpus file that became unusable under a running app leaves it with the foods it has.
        """
        with self._lock:
            stamp = self._changed_at()
            if self._house is None or stamp != self._stamp:
                settings = read_settings(os.environ, self._dotenv)
                if settings.demo:
                    settings = self._stand_ins(settings).settings(settings)
                self._house = self._joined(settings, self._house)
                self._stamp = self._changed_at()
            return self._house

    def _joined(self, settings: Settings, old: House | None) -> House:
        """The parts for `settings` and the present foods. An index that they do not take over is let go; answers
        under way go on by words.
        """
        same = old is not None and settings == old.settings
        if old and same and old.index.file == foods_file(settings):
            return old
        try:
            house = replace(assemble(settings, old), practice=self._practice if settings.demo else None)
        except CorpusError as trouble:
            if old is None or not same:
                raise
            _LOG.warning("the changed corpus is not used: %s", trouble.happened)
            return old
        if old and old.index is not house.index:
            threading.Thread(target=old.index.close, name="old-index", daemon=True).start()
        return house

    def _stand_ins(self, settings: Settings) -> Practice:
        """The practice vendors, answering."""
        if self._practice is None:
            table = load_models(DATA / "models.json")
            served = [model for model in table.prefer if not table.facts(model).retired]
            self._practice = Practice(served, settings.ollama_model)
            self._practice.open()
        return self._practice

    def _changed_at(self) -> object:
        """What changes when `.env`, or the corpus file that the present settings name, is written."""
        key = self._practice.key if self._practice else ""
        foods = foods_file(self._house.settings) if self._house else None
        try:
            state = self._dotenv.stat()
        except OSError:
            return key, foods
        return (key, foods, state.st_mtime_ns, state.st_size, state.st_ino)


def get_ready(house: House) -> None:
    """Load all that the first question needs, and return when it is there."""
    house.index.prepare()
    lay_out(house.index)
    if house.settings.groq_api_key.reveal().strip():
        house.groq.load()
    house.board.refresh()
    # What has been loaded stays for good: looking through it for garbage costs answers 50 ms now and then.
    gc.collect()
    gc.freeze()


def warm_up(house: House) -> None:
    """Get ready in the background, once; cheap to call at every run of a page."""
    if not house.warming.is_set():
        house.warming.set()
        threading.Thread(target=get_ready, args=(house,), name="warm-up", daemon=True).start()
