"""Which of Groq's models is asked for."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime

import pytest
from asking import Moment, call, closed_address, groq_at, read
from fake_vendors import FakeGroq, faults

from ragfood import errors
from ragfood.cancel import Cancel
from ragfood.models import ModelFacts, ModelTable
from ragfood.providers.groq_models import ServedModels


@pytest.fixture
def fake():
    with FakeGroq() as server:
        yield server


def test_the_model_that_was_set_is_asked_for_without_a_request(fake):
    assert groq_at(fake, model="allam-2-7b").ready(Cancel()) == "allam-2-7b"
    assert fake.requests == []


def test_the_first_preferred_model_that_is_served_is_chosen(fake):
    assert groq_at(fake).ready(Cancel()) == "openai/gpt-oss-20b"
    fake.models = ["whisper-large-v3", "qwen/qwen3.6-27b", "openai/gpt-oss-120b"]
    assert groq_at(fake).ready(Cancel()) == "openai/gpt-oss-120b"


def test_a_retired_model_that_is_served_all_the_same_keeps_its_rank(fake):
    fake.models.append("llama-3.1-8b-instant")
    assert groq_at(fake).ready(Cancel()) == "llama-3.1-8b-instant"


def test_the_list_is_asked_for_once_an_hour(fake):
    clock = Moment()
    provider = groq_at(fake, clock=clock)
    for _ in range(3):
        provider.ready(Cancel())
    clock.pass_(3599)
    provider.ready(Cancel())
    assert len(fake.requests) == 1
    clock.pass_(2)
    provider.ready(Cancel())
    assert len(fake.requests) == 2


def test_many_threads_ask_for_the_list_once(fake):
    fake.next(faults.silent(0.2), on="models")
    provider, chosen = groq_at(fake), []
    threads = [threading.Thread(target=lambda: chosen.append(provider.ready(Cancel()))) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert chosen == ["openai/gpt-oss-20b"] * 20
    assert len(fake.requests) == 1


def test_one_who_waits_for_the_list_can_stop(fake):
    fake.next(faults.silent(), on="models")
    provider, stopped = groq_at(fake), []

    def ask(cancel: Cancel) -> None:
        with pytest.raises(errors.Stopped):
            provider.ready(cancel)
        stopped.append(cancel)

    cancels = Cancel(), Cancel()
    threads = [threading.Thread(target=ask, args=(cancel,)) for cancel in cancels]
    for thread in threads:
        thread.start()
        assert fake.wait_until(lambda: fake.requests)
    for cancel, thread in zip(reversed(cancels), reversed(threads), strict=True):
        cancel.set()
        thread.join(60)
    assert stopped == [cancels[1], cancels[0]]


@pytest.mark.parametrize("fault", [faults.server_error(), faults.web_page(), faults.block_page(), faults.silent()])
def test_without_a_list_the_first_model_that_is_not_retired_is_chosen(fake, fault):
    fake.always(fault, on="models")
    clock = Moment()
    provider = groq_at(fake, clock=clock, first_token_s=0.2)
    assert provider.ready(Cancel()) == "openai/gpt-oss-20b"
    assert groq_at(fake, clock=Moment(datetime(2026, 1, 1, tzinfo=UTC)), first_token_s=0.2).ready(Cancel()) == (
        "llama-3.1-8b-instant"
    )
    asked = len(fake.requests)
    provider.ready(Cancel())
    assert len(fake.requests) == asked, "a list that cannot be had is not asked for again at once"
    fake.heal()
    fake.models = ["qwen/qwen3.6-27b"]
    clock.pass_(61)
    assert provider.ready(Cancel()) == "qwen/qwen3.6-27b"


def test_a_refused_key_and_an_unreachable_vendor_show_before_any_answer_is_asked_for(fake):
    with pytest.raises(errors.KeyRefused):
        groq_at(fake, "gsk_other").ready(Cancel())
    with pytest.raises(errors.Unreachable):
        groq_at(closed_address()).ready(Cancel())


def test_a_model_seen_gone_is_passed_over_and_its_successor_named(fake):
    provider = groq_at(fake)
    fake.models.append("llama-3.1-8b-instant")
    assert provider.ready(Cancel()) == "llama-3.1-8b-instant"
    fake.models.remove("llama-3.1-8b-instant")
    told = read(provider.stream(call("llama-3.1-8b-instant")))
    assert isinstance(told.error, errors.ModelGone)
    assert told.error.successor == "openai/gpt-oss-20b"
    assert provider.ready(Cancel()) == "openai/gpt-oss-20b"


def test_nothing_preferred_served_is_said_with_its_remedy(fake):
    fake.models = ["whisper-large-v3"]
    with pytest.raises(errors.ModelGone, match="RAGFOOD_GROQ_MODEL"):
        groq_at(fake).ready(Cancel())


def test_served_tells_what_the_account_is_served_now(fake):
    provider = groq_at(fake)
    fake.models = ["a", "b"]
    assert provider.served(Cancel()) == ("a", "b")
    fake.models = ["c"]
    assert provider.served(Cancel()) == ("c",)
    fake.next(faults.web_page(), on="models")
    with pytest.raises(errors.BadReply):
        provider.served(Cancel())


def test_a_successor_that_is_itself_retired_or_gone_is_passed_over():
    facts = [
        ModelFacts("a", successor="b"),
        ModelFacts("b", retired=date(2026, 11, 22), successor="c"),
        ModelFacts("c", successor="d"),
        ModelFacts("d", retired=date(2026, 11, 23), successor="a"),
    ]
    models = ServedModels(ModelTable((), {each.id: each for each in facts}), Moment())
    assert models.successor("a") == "c"
    models.gone("c")
    assert models.successor("a") == "d"
    models.gone("d")
    assert models.successor("a") is None
    assert models.successor("unheard-of") is None
