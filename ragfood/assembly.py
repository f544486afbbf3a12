"""The one place where concrete parts are made and joined. Making them opens nothing and asks nobody."""

from __future__ import annotations

import gc
import logging
import os
import threading
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from ragfood.accounts import Accounts
from ragfood.audience import Audience
from ragfood.backups import Backups
from ragfood.badges import Board
from ragfood.cache import AnswerCache
from ragfood.chat import Chat, Taste
from ragfood.chat.turns import Turns
from ragfood.circuit import Circuit
from ragfood.clock import Clock, SystemClock, machine_zone
from ragfood.contests.host import Contests
from ragfood.conversations import Conversations
from ragfood.errors import CorpusError
from ragfood.finding import lay_out
from ragfood.fitting import table_for, taste_for
from ragfood.health import groq_badge, ollama_badge
from ragfood.larder import foods_file, import_target
from ragfood.ledger import Ledger
from ragfood.limits import Limiter
from ragfood.logbook import begin_log
from ragfood.meter import Meter
from ragfood.models import ModelTable, load_models
from ragfood.practice import Practice
from ragfood.preference import Preference
from ragfood.providers.groq import Groq
from ragfood.providers.offline import Offline
from ragfood.providers.ollama import Ollama
from ragfood.pulling import Pulls
from ragfood.retrieval import FoodIndex
from ragfood.routing import Router, Seat
from ragfood.scorecard.card import Scorecard
from ragfood.settings import Settings, read_settings

_LOG = logging.getLogger(__name__)

DATA = Path(__file__).resolve().parents[1] / "data"
_DAY_S = 86400.0


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
    taste: Taste
    contests: Contests
    audience: Audience
    preference: Preference
    scorecard: Scorecard
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
    table = table_for(settings, DATA / "models.json")
    groq, ollama = _providers(settings, table, clock)
    called = {"groq": "Groq", "ollama": "Ollama", "offline": "The collection"}
    circuits = {name: Circuit(says, clock, settings.circuit_rest_s) for name, says in called.items()}
    badges = {"groq": partial(groq_badge, groq), "ollama": partial(ollama_badge, ollama, settings.ollama_model)}
    board = Board(badges, circuits, clock)
    kept = _kept(settings, before, clock)
    seats = {each.name: Seat(each, circuits[each.name]) for each in (groq, ollama, Offline())}
    meter = Meter(kept.ledger, kept.limiter, table, clock, paid=frozenset({"groq"}))
    router = Router(seats, meter, clock, likely=board.likely)
    taste = taste_for(settings, table)
    chat = Chat(kept.index, router, kept.cache, kept.ledger, kept.conversations, kept.turns, clock, taste)
    contests = Contests(router, settings.state_dir, clock, before.contests if before else None)
    return House(
        settings=settings,
        clock=clock,
        table=table,
        groq=groq,
        ollama=ollama,
        **vars(kept),
        accounts=_accounts(kept.ledger, settings, before),
        board=board,
        pulls=before.pulls if before else Pulls(),
        backups=Backups(settings.state_dir, kept.index.file.path, import_target(settings), kept.ledger, clock),
        chat=chat,
        taste=taste,
        contests=contests,
        audience=before.audience if before else Audience(clock),
        preference=Preference(settings.state_dir / "preference.json", clock),
        scorecard=Scorecard(kept.ledger, settings.state_dir, kept.conversations, contests.archive, clock),
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
    return _Kept(index, ledger, limiter, cache, conversations, before.turns if before else Turns())


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


def _limiter(settings: Settings, clock: Clock) -> Limiter:
    return Limiter(
        settings.state_dir / "limits.bin",
        clock,
        concurrent=settings.concurrent,
        in_flight=settings.in_flight,
        burst=settings.burst,
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

    def made(self) -> House | None:
        """What `current` gave last; None when nobody has asked yet."""
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
    keep_for_good()


def keep_for_good() -> None:
    """What has been loaded stays: looking through it for garbage costs answers 50 ms now and then."""
    gc.collect()
    gc.freeze()


def warm_up(house: House) -> None:
    """Get ready in the background, once; cheap to call at every run of a page."""
    if not house.warming.is_set():
        house.warming.set()
        threading.Thread(target=get_ready, args=(house,), name="warm-up", daemon=True).start()
