"""The app as its users start it: a real Streamlit server in a process of its own, and a real Chromium."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from indexes import ALL_FOODS, lay_index

ROOT = Path(__file__).resolve().parents[1]
CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def clean_environment(folder: Path, extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment of a fresh machine: no key, an Ollama address where nobody answers, a state of its own."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("GROQ_", "OLLAMA_", "RAGFOOD_", "STREAMLIT_"))}
    given = {
        "PYTHONPATH": str(ROOT),
        "RAGFOOD_STATE_DIR": str(folder / "state"),
        "OLLAMA_HOST": f"127.0.0.1:{free_port()}",
        "RAGFOOD_EMBEDDER": "lsa",
        "NO_PROXY": "127.0.0.1,localhost",
        "RAGFOOD_UNWATCHED_S": "3",  # a reload takes longer on a machine that is busy with tests
    }
    return {**kept, **given, **(extra or {})}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running_app(
    folder: Path, extra: Mapping[str, str] | None = None, script: Path = ROOT / "app.py", *, indexed: bool = True
) -> Iterator[str]:
    """The address of the app, started in `folder`, which holds no .env but one that a test puts there.

    Unless `indexed` is False it finds the index of its foods there.
    """
    given = {"RAGFOOD_FOODS": str(ALL_FOODS), **(extra or {})}
    if indexed and not (folder / "state").exists():
        lay_index(folder / "state", Path(given["RAGFOOD_FOODS"]))
    with started_app(folder, extra, script) as (address, _):
        yield address


@contextmanager
def started_app(
    folder: Path, extra: Mapping[str, str] | None = None, script: Path = ROOT / "app.py", port: int = 0
) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """As `running_app`, with the process, which may be killed, and at a chosen port."""
    port = port or free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]
    command += ["--server.headless", "true", "--browser.gatherUsageStats", "false"]
    with (folder / "app.log").open("w") as log:
        process = subprocess.Popen(
            command, cwd=folder, env=clean_environment(folder, extra), stdout=log, stderr=subprocess.STDOUT
        )
        try:
            _wait_until_healthy(f"http://127.0.0.1:{port}/_stcore/health", process)
            yield f"http://127.0.0.1:{port}", process
        finally:
            process.terminate()
            process.wait(30)


def _wait_until_healthy(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=1) as reply:
                if reply.status == 200:
                    return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError("the app did not start")


def chromium() -> str | None:
    """Where the system's Chromium is, if it is installed; rather the one without windows, which is quicker."""
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
    return next(filter(None, map(shutil.which, names)), None)
