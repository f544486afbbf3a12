"""Every test runs in a folder of its own, without this machine's settings, and reaches nothing beyond loopback."""

from __future__ import annotations

import ipaddress
import os
import signal
import socket
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hypothesis
import indexes
import pytest
from app_process import free_port
from clocks import FakeClock
from fake_vendors import FakeGroq, FakeOllama

from ragfood.limits import Limiter
from ragfood.retrieval import FoodIndex
from ragfood.settings import Settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from ragfood.assembly import House

hypothesis.settings.load_profile("ci")  # the same examples in every run

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # A run begun in the background is deaf to Ctrl-C, and so would be the programs that tests start and stop with it.
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that drive a browser or start many processes come first: none of the longest is left to the end.

    A test in a browser has three processes and a machine's spare time in its way: it may fail once, and the summary
    says which did.
    """
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))
    long = {item.path for item in items for name in ("browser", "processes") if item.get_closest_marker(name)}
    items.sort(key=lambda item: item.path not in long)


@pytest.fixture(scope="session", autouse=True)
def _shelf(tmp_path_factory: pytest.TempPathFactory) -> None:
    """One shelf of indexes for all workers of a run."""
    base = tmp_path_factory.getbasetemp()
    indexes.keep_in((base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "indexes")


@pytest.fixture
def groq() -> Iterator[FakeGroq]:
    with FakeGroq() as fake:
        yield fake


@pytest.fixture
def ollama() -> Iterator[FakeOllama]:
    with FakeOllama() as fake:
        yield fake


@pytest.fixture
def fresh_app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The app's pages run in this process as on a new machine, over few foods; gives the state folder."""
    import streamlit as st

    state = tmp_path / "state"
    indexes.lay_index(state)
    given = {"STATE_DIR": str(state), "FOODS": str(indexes.FEW_FOODS), "EMBEDDER": "lsa", "TIMEZONE": "UTC"}
    for name, value in given.items():
        monkeypatch.setenv(f"RAGFOOD_{name}", value)
    monkeypatch.setenv("OLLAMA_HOST", f"127.0.0.1:{free_port()}")
    st.cache_resource.clear()
    yield state
    st.cache_resource.clear()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Those of a machine with few foods and no vendor."""
    return Settings(
        foods=indexes.FEW_FOODS,
        state_dir=tmp_path / "state",
        embedder="lsa",
        ollama_host=f"http://127.0.0.1:{free_port()}",
    )


@pytest.fixture
def opened(settings: Settings) -> Iterator[Callable[..., FoodIndex]]:
    """Makes indexes that are closed at the end; changed settings by name."""
    made: list[FoodIndex] = []

    def open_index(clock: FakeClock | None = None, **changed: object) -> FoodIndex:
        made.append(FoodIndex(replace(settings, **changed), clock))
        return made[-1]

    yield open_index
    for index in made:
        index.close()


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FoodIndex]:
    """An index that is ready, for tests that only search."""
    state = tmp_path_factory.mktemp("whole") / "state"
    indexes.lay_index(state)
    index = FoodIndex(Settings(foods=indexes.FEW_FOODS, state_dir=state, embedder="lsa"))
    index.prepare()
    yield index
    index.close()


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> House:
    """The app over all foods, for tests that only look things up."""
    from houses import house

    return house(tmp_path_factory.mktemp("app"), RAGFOOD_FOODS=str(indexes.ALL_FOODS))


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One real Chromium for the tests of a module."""
    from windows import launched

    with launched() as chromium:
        yield chromium


@pytest.fixture
def limits_file(tmp_path: Path) -> Path:
    return tmp_path / "state" / "limits.bin"


@pytest.fixture
def open_limiter(limits_file: Path, clock: FakeClock) -> Callable[..., Limiter]:
    """Opens any number of limiters on one file, as processes do."""

    def make(**more: int) -> Limiter:
        return Limiter(limits_file, clock, **{"concurrent": 1000, "in_flight": 1000, **more})

    return make


@pytest.fixture
def limiter(open_limiter: Callable[..., Limiter]) -> Limiter:
    return open_limiter()


def _is_near(host: Any) -> bool:
    try:
        return host in (None, "", "localhost") or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@pytest.fixture(autouse=True)
def _on_its_own(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    if request.node.get_closest_marker("live"):
        return
    for name in [name for name in os.environ if name.startswith(("GROQ_", "OLLAMA_", "RAGFOOD_"))]:
        monkeypatch.delenv(name)
    connect, look_up = socket.socket.connect, socket.getaddrinfo

    def connect_near(self: socket.socket, address: Any) -> None:
        if isinstance(address, tuple) and not _is_near(address[0]):
            raise OSError(f"a test may not reach {address[0]}")
        connect(self, address)

    def look_up_near(host: Any, *rest: Any, **more: Any) -> Any:
        if not _is_near(host.decode() if isinstance(host, bytes) else host):
            raise socket.gaierror(socket.EAI_NONAME, f"a test may not look up {host}")
        return look_up(host, *rest, **more)

    monkeypatch.setattr(socket.socket, "connect", connect_near)
    monkeypatch.setattr(socket, "getaddrinfo", look_up_near)
