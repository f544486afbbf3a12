"""Ollama, asked over real HTTP at a fake on loopback that fails in every way the real one is known to."""

from __future__ import annotations

import time

import pytest
from asking import OLLAMA_MODEL, PROMPT, Told, call, closed_address, ollama_at, read
from fake_vendors import FakeOllama, Fault, faults

from ragfood import errors
from ragfood.cancel import Cancel
from ragfood.providers import Usage
from ragfood.providers.ollama import PullProgress, full_name


@pytest.fixture
def fake():
    with FakeOllama() as server:
        yield server


def ask(fake: FakeOllama | str, **changed) -> Told:
    return read(ollama_at(fake, **changed).stream(call(OLLAMA_MODEL)))


def test_the_model_that_was_set_is_ready_without_a_request(fake):
    assert ollama_at(fake, "gemma3").ready(Cancel()) == "gemma3"
    assert fake.requests == []


def test_an_answer_comes_in_pieces_and_ends_with_its_finish_and_its_tokens(fake):
    fake.answer = "Dal is a stew of lentils [1]."
    told = ask(fake)
    assert (told.error, told.text, told.hidden) == (None, fake.answer, "")
    assert sum(1 for piece in told.pieces if piece.text) == 7
    assert [piece.finish for piece in told.pieces if piece.finish] == ["stop"]
    assert told.pieces[-1].usage == Usage(*fake.tokens_billed)


def test_the_request_carries_the_options_and_one_context_size(fake):
    read(ollama_at(fake, num_ctx=4096).stream(call(OLLAMA_MODEL, max_tokens=77)))
    body = fake.chats[0].body
    assert body["options"] == {"num_ctx": 4096, "num_predict": 77, "temperature": 0.7, "top_p": 0.9}
    assert (body["model"], body["stream"], body["keep_alive"]) == (OLLAMA_MODEL, True, "30m")
    assert [message["role"] for message in body["messages"]] == ["system", "user"]


def test_a_model_that_has_to_be_loaded_first_is_told_of_once(fake):
    assert ask(fake).loading
    assert not ask(fake).loading


def test_an_ollama_that_does_not_say_what_it_has_loaded_is_asked_all_the_same(fake):
    fake.next(faults.server_error(), on="ps")
    told = ask(fake)
    assert (told.error, told.loading, bool(told.text)) == (None, False, True)


@pytest.mark.parametrize(("model", "think"), [("llama3.2", False), ("qwen3:8b", False), ("gpt-oss:20b", "low")])
def test_thinking_is_off_where_it_can_be(fake, model, think):
    fake.models.append(full_name(model))
    read(ollama_at(fake).stream(call(model)))
    assert fake.chats[0].body["think"] == think


def test_thoughts_are_hidden_wherever_they_stand(fake):
    fake.next(Fault(reasoning=["The user ", "asks."]), Fault(text="<think>Hm.</think>Dal."))
    apart, within = ask(fake), ask(fake)
    assert apart.hidden == "The user asks."
    assert (within.hidden, within.text) == ("Hm.", "Dal.")


def test_a_cut_answer_is_told_from_a_whole_one(fake):
    fake.answer = "one two three four"
    told = read(ollama_at(fake).stream(call(OLLAMA_MODEL, max_tokens=2)))
    assert told.text == "one two "
    assert told.pieces[-1].finish == "length"


def test_counts_that_ollama_leaves_out_are_left_to_be_estimated(fake):
    fake.next(faults.usage("none"))
    told = ask(fake)
    assert told.pieces[-1].finish == "stop"
    assert told.usages == []


def test_every_character_survives_and_a_lone_surrogate_does_no_harm(fake):
    fake.answer = "दाल\u2028line\u0085next \u000bÇorbası 🍲"
    told = read(ollama_at(fake).stream(call(OLLAMA_MODEL, prompt=PROMPT + "\ud83c lone")))
    assert told.text == fake.answer
    assert fake.chats[0].body["messages"][1]["content"].endswith("� lone")


def test_a_cold_load_is_waited_for(fake):
    fake.cold_load_s = 0.3
    told = read(ollama_at(fake, first_token_s=2.0).stream(call(OLLAMA_MODEL)))
    assert told.error is None and told.loading and told.text


def test_a_load_beyond_its_deadline_is_left_with_its_remedy_and_hung_up_on(fake):
    fake.cold_load_s = 30.0
    began = time.monotonic()
    told = ask(fake, first_token_s=0.3)
    assert isinstance(told.error, errors.TimedOut)
    assert "RAGFOOD_OLLAMA_FIRST_TOKEN_S" in told.error.remedy
    assert time.monotonic() - began < 4
    assert fake.wait_for_disconnect(30)


def test_installed_models_are_told_by_their_full_names(fake):
    fake.models = ["Llama3.2", "hf.co/org/Model", "gemma3:4b"]
    assert ollama_at(fake).installed(Cancel()) == ("llama3.2:latest", "hf.co/org/model:latest", "gemma3:4b")


def test_lists_fail_as_answers_do(fake):
    fake.next(faults.web_page(), Fault(200, {"models": None}), Fault(200, []), faults.runner_crash(), on="tags")
    for _ in range(3):
        with pytest.raises(errors.BadReply):
            ollama_at(fake).installed(Cancel())
    with pytest.raises(errors.ServerFault):
        ollama_at(fake).installed(Cancel())
    with pytest.raises(errors.OllamaDown, match="ollama serve"):
        ollama_at(closed_address()).installed(Cancel())


def test_pulling_tells_its_progress_and_ends_with_done(fake):
    provider = ollama_at(fake, "gemma3")
    progress = list(provider.pull(Cancel()))
    assert progress[0] == PullProgress(0, 0, False)
    assert PullProgress(500_000, 2_000_000, False) in progress
    assert progress[-1] == PullProgress(2_000_000, 2_000_000, True)
    assert [each.done for each in progress].count(True) == 1
    assert "gemma3:latest" in provider.installed(Cancel())
    assert list(provider.pull(Cancel(), "mxbai-embed-large"))[-1].done


@pytest.mark.parametrize("fault", [faults.error_event(1), faults.silent_end(2), faults.drop(2), faults.runner_crash()])
def test_only_success_ends_a_pull(fake, fault):
    fake.next(fault, on="pull")
    progress = []
    with pytest.raises(errors.ServerFault):
        progress.extend(ollama_at(fake, "gemma3").pull(Cancel()))
    assert not any(each.done for each in progress)


@pytest.mark.parametrize(
    ("model", "full"),
    [
        ("llama3.2", "llama3.2:latest"),
        ("Llama3.2:1B", "llama3.2:1b"),
        (" hf.co/org/model ", "hf.co/org/model:latest"),
        ("registry:5000/model", "registry:5000/model:latest"),
    ],
)
def test_names_are_compared_in_lower_case_with_their_tag(model, full):
    assert full_name(model) == full
