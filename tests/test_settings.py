"""What the environment and .env may say, and what is said of it when it cannot be used."""

from __future__ import annotations

import copy
import pickle
import traceback
from dataclasses import FrozenInstanceError, asdict, fields, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ragfood.errors import SettingsError
from ragfood.settings import Secret, Settings, read_settings, variable_names

KEY = "gsk_only_for_tests_0123456789"


def written(folder: Path, content: str, encoding: str = "utf-8") -> Path:
    path = folder / ".env"
    path.write_bytes(content.encode(encoding))
    return path


def test_nothing_given_means_the_defaults_of_the_mission() -> None:
    settings = read_settings({})
    assert settings == Settings()
    assert (settings.daily_budget_usd, settings.monthly_budget_usd) == (Decimal("1.00"), Decimal("10.00"))
    assert (settings.max_tokens, settings.temperature, settings.top_p, settings.timeout_s) == (1024, 0.7, 1.0, 30.0)
    assert (settings.provider, settings.ollama_model, settings.embed_model) == ("auto", "llama3.2", "mxbai-embed-large")


def test_every_default_passes_its_own_check() -> None:
    given = {
        each.metadata["env"]: str(each.default)
        for each in fields(Settings)
        if each.name != "groq_api_key" and each.default is not None and str(each.default)
    }
    assert read_settings(given) == Settings()


def test_every_field_has_a_variable_of_its_own_and_says_what_it_is() -> None:
    names = variable_names()
    assert list(names) == [each.name for each in fields(Settings)]
    assert len(set(names.values())) == len(names)
    assert all(name.startswith(("GROQ_", "OLLAMA_", "RAGFOOD_")) for name in names.values())
    assert all(each.metadata["about"] for each in fields(Settings))


def test_the_environment_wins_over_the_file_and_an_empty_value_is_none(tmp_path: Path) -> None:
    dotenv = written(tmp_path, "RAGFOOD_TOP_K=7\nRAGFOOD_PROVIDER=ollama\nRAGFOOD_OLLAMA_MODEL=\nRAGFOOD_CACHE_MB= \n")
    settings = read_settings({"RAGFOOD_TOP_K": "9", "RAGFOOD_PROVIDER": "  "}, dotenv)
    assert (settings.top_k, settings.provider, settings.ollama_model) == (9, "ollama", "llama3.2")
    assert settings.cache_mb == Settings().cache_mb


def test_a_file_that_is_not_there_is_no_trouble(tmp_path: Path) -> None:
    assert read_settings({}, tmp_path / ".env") == Settings()
    (tmp_path / "folder").mkdir()
    assert read_settings({}, tmp_path / "folder") == Settings()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_the_first_line_counts_also_in_a_file_saved_by_a_windows_editor(tmp_path: Path, encoding: str) -> None:
    dotenv = written(tmp_path, f"GROQ_API_KEY={KEY}\r\nRAGFOOD_TOP_K=3\r\n", encoding)
    settings = read_settings({}, dotenv)
    assert (settings.groq_api_key.reveal(), settings.top_k) == (KEY, 3)


def test_a_file_in_another_encoding_is_refused_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="UTF-8"):
        read_settings({}, written(tmp_path, "RAGFOOD_TOP_K=3", "utf-16"))


def test_quotes_comments_and_export_are_read_as_people_write_them(tmp_path: Path) -> None:
    content = f"# mine\nexport GROQ_API_KEY='{KEY}'\nRAGFOOD_TOP_K=\"4\" # four\nnonsense\n"
    settings = read_settings({}, written(tmp_path, content))
    assert (settings.groq_api_key.reveal(), settings.top_k) == (KEY, 4)


def test_every_problem_is_told_at_once_by_the_name_of_its_variable() -> None:
    wrong = {
        "RAGFOOD_PROVIDER": "openai",
        "RAGFOOD_MAX_TOKENS": "many",
        "RAGFOOD_TEMPERATURE": "3",
        "RAGFOOD_DAILY_BUDGET_USD": "-1",
        "RAGFOOD_ALLOW_UNKNOWN_PRICE": "perhaps",
        "RAGFOOD_TIMEZONE": "Middle/Earth",
        "GROQ_BASE_URL": "groq",
        "OLLAMA_HOST": "ftp://here",
    }
    with pytest.raises(SettingsError) as told:
        read_settings({**wrong, "RAGFOOD_TOP_K": "3"})
    assert all(name in told.value.happened for name in wrong)
    assert "RAGFOOD_TOP_K" not in told.value.happened
    assert ".env" in told.value.remedy


ACCEPTED: list[tuple[str, str, str, Any]] = [
    ("RAGFOOD_PROVIDER", "provider", " Groq ", "groq"),
    ("RAGFOOD_EMBEDDER", "embedder", "LSA", "lsa"),
    ("RAGFOOD_MAX_TOKENS", "max_tokens", " 16 ", 16),
    ("RAGFOOD_TOP_K", "top_k", "+20", 20),
    ("RAGFOOD_TEMPERATURE", "temperature", "0", 0.0),
    ("RAGFOOD_TOP_P", "top_p", ".5", 0.5),
    ("RAGFOOD_DAILY_BUDGET_USD", "daily_budget_usd", " $2.50 ", Decimal("2.50")),
    ("RAGFOOD_MONTHLY_BUDGET_USD", "monthly_budget_usd", "0", Decimal(0)),
    ("RAGFOOD_ALLOW_UNKNOWN_PRICE", "allow_unknown_price", "Yes", True),
    ("RAGFOOD_ALLOW_UNKNOWN_PRICE", "allow_unknown_price", "off", False),
    ("RAGFOOD_TIMEZONE", "timezone", " Europe/Berlin", "Europe/Berlin"),
    ("RAGFOOD_STATE_DIR", "state_dir", " ~/food ", Path.home() / "food"),
    ("RAGFOOD_FOODS", "foods", "my foods.json", Path("my foods.json")),
    ("RAGFOOD_GROQ_MODEL", "groq_model", " openai/gpt-oss-20b\n", "openai/gpt-oss-20b"),
    ("RAGFOOD_CACHE_DAYS", "cache_days", "0", 0.0),
]


@pytest.mark.parametrize(("variable", "name", "raw", "value"), ACCEPTED)
def test_values_are_read_as_people_write_them(variable: str, name: str, raw: str, value: Any) -> None:
    found = getattr(read_settings({variable: raw}), name)
    assert found == value
    assert type(found) is type(value)


REFUSED = [
    ("RAGFOOD_MAX_TOKENS", ["15", "65537", "1.5", "1e3", "²", "+-5", "9" * 5000]),
    ("RAGFOOD_TEMPERATURE", ["-0.1", "2.1", "nan", "inf", "warm", "0,7"]),
    ("RAGFOOD_DAILY_BUDGET_USD", ["nan", "sNaN", "inf", "-0.01", "1,00", "€1", "a dollar"]),
    ("RAGFOOD_TIMEZONE", ["Berlin", "../etc/passwd", "/etc/passwd", "Europe", "a\0b"]),
    ("RAGFOOD_ALLOW_UNKNOWN_PRICE", ["2", "ja"]),
]


@pytest.mark.parametrize(("variable", "raw"), [(name, raw) for name, bad in REFUSED for raw in bad])
def test_what_cannot_be_used_is_refused_with_what_it_may_be(variable: str, raw: str) -> None:
    with pytest.raises(SettingsError, match=rf"{variable} must be "):
        read_settings({variable: raw})


@pytest.mark.parametrize("variable", [name for name, _ in REFUSED] + ["GROQ_BASE_URL", "RAGFOOD_PROVIDER"])
def test_a_key_that_landed_in_another_variable_is_not_repeated(variable: str) -> None:
    with pytest.raises(SettingsError) as told:
        read_settings({variable: KEY})
    assert KEY not in str(told.value)


@given(st.dictionaries(st.sampled_from(list(variable_names().values())), st.text(max_size=12)))
def test_whatever_is_given_makes_settings_or_one_error(given: dict[str, str]) -> None:
    try:
        settings = read_settings(given)
    except SettingsError as refused:
        assert any(name in refused.happened for name in given)
    else:
        assert settings.daily_budget_usd >= 0
        assert 1 <= settings.top_k <= 20
        assert 0 <= settings.temperature <= 2
        assert settings.provider in ("auto", "groq", "ollama", "offline")


@given(st.integers())
def test_a_whole_number_is_kept_or_refused_by_its_bounds(number: int) -> None:
    try:
        assert read_settings({"RAGFOOD_TOP_K": str(number)}).top_k == number
        assert 1 <= number <= 20
    except SettingsError:
        assert not 1 <= number <= 20


def test_the_key_is_shown_nowhere() -> None:
    settings = read_settings({"GROQ_API_KEY": KEY})
    shown = [
        repr(settings),
        str(settings),
        f"{settings.groq_api_key}",
        f"{settings.groq_api_key!r}",
        str(asdict(settings)),
    ]
    try:
        raise ValueError(settings.groq_api_key, settings)
    except ValueError as error:
        shown += [str(error), "".join(traceback.TracebackException.from_exception(error, capture_locals=True).format())]
    assert not any(KEY in each for each in shown if "shown =" not in each)
    assert settings.groq_api_key.reveal() == KEY


def test_an_error_of_another_setting_does_not_tell_the_key() -> None:
    with pytest.raises(SettingsError) as told:
        read_settings({"GROQ_API_KEY": KEY, "RAGFOOD_TOP_K": "none"})
    assert KEY not in str(told.value)


def test_secrets_are_values() -> None:
    assert Secret("a") == Secret("a") != Secret("b")
    assert Secret("a") != "a"
    assert len({Secret("a"), Secret("a")}) == 1
    assert copy.deepcopy(Secret("a")) == pickle.loads(pickle.dumps(Secret("a"))) == Secret("a")
    assert repr(Secret("")) != repr(Secret("a"))


def test_settings_are_frozen_comparable_and_usable_as_a_key() -> None:
    settings = Settings()
    with pytest.raises(FrozenInstanceError):
        settings.top_k = 3  # type: ignore[misc]
    assert hash(settings) == hash(Settings())
    assert replace(settings, groq_api_key=Secret(KEY)) != settings
