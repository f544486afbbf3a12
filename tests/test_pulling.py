"""Downloads of models in the background, over real HTTP at an Ollama on loopback."""

from __future__ import annotations

import threading

from asking import eventually, ollama_at
from fake_vendors import FakeOllama, faults

from ragfood.pulling import Download, Pulls


def ended(pulls: Pulls, model: str) -> Download:
    assert eventually(lambda: (begun := pulls.of(model)) and not begun.running)
    download = pulls.of(model)
    assert download is not None
    return download


def test_a_download_goes_on_by_itself_and_tells_how_far_it_is() -> None:
    done = threading.Event()
    with FakeOllama() as fake:
        fake.token_delay = 0.02
        pulls = Pulls()
        pulls.begin(ollama_at(fake), "gemma3", done.set)
        assert eventually(lambda: (begun := pulls.of("gemma3")) and 0 < begun.share < 1)
        download = ended(pulls, "gemma3")
        assert (download.trouble, download.share, download.progress.done) == (None, 1.0, True)
        assert "gemma3:latest" in fake.models
        assert done.is_set()


def test_a_download_under_way_is_not_begun_twice_but_may_be_afterwards() -> None:
    with FakeOllama() as fake:
        fake.token_delay = 0.02
        pulls, ollama = Pulls(), ollama_at(fake)
        pulls.begin(ollama, "gemma3", lambda: None)
        pulls.begin(ollama, "gemma3", lambda: None)
        ended(pulls, "gemma3")
        assert len([each for each in fake.requests if each.path.endswith("/pull")]) == 1
        pulls.begin(ollama, "gemma3", lambda: None)
        ended(pulls, "gemma3")
        assert len([each for each in fake.requests if each.path.endswith("/pull")]) == 2


def test_a_download_that_is_stopped_hangs_up_and_is_no_trouble() -> None:
    with FakeOllama() as fake:
        fake.next(faults.stall(2), on="pull")
        pulls = Pulls()
        pulls.begin(ollama_at(fake), "gemma3", lambda: None)
        assert eventually(lambda: pulls.of("gemma3") is not None and len(fake.requests) == 1)
        pulls.stop("gemma3")
        download = ended(pulls, "gemma3")
        assert fake.wait_for_disconnect(30)
    assert (download.trouble, download.progress.done) == (None, False)


def test_a_download_that_fails_says_why_and_what_to_do() -> None:
    with FakeOllama() as fake:
        fake.next(faults.error_event(2), on="pull")
        pulls = Pulls()
        pulls.begin(ollama_at(fake), "gemma3", lambda: None)
        trouble = ended(pulls, "gemma3").trouble
    assert trouble is not None and "gemma3" in trouble.happened and trouble.remedy
    assert pulls.of("mistral") is None
