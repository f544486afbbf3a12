"""Settings: all that the environment may change; frozen, checked, every problem told at once.

Read from a mapping (the environment over a `.env` file) by `read_settings`; nothing else in the
program looks at the environment.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from decimal import Decimal
from pathlib import Path
from typing import Any, cast
from zoneinfo import ZoneInfo

from ragfood.addresses import groq_base_url, ollama_url
from ragfood.errors import SettingsError
from ragfood.money import read_amount

SHIPPED_FOODS = Path(__file__).resolve().parents[1] / "data" / "foods.json"
PROVIDER_MODES = ("auto", "groq", "ollama", "offline")
EMBEDDERS = ("auto", "ollama", "minilm", "lsa")


class Secret:
    """A text that is never shown: `repr`, `str` and logs give dots; `reveal` gives the text."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        return self._text

    def __repr__(self) -> str:
        return "Secret('…')" if self._text else "Secret('')"

    __str__ = __repr__

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other._text == self._text

    def __hash__(self) -> int:
        return hash(self._text)


def _text(raw: str) -> str:
    return raw.strip()


def _choice(*allowed: str) -> Callable[[str], str]:
    def cast_choice(raw: str) -> str:
        value = raw.strip().lower()
        if value not in allowed:
            raise ValueError(f"must be one of {', '.join(allowed)}")
        return value

    return cast_choice


def _path(raw: str) -> Path:
    return Path(raw.strip()).expanduser()


def _whole(least: int, most: int) -> Callable[[str], int]:
    def cast_whole(raw: str) -> int:
        try:
            value = int(raw)
        except ValueError:
            value = least - 1
        if not least <= value <= most:
            raise ValueError(f"must be a whole number from {least} to {most}")
        return value

    return cast_whole


def _number(least: float, most: float) -> Callable[[str], float]:
    def cast_number(raw: str) -> float:
        try:
            value = float(raw)
        except ValueError:
            value = float("nan")
        if not least <= value <= most:
            raise ValueError(f"must be a number from {least:g} to {most:g}")
        return value

    return cast_number


def _flag(raw: str) -> bool:
    value = raw.strip().lower()
    if value not in ("1", "true", "yes", "on", "0", "false", "no", "off"):
        raise ValueError("must be 1 or 0")
    return value in ("1", "true", "yes", "on")


def _zone(raw: str) -> str:
    name = raw.strip()
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as unknown:
        raise ValueError("must be a time zone such as Europe/Berlin or UTC") from unknown
    return name


def _setting(env: str, cast_raw: Callable[[str], Any], default: Any, about: str) -> Any:
    return field(default=default, metadata={"env": env, "cast": cast_raw, "about": about})


def _limit(what: str) -> Any:
    env = f"RAGFOOD_{what.replace(' a ', '_per_').upper()}"
    return _setting(env, _whole(0, 10**12), None, f"most {what} of a Groq model; empty = the table's, 0 = no limit")


@dataclass(frozen=True)
class Settings:
    """One field for each variable; `about` in its metadata is what `.env.example` says of it."""

    groq_api_key: Secret = _setting(
        "GROQ_API_KEY", Secret, Secret(""), "key of your Groq account, from https://console.groq.com/keys"
    )
    groq_base_url: str = _setting("GROQ_BASE_URL", groq_base_url, "https://api.groq.com", "where Groq's API answers")
    ollama_host: str = _setting(
        "OLLAMA_HOST", ollama_url, "http://127.0.0.1:11434", "where Ollama answers, in any form Ollama knows"
    )
    provider: str = _setting(
        "RAGFOOD_PROVIDER", _choice(*PROVIDER_MODES), "auto", "who answers: auto, groq, ollama or offline"
    )
    groq_model: str = _setting(
        "RAGFOOD_GROQ_MODEL", _text, "", "Groq's model; empty = the first of the preference list that is served"
    )
    ollama_model: str = _setting("RAGFOOD_OLLAMA_MODEL", _text, "llama3.2", "Ollama's model")
    embed_model: str = _setting("RAGFOOD_EMBED_MODEL", _text, "mxbai-embed-large", "Ollama's embedding model")
    embedder: str = _setting(
        "RAGFOOD_EMBEDDER", _choice(*EMBEDDERS), "auto", "who makes vectors: auto, ollama, minilm or lsa"
    )
    max_tokens: int = _setting("RAGFOOD_MAX_TOKENS", _whole(16, 65536), 1024, "longest answer, in tokens")
    temperature: float = _setting("RAGFOOD_TEMPERATURE", _number(0, 2), 0.7, "0 = strict, 2 = wild")
    top_p: float = _setting("RAGFOOD_TOP_P", _number(0.01, 1), 1.0, "share of likely words to choose from")
    timeout_s: float = _setting("RAGFOOD_TIMEOUT_S", _number(1, 600), 30.0, "seconds that one Groq turn may take")
    first_token_s: float = _setting("RAGFOOD_FIRST_TOKEN_S", _number(0.1, 600), 10.0, "seconds that Groq may be silent")
    ollama_first_token_s: float = _setting(
        "RAGFOOD_OLLAMA_FIRST_TOKEN_S", _number(0.1, 3600), 120.0, "seconds that Ollama may take to load and begin"
    )
    ollama_timeout_s: float = _setting(
        "RAGFOOD_OLLAMA_TIMEOUT_S", _number(1, 3600), 300.0, "seconds that one Ollama answer may take in all"
    )
    ollama_num_ctx: int = _setting(
        "RAGFOOD_OLLAMA_NUM_CTX", _whole(1024, 1048576), 8192, "Ollama's context window, in tokens"
    )
    unwatched_s: float = _setting(
        "RAGFOOD_UNWATCHED_S",
        _number(0.1, 10**9),
        0.7,
        "seconds that an answer goes on after its last browser tab is closed; a reload takes half of it",
    )
    circuit_rest_s: float = _setting(
        "RAGFOOD_CIRCUIT_REST_S", _number(1, 3600), 30.0, "seconds a provider rests after three failed questions"
    )
    requests_per_minute: int | None = _limit("requests a minute")
    requests_per_day: int | None = _limit("requests a day")
    tokens_per_minute: int | None = _limit("tokens a minute")
    tokens_per_day: int | None = _limit("tokens a day")
    concurrent: int = _setting("RAGFOOD_CONCURRENT", _whole(1, 1000), 5, "Groq requests at once on this machine")
    in_flight: int = _setting("RAGFOOD_IN_FLIGHT", _whole(1, 1000), 3, "Groq requests at once of one process")
    burst: int = _setting("RAGFOOD_BURST", _whole(1, 1000), 5, "Groq requests that may go without a pause between")
    top_k: int = _setting("RAGFOOD_TOP_K", _whole(1, 20), 5, "foods that ground an answer")
    state_dir: Path = _setting("RAGFOOD_STATE_DIR", _path, Path("state"), "folder for all that a run writes")
    foods: Path = _setting(
        "RAGFOOD_FOODS", _path, SHIPPED_FOODS, "the food corpus; with the shipped one, imported foods take its place"
    )
    daily_budget_usd: Decimal = _setting(
        "RAGFOOD_DAILY_BUDGET_USD", read_amount, Decimal("1.00"), "most to spend in a day"
    )
    monthly_budget_usd: Decimal = _setting(
        "RAGFOOD_MONTHLY_BUDGET_USD", read_amount, Decimal("10.00"), "most to spend in a month"
    )
    allow_unknown_price: bool = _setting(
        "RAGFOOD_ALLOW_UNKNOWN_PRICE", _flag, False, "1 = also call models whose price is unknown"
    )
    timezone: str = _setting(
        "RAGFOOD_TIMEZONE", _zone, "", "zone that decides when a day begins; empty = the machine's"
    )
    cache_days: float = _setting("RAGFOOD_CACHE_DAYS", _number(0, 3650), 7.0, "days an answer is kept; 0 = no cache")
    cache_mb: int = _setting("RAGFOOD_CACHE_MB", _whole(1, 10240), 50, "most room for kept answers, in MB")
    minilm_dir: str = _setting(
        "RAGFOOD_MINILM_DIR", _text, "", "folder of the MiniLM files; empty = where Chroma keeps them"
    )
    insights: bool = _setting(
        "RAGFOOD_INSIGHTS", _flag, True, "0 = no page that counts over all chats what people ask and think"
    )
    demo: bool = _setting(
        "RAGFOOD_DEMO", _flag, False, "1 = practice vendors on this machine answer, and failures can be drilled"
    )


def variable_names() -> dict[str, str]:
    """Field name to environment variable, in the order of the fields."""
    return {each.name: cast(str, each.metadata["env"]) for each in fields(Settings)}


def read_settings(environ: Mapping[str, str], dotenv: Path | None = None) -> Settings:
    """Settings from `environ` over the file `dotenv`; an empty value counts as not set.

    Raises SettingsError that lists every unusable value by the name of its variable.
    """
    given = {**_read_dotenv(dotenv), **{k: v for k, v in environ.items() if v.strip()}}
    values: dict[str, Any] = {}
    problems: list[str] = []
    for each in fields(Settings):
        name = each.metadata["env"]
        raw = given.get(name, "")
        if not raw.strip():
            continue
        try:
            values[each.name] = each.metadata["cast"](raw)
        except ValueError as wrong:
            problems.append(f"{name} {wrong}")
    if problems:
        raise SettingsError(
            f"Some settings cannot be used: {'; '.join(problems)}.",
            "Correct them in the environment or in .env; .env.example says what each may be.",
        )
    return Settings(**values)


def _read_dotenv(path: Path | None) -> dict[str, str]:
    if path is None or not path.is_file():
        return {}
    from dotenv import dotenv_values

    try:
        return {name: value for name, value in dotenv_values(path).items() if value and value.strip()}
    except (OSError, UnicodeDecodeError) as unreadable:
        raise SettingsError(f"The file {path} cannot be read.", "Save it as plain UTF-8 text.") from unreadable
