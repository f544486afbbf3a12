"""The fakes speak as the vendors do: checked with the official SDK, and with plain HTTP where there is none."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
from pathlib import Path

import groq
import pytest
import requests
from fake_limits import Bucket, duration
from fake_ollama import vector
from fake_vendors import KEY, FakeGroq, FakeOllama, Limits, count_tokens, faults

MESSAGES = [{"role": "user", "content": "[1] Dal: a stew of lentils.\nWhat is dal?"}]
MODEL = "openai/gpt-oss-20b"


@pytest.fixture
def fake():
    with FakeGroq() as server:
        yield server


@pytest.fixture
def sdk(fake):
    with groq.Groq(api_key=KEY, base_url=fake.url, max_retries=0) as client:
        yield client


@pytest.fixture
def ollama():
    with FakeOllama() as server:
        yield server


def test_the_sdk_reads_an_answer_and_its_tokens(fake, sdk):
    answer = sdk.chat.completions.create(model=MODEL, messages=MESSAGES)
    assert "Dal: a stew of lentils." in answer.choices[0].message.content
    assert answer.choices[0].message.content.endswith("[1].")
    assert (answer.usage.prompt_tokens, answer.usage.completion_tokens) == fake.tokens_billed
    assert fake.tokens_billed[0] == count_tokens(MESSAGES[0]["content"])


def test_the_sdk_reads_a_stream(fake, sdk):
    chunks = list(sdk.chat.completions.create(model=MODEL, messages=MESSAGES, stream=True))
    deltas = [chunk.choices[0].delta for chunk in chunks if chunk.choices]
    assert "".join(delta.reasoning or "" for delta in deltas) == "The passages answer this."
    assert "".join(delta.content or "" for delta in deltas).endswith("[1].")
    assert chunks[-1].choices[0].finish_reason == "stop"
    assert chunks[-1].x_groq.usage.completion_tokens == chunks[-1].usage.completion_tokens == fake.tokens_billed[1]


def test_the_sdk_lists_the_models(fake, sdk):
    fake.models = ["a", "b"]
    assert [model.id for model in sdk.models.list().data] == ["a", "b"]


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (faults.key_refused(), groq.AuthenticationError),
        (faults.block_page(), groq.PermissionDeniedError),
        (faults.model_not_found(), groq.NotFoundError),
        (faults.model_decommissioned(), groq.BadRequestError),
        (faults.rate_limited("1"), groq.RateLimitError),
        (faults.unprocessable(), groq.UnprocessableEntityError),
        (faults.bad_gateway(), groq.InternalServerError),
        (faults.close_before_headers(), groq.APIConnectionError),
        (faults.error_event(1), groq.APIError),
        (faults.error_event(1, "error event"), groq.APIError),
    ],
)
def test_the_sdk_raises_what_it_raises_at_the_vendor(fake, sdk, fault, error):
    fake.next(fault)
    with pytest.raises(error):
        list(sdk.chat.completions.create(model=MODEL, messages=MESSAGES, stream=True))
    assert list(sdk.chat.completions.create(model=MODEL, messages=MESSAGES, stream=True)), "one fault, one request"


def test_the_sdks_own_retries_would_be_seen(fake):
    fake.always(faults.server_error())
    with groq.Groq(api_key=KEY, base_url=fake.url, max_retries=1) as client, pytest.raises(groq.InternalServerError):
        client.chat.completions.create(model=MODEL, messages=MESSAGES)
    assert [request.retry_count for request in fake.chats] == ["0", "1"]
    fake.heal()
    assert _post(fake).status_code == 200


def _post(fake: FakeGroq, key: str = KEY, **changed) -> requests.Response:
    body = {"model": MODEL, "messages": MESSAGES, **changed}
    url = f"{fake.url}/openai/v1/chat/completions"
    return requests.post(url, json=body, headers={"authorization": f"Bearer {key}"}, timeout=30)


def test_requests_are_checked_as_the_vendor_does(fake):
    assert _post(fake, "gsk_other").status_code == 401
    assert _post(fake, model="llama-3.1-70b-versatile").json()["error"]["code"] == "model_not_found"
    assert _post(fake, reasoning_effort="none").status_code == 400
    for wrong in ({"messages": []}, {"messages": [{"role": "cook", "content": ""}]}, {"temperature": 3}):
        assert _post(fake, **wrong).status_code == 400
    assert (
        requests.get(f"{fake.url}/v1/models", headers={"authorization": f"Bearer {KEY}"}, timeout=30).status_code == 404
    )
    assert fake.tokens_billed == (0, 0)
    assert KEY not in repr(fake.requests)


def test_limits_are_counted_by_model_and_told_in_headers(fake):
    fake.limits[MODEL] = Limits(rpm=3, rpd=1000, tpm=8000, tpd=200_000)
    first = _post(fake, max_completion_tokens=500)
    assert first.headers["x-ratelimit-limit-requests"] == "1000"
    assert first.headers["x-ratelimit-remaining-requests"] == "999"
    assert re.fullmatch(r"1m26(\.\d+)?s", first.headers["x-ratelimit-reset-requests"])
    assert int(first.headers["x-ratelimit-remaining-tokens"]) <= 7500
    large = _post(fake, max_completion_tokens=9000)
    assert (large.status_code, large.json()["error"]["type"]) == (413, "tokens")
    assert "retry-after" not in large.headers
    assert [_post(fake, max_completion_tokens=10).status_code for _ in range(3)] == [200, 200, 429]
    assert _post(fake, model="qwen/qwen3.6-27b").status_code == 200


def test_tokens_of_the_day_run_out_without_a_word_in_the_headers(fake):
    fake.limits[MODEL] = Limits(rpd=1000, tpm=200_000, tpd=60_000)
    fake.answer = "word " * 40_000
    assert _post(fake, max_completion_tokens=55_000).status_code == 200
    refused = _post(fake, max_completion_tokens=55_000)
    assert (refused.status_code, refused.json()["error"]["type"]) == (429, "tokens")
    assert int(refused.headers["retry-after"]) > 3600
    assert "x-ratelimit-remaining-tokens" in refused.headers


def test_a_bucket_drips_back_continuously():
    bucket = Bucket(limit=8000, window_s=60.0, used=78.0)
    assert bucket.reset_s == pytest.approx(0.585)
    assert bucket.wait_for(8000) == pytest.approx(0.585)
    bucket.drip(0.3)
    assert bucket.used == pytest.approx(38.0)


@pytest.mark.parametrize(
    ("seconds", "written"), [(0.585, "585ms"), (7.66, "7.66s"), (86.4, "1m26.4s"), (5460, "1h31m0s"), (0, "0ms")]
)
def test_durations_are_written_as_go_writes_them(seconds, written):
    assert duration(seconds) == written


def test_a_client_that_goes_away_is_noticed_also_in_silence(fake):
    fake.always(faults.silent())
    host, port = fake.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port))) as connection:
        head = (
            f"POST /openai/v1/chat/completions HTTP/1.1\r\nauthorization: Bearer {KEY}\r\ncontent-length: 2\r\n\r\n{{}}"
        )
        connection.sendall(head.encode())
        assert fake.wait_until(lambda: fake.chats)
        assert fake.wait_for_disconnect(0.05) is None
    gone = fake.wait_for_disconnect(30)
    assert gone is not None and gone.chunks == 0
    assert fake.wait_for_disconnect(0.01) is None, "told of once"


def test_words_sent_to_one_who_leaves_are_billed(fake):
    fake.always(faults.stall(3))
    with requests.Session() as session:
        url = f"{fake.url}/openai/v1/chat/completions"
        body = {"model": MODEL, "messages": MESSAGES, "stream": True}
        with session.post(url, json=body, headers={"authorization": f"Bearer {KEY}"}, stream=True, timeout=30):
            assert fake.wait_until(lambda: fake.open_streams == 1)
    assert fake.wait_for_disconnect(30)
    assert fake.wait_until(lambda: fake.open_streams == 0)
    assert fake.tokens_billed[0] == count_tokens(MESSAGES[0]["content"])


def test_ollama_tells_that_it_is_there_and_what_it_has(ollama):
    assert requests.get(ollama.url, timeout=30).text == "Ollama is running"
    assert requests.head(ollama.url, timeout=30).status_code == 200
    assert requests.get(f"{ollama.url}/api/version", timeout=30).json() == {"version": "0.33.0"}
    tags = requests.get(f"{ollama.url}/api/tags", timeout=30).json()["models"]
    assert [model["name"] for model in tags] == ["llama3.2:latest", "mxbai-embed-large:latest"]
    assert requests.get(f"{ollama.url}/api/nothing", timeout=30).status_code == 404
    shown = requests.post(f"{ollama.url}/api/show", json={"model": "mxbai-embed-large"}, timeout=30).json()
    assert shown["capabilities"] == ["embedding"]


def _ask(ollama: FakeOllama, what: str, **body) -> requests.Response:
    return requests.post(f"{ollama.url}/api/{what}", json=body, timeout=30)


def test_ollama_loads_a_model_at_its_first_call_and_forgets_it_in_time(ollama):
    def loaded() -> list[str]:
        return [model["name"] for model in requests.get(f"{ollama.url}/api/ps", timeout=30).json()["models"]]

    ollama.cold_load_s = 0.05
    (warm_up,) = _ask(ollama, "chat", model="llama3.2", messages=[], keep_alive="30m").text.splitlines()
    assert '"done_reason": "load"' in warm_up
    assert loaded() == ["llama3.2:latest"]
    lines = _ask(ollama, "chat", model="llama3.2", messages=MESSAGES, keep_alive=0).text.splitlines()
    assert "load_duration" not in lines[-1], "what is zero is left out"
    assert loaded() == []


def test_ollama_quotes_a_missing_model_in_two_ways(ollama):
    chat, embed = _ask(ollama, "chat", model="x", messages=[]), _ask(ollama, "embed", model="x", input="dal")
    assert (chat.status_code, chat.json()["error"]) == (404, "model 'x' not found")
    assert (embed.status_code, embed.json()["error"]) == (404, 'model "x" not found')
    assert _ask(ollama, "chat", model="mxbai-embed-large", messages=MESSAGES).status_code == 400
    assert _ask(ollama, "chat").status_code == 400


def test_ollama_drops_old_messages_silently(ollama):
    long = [{"role": "user", "content": "word " * 2000}, *MESSAGES]
    lines = _ask(ollama, "chat", model="llama3.2", messages=long, options={"num_ctx": 1024}).text.splitlines()
    assert f'"prompt_eval_count": {count_tokens(MESSAGES[0]["content"])}' in lines[-1]


def test_vectors_have_length_one_and_similar_texts_are_near(ollama):
    texts = ["red lentil stew", "a stew of lentils", "chocolate ice cream"]
    vectors = _ask(ollama, "embed", model="mxbai-embed-large", input=texts).json()["embeddings"]
    assert [len(each) for each in vectors] == [1024] * 3
    assert all(sum(value * value for value in each) == pytest.approx(1.0) for each in vectors)
    near, far = (sum(a * b for a, b in zip(vectors[0], other, strict=True)) for other in vectors[1:])
    assert near > far + 0.2
    assert vectors[0] == vector(texts[0], 1024)


def test_vectors_can_be_missing_short_or_spoiled(ollama):
    def embed(given) -> requests.Response:
        return _ask(ollama, "embed", model="mxbai-embed-large", input=given)

    assert embed("").json()["embeddings"] == []
    assert len(embed(["", "dal"]).json()["embeddings"]) == 2
    ollama.dimension, ollama.bad_text = 8, "spoiled"
    assert len(embed("dal").json()["embeddings"][0]) == 8
    assert embed(["dal", "a spoiled text"]).status_code == 400
    ollama.next(faults.Fault(embeddings=[[]]), on="embed")
    assert embed("dal").json()["embeddings"] == [[]]


@pytest.mark.parametrize("vendor", ["groq", "ollama"])
def test_a_fake_can_be_started_as_a_program(vendor):
    program = Path(__file__).with_name("fake_vendors.py")
    command = [sys.executable, str(program), vendor, "--tokens", "3", "--token-delay", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as run:
        url = re.search(r"http://127\.0\.0\.1:\d+", run.stdout.readline())[0]
        path = "/openai/v1/chat/completions" if vendor == "groq" else "/api/chat"
        body = {"model": MODEL if vendor == "groq" else "llama3.2", "messages": MESSAGES}
        reply = requests.post(url + path, json=body, headers={"authorization": "Bearer any"}, timeout=30)
        assert "word0" in reply.text and "word2" in reply.text and "word3" not in reply.text
        run.kill()
