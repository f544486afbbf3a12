"""The command line as scripts and people use it: real processes, their output and their exit codes."""

from __future__ import annotations

import csv
import io
import json
import signal
import subprocess
import sys
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from app_process import clean_environment
from bookkeeping import call
from fake_vendors import KEY, FakeGroq, FakeOllama, faults
from indexes import FEW_FOODS, lay_index
from log_maker import write_books

pytestmark = pytest.mark.processes
PIPE = subprocess.PIPE


def environment(folder: Path, groq: FakeGroq | None = None, ollama: FakeOllama | None = None, **more: str):
    vendors = {"GROQ_API_KEY": KEY, "GROQ_BASE_URL": groq.url} if groq else {}
    vendors |= {"OLLAMA_HOST": ollama.url} if ollama else {}
    if not (folder / "state").exists():
        lay_index(folder / "state")
    return clean_environment(folder, {"RAGFOOD_FOODS": str(FEW_FOODS), **vendors, **more})


def run(folder: Path, *words: str, stdin: str = "", env: dict[str, str] | None = None):
    return subprocess.run(
        [sys.executable, "-m", "ragfood", *words],
        cwd=folder,
        env=env or environment(folder),
        input=stdin,
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_ask_with_nothing_configured_reads_the_foods_back_and_succeeds(tmp_path: Path) -> None:
    (tmp_path / "state").mkdir()
    done = run(tmp_path, "ask", "What is pad thai?")
    assert done.returncode == 0, done.stderr
    assert "Pad Thai" in done.stdout and "context only, no model" in done.stdout
    assert "Traceback" not in done.stderr


def test_ask_json_is_one_object_of_the_promised_shape(tmp_path: Path) -> None:
    with FakeGroq() as groq:
        groq.answer = "Rice noodles [1]."
        done = run(tmp_path, "ask", "What is pad thai?", "--json", "--k", "3", env=environment(tmp_path, groq))
    told = json.loads(done.stdout)
    assert done.returncode == 0, done.stderr
    assert list(told) == [
        "answer", "provider", "model", "degraded", "interrupted", "cached", "searched_for", "sources", "usage",
        "cost_usd", "timings_ms", "attempts",
    ]  # fmt: skip
    assert told["answer"] == "Rice noodles [1]." and told["provider"] == "groq" and told["cost_usd"] > 0
    assert 1 <= len(told["sources"]) <= 3 and set(told["sources"][0]) == {"id", "name", "text", "score"}
    assert set(told["usage"]) == {"input_tokens", "output_tokens", "estimated"}
    assert set(told["timings_ms"]) == {"retrieval", "first_token", "total"}
    assert set(told["attempts"][0]) == {"provider", "outcome", "reason", "seconds"}


def test_an_unknown_price_is_null_and_not_zero(tmp_path: Path) -> None:
    with FakeGroq() as groq:
        groq.models.append("allam-2-7b")
        env = environment(tmp_path, groq, RAGFOOD_GROQ_MODEL="allam-2-7b", RAGFOOD_ALLOW_UNKNOWN_PRICE="1")
        told = json.loads(run(tmp_path, "ask", "What is pad thai?", "--json", env=env).stdout)
    assert told["provider"] == "groq" and told["cost_usd"] is None


@pytest.mark.parametrize("words", [["ask", "--json"], ["ask"]])
def test_a_forced_provider_that_fails_exits_1_and_says_what_to_do(tmp_path: Path, words: list[str]) -> None:
    done = run(tmp_path, *words, "--provider", "ollama", "What is pad thai?")
    assert done.returncode == 1
    assert "ollama serve" in done.stderr
    if "--json" in words:
        told = json.loads(done.stdout)
        assert told["answer"] == "" and told["attempts"][0]["reason"] == "ollama_down"


def test_a_broken_off_answer_exits_1_and_its_text_is_still_printed(tmp_path: Path) -> None:
    with FakeGroq() as groq:
        groq.answer = "one two three four five six"
        groq.always(faults.drop(3))
        done = run(tmp_path, "ask", "What is pad thai?", env=environment(tmp_path, groq))
        told = json.loads(run(tmp_path, "ask", "What is pad thai?", "--json", env=environment(tmp_path, groq)).stdout)
    assert done.returncode == 1 and done.stdout.startswith("one") and done.stderr
    assert told["interrupted"] and told["answer"].startswith("one")


@pytest.mark.parametrize(
    "words",
    [
        ["ask", "--provider", "chatgpt", "x"],
        ["ask", "--k", "0", "x"],
        ["fly"],
        [],
        ["ask", "--json", "   "],
        ["search", "x", "--batch", "f"],
    ],
)
def test_wrong_usage_exits_2_and_writes_nothing(tmp_path: Path, words: list[str]) -> None:
    done = run(tmp_path, *words)
    assert done.returncode == 2
    assert done.stdout == "" and done.stderr and "Traceback" not in done.stderr
    assert not (tmp_path / "state" / "usage.json").exists()


def test_every_unusable_setting_is_named_at_once(tmp_path: Path) -> None:
    env = environment(tmp_path, RAGFOOD_TOP_K="many", RAGFOOD_TEMPERATURE="9")
    done = run(tmp_path, "ask", "x", env=env)
    assert done.returncode == 1
    assert "RAGFOOD_TOP_K" in done.stderr and "RAGFOOD_TEMPERATURE" in done.stderr


def test_a_missing_corpus_says_so(tmp_path: Path) -> None:
    done = run(tmp_path, "ask", "x", env=environment(tmp_path, RAGFOOD_FOODS="no/such.json"))
    assert done.returncode == 1 and "no/such.json" in done.stderr and "Traceback" not in done.stderr


def test_a_talk_ends_with_a_summary_of_what_it_cost(tmp_path: Path) -> None:
    with FakeGroq() as groq:
        done = run(tmp_path, "ask", stdin="What is pad thai?\nAnd is it vegan?\n", env=environment(tmp_path, groq))
    assert "This session: 2 requests, 2 answered, 0 errors" in done.stdout and "$0.0" in done.stdout
    assert done.returncode == 0


@pytest.mark.parametrize(("sign", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 0)])
def test_a_talk_that_is_told_to_end_in_mid_answer_settles_it_and_says_what_it_cost(
    tmp_path: Path, sign: signal.Signals, code: int
) -> None:
    with FakeGroq() as groq:
        groq.answer, groq.token_delay = "word " * 500, 0.05
        command = [sys.executable, "-u", "-m", "ragfood", "ask"]
        env = environment(tmp_path, groq)
        with subprocess.Popen(command, cwd=tmp_path, env=env, stdin=PIPE, stdout=PIPE, stderr=PIPE, text=True) as talk:
            assert talk.stdin and talk.stdout
            talk.stdin.write("What is pad thai?\n")
            talk.stdin.flush()
            assert groq.wait_until(lambda: groq.open_streams, 30.0)
            assert talk.stdout.readline() and talk.stdout.read(40)
            talk.send_signal(sign)
            said, complained = talk.communicate(timeout=20)
        assert groq.wait_for_disconnect(1.0)
    assert talk.returncode == code and "Traceback" not in complained
    assert "This session: 1 request," in said
    [month] = (tmp_path / "state" / "calls").glob("*.jsonl")
    [call] = [json.loads(line) for line in month.read_text().splitlines()]
    assert call["outcome"] in ("stopped", "abandoned") and call["estimated"]


def test_a_talk_without_a_single_question_ends_quietly(tmp_path: Path) -> None:
    done = run(tmp_path, "ask")
    assert done.returncode == 0 and "This session: 0 requests" in done.stdout


def test_with_json_the_question_may_come_from_a_pipe(tmp_path: Path) -> None:
    done = run(tmp_path, "ask", "--json", stdin="What is pad thai?\n")
    assert json.loads(done.stdout)["sources"][0]["id"] == "pad-thai"


def test_ctrl_c_during_an_answer_keeps_the_text_and_exits_1(tmp_path: Path) -> None:
    with FakeGroq() as groq:
        groq.answer, groq.token_delay = "word " * 2000, 0.02
        process = subprocess.Popen(
            [sys.executable, "-m", "ragfood", "ask", "What is pad thai?"],
            cwd=tmp_path,
            env=environment(tmp_path, groq),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        assert process.stdout.read(20).startswith("word")
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=35)
        assert groq.wait_for_disconnect(30)
    assert process.returncode == 1 and "Traceback" not in err


def test_search_lists_matches_and_batches_in_one_process(tmp_path: Path) -> None:
    found = json.loads(run(tmp_path, "search", "fermented cabbage", "--json", "--k", "2").stdout)
    assert found["matches"][0]["id"] == "kimchi" and 0 <= found["matches"][0]["score"] <= 1
    batch = tmp_path / "batch.jsonl"
    rows = [
        {"id": 7, "question": "What is hummus?"},
        {"id": "b", "question": "And is it vegan?", "history": [{"role": "user", "content": "What is kimchi?"}]},
    ]
    batch.write_text("\n".join(map(json.dumps, rows)) + "\n")
    done = run(tmp_path, "search", "--batch", str(batch), "--k", "3")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["id"] for line in lines] == [7, "b"]
    assert [line["matches"][0]["id"] for line in lines] == ["hummus", "kimchi"]
    assert set(lines[0]) == {"id", "searched_for", "matches", "ms"}


def test_a_batch_with_bad_lines_is_refused_whole_and_every_line_is_named(tmp_path: Path) -> None:
    batch = tmp_path / "batch.jsonl"
    batch.write_text(
        '{"id": 1, "question": "What is dal?"}\nnot json\n{"id": 2}\n{"id":3,"question":"x","history":[1]}\n'
    )
    done = run(tmp_path, "search", "--batch", str(batch))
    assert done.returncode == 2 and done.stdout == ""
    assert all(f"line {number}" in done.stderr for number in (2, 3, 4))


def test_doctor_names_remedies_and_never_the_key(tmp_path: Path) -> None:
    with FakeGroq() as groq, FakeOllama() as ollama:
        good = run(tmp_path, "doctor", "--json", env=environment(tmp_path, groq, ollama))
        groq.always(faults.key_refused(), on="models")
        bad = run(tmp_path, "doctor", env=environment(tmp_path, groq, ollama))
    assert good.returncode == 0, good.stdout
    told = json.loads(good.stdout)
    assert told["ok"] and {check["name"] for check in told["checks"]} >= {"Groq", "Ollama", "Search index"}
    assert bad.returncode == 1 and "https://console.groq.com/keys" in bad.stdout
    assert KEY not in good.stdout + bad.stdout + bad.stderr


def test_usage_tells_what_was_spent(tmp_path: Path) -> None:
    with FakeGroq() as groq:
        run(tmp_path, "ask", "What is pad thai?", env=environment(tmp_path, groq))
    told = json.loads(run(tmp_path, "usage", "--json").stdout)
    assert told["today"]["requests"] == 1 and told["today"]["cost"] > 0
    words = run(tmp_path, "usage").stdout
    assert "of $1" in words and ": 1 request, 1 answered, 0 errors" in words
    assert "Calls on record: 1 answered." in words and told["month"]["ends"] == {"answered": 1}
    [limits] = told["limits"]
    assert 0 < limits["tokens_left"] <= limits["tokens_per_minute"]
    assert f"Limits of {limits['model']}: " in words and "requests left of this day" in words


def test_usage_tells_of_calls_whose_end_nobody_saw_and_of_refusals(tmp_path: Path) -> None:
    now = datetime.now(UTC)
    ends = [call(outcome="abandoned", time=now), call(outcome="declined", reason="rate_limited", time=now)]
    write_books(tmp_path / "state", ends)
    assert "Calls on record: 1 declined, 1 abandoned, 1 of them rate limited." in run(tmp_path, "usage").stdout


def test_a_second_index_run_does_no_work_and_rebuild_does(tmp_path: Path) -> None:
    (tmp_path / "state").mkdir()
    first = run(tmp_path, "index")
    folder = next((tmp_path / "state" / "index").glob("lsa*"))
    before = folder.stat().st_ino
    second = run(tmp_path, "index")
    assert first.returncode == second.returncode == 0
    assert folder.stat().st_ino == before
    assert run(tmp_path, "index", "--rebuild").returncode == 0
    assert next((tmp_path / "state" / "index").glob("lsa*")).stat().st_ino != before


def test_three_processes_on_one_new_state_folder_all_answer(tmp_path: Path) -> None:
    (tmp_path / "state").mkdir()
    env = environment(tmp_path)
    command = [sys.executable, "-m", "ragfood", "ask", "What is pad thai?", "--json"]
    started = [subprocess.Popen(command, cwd=tmp_path, env=env, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    for process in started:
        out, _ = process.communicate(timeout=60)
        assert process.returncode == 0
        assert json.loads(out)["sources"][0]["id"] == "pad-thai"


def test_usage_as_csv_has_a_row_for_each_day_and_model_that_adds_up(tmp_path: Path) -> None:
    with FakeGroq() as groq, FakeOllama() as ollama:
        env = environment(tmp_path, groq, ollama)
        run(tmp_path, "ask", "What is pad thai?", env=env)
        run(tmp_path, "ask", "--provider", "ollama", "What is pad thai?", env=env)
    rows = list(csv.DictReader(io.StringIO(run(tmp_path, "usage", "--csv").stdout)))
    told = json.loads(run(tmp_path, "usage", "--json").stdout)
    assert {row["provider"] for row in rows} == {"groq", "ollama"}
    assert sum(Decimal(row["cost_usd"]) for row in rows) == Decimal(str(told["today"]["cost"]))
    assert told["month"]["requests"] == 2 and told["month_end_forecast_usd"] >= told["spent_month_usd"]
    assert run(tmp_path, "usage", "--month", "2026-13").returncode == 2


def test_usage_rebuild_brings_a_lost_daily_log_back_from_the_calls(tmp_path: Path) -> None:
    with FakeGroq() as groq:
        run(tmp_path, "ask", "What is pad thai?", env=environment(tmp_path, groq))
    before = json.loads(run(tmp_path, "usage", "--json").stdout)["today"]
    log = tmp_path / "state" / "usage.json"
    log.write_text(log.read_text()[:40])
    done = run(tmp_path, "usage", "--rebuild", "--json")
    assert json.loads(done.stdout)["today"] == before
    assert list((tmp_path / "state").glob("usage.damaged*"))
