"""The operator's log: one line for each event in `state/ragfood.log`, `name=value`, no secrets, no questions."""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

_BYTES, _FILES = 1_000_000, 3


def begin_log(folder: Path) -> None:
    """Write what `ragfood` loggers say to `folder`; once for each folder, and never in the way of an answer."""
    logger = logging.getLogger("ragfood")
    path = folder / "ragfood.log"
    for handler in list(logger.handlers):
        if isinstance(handler, _LogFile):
            if Path(handler.baseFilename) == path.absolute():
                return
            logger.removeHandler(handler)
            handler.close()
    handler = _LogFile(path, maxBytes=_BYTES, backupCount=_FILES, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)


class _LogFile(RotatingFileHandler):
    """Makes its folder with the first line; a disk that is full costs the log, not the answer."""

    def emit(self, record: logging.LogRecord) -> None:
        try:
            if self.stream is None:
                Path(self.baseFilename).parent.mkdir(parents=True, exist_ok=True)
        except OSError:
            return
        super().emit(record)

    def handleError(self, record: logging.LogRecord) -> None:
        return
