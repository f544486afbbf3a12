"""What the badges and `doctor` say of every state a provider can be in, and what to do about it."""

from __future__ import annotations

from pathlib import Path

import pytest
from fake_vendors import KEY, FakeGroq, FakeOllama, Fault, faults
from houses import house

from ragfood.health import examine, groq_badge, ollama_badge, worst


def test_without_a_key_groq_is_not_configured_and_the_remedy_says_where_to_get_one(tmp_path: Path) -> None:
    badge = groq_badge(house(tmp_path).groq)
    assert badge.state == "not configured" and "https://console.groq.com/keys" in badge.remedy


def test_groq_is_ready_with_the_model_that_it_will_answer_with(tmp_path: Path) -> None:
    with FakeGroq() as groq:
        badge = groq_badge(house(tmp_path, groq).groq)
    assert badge.state == "ready" and "openai/gpt-oss-20b" in badge.sentence


def test_a_set_model_that_is_not_served_is_told(tmp_path: Path) -> None:
    with FakeGroq() as groq:
        badge = groq_badge(house(tmp_path, groq, RAGFOOD_GROQ_MODEL="llama-3.1-8b-instant").groq)
    assert badge.state == "degraded" and "llama-3.1-8b-instant" in badge.sentence


@pytest.mark.parametrize("fault", [faults.key_refused(), faults.block_page(), faults.over_capacity()])
def test_groq_is_down_with_a_remedy_when_it_refuses(tmp_path: Path, fault: Fault) -> None:
    with FakeGroq() as groq:
        groq.always(fault, on="models")
        badge = groq_badge(house(tmp_path, groq).groq)
    assert badge.state == "down" and badge.sentence and badge.remedy
    assert KEY not in badge.sentence + badge.remedy and "<" not in badge.sentence


def test_ollama_is_down_lacking_the_model_or_ready(tmp_path: Path) -> None:
    app = house(tmp_path / "a")
    assert ollama_badge(app.ollama, "llama3.2").state == "down"
    with FakeOllama() as ollama:
        app = house(tmp_path / "b", ollama=ollama)
        assert ollama_badge(app.ollama, "llama3.2").state == "ready"
        missing = ollama_badge(app.ollama, "mistral")
    assert missing.state == "degraded" and missing.remedy == "ollama pull mistral"


def test_doctor_looks_at_everything_and_finds_nothing_bad_on_a_fresh_machine(tmp_path: Path) -> None:
    app = house(tmp_path)
    checks = examine(app.settings, app.groq, app.ollama, app.index, app.ledger, app.table)
    assert [check.name for check in checks] == [
        "Groq", "Price", "Ollama", "Embedding model", "Foods", "Search index", "State folder", "Usage log",
    ]  # fmt: skip
    assert not worst(checks)
    assert all(check.sentence for check in checks)


def test_a_state_folder_that_cannot_be_written_is_bad(tmp_path: Path) -> None:
    app = house(tmp_path)
    (tmp_path / "file").write_text("")
    from dataclasses import replace

    settings = replace(app.settings, state_dir=tmp_path / "file")
    checks = examine(settings, app.groq, app.ollama, app.index, app.ledger, app.table)
    assert [check.name for check in checks if check.state == "bad"] == ["State folder"]
