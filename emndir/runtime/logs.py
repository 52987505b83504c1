"""The log: what the program did, never what was asked of it.

Words typed, postcodes and notes are about patients and are not logged by anybody. Since an
exception's text may quote them (`KeyError: 'LE2 3AB'`), the log keeps where an exception
came from and its kind, and drops its text.
"""

from __future__ import annotations

import logging
import traceback
from pathlib import Path
from types import TracebackType

LOG_FILE = "emndir.log"
_LARGEST_BYTES = 500_000
_KEPT = 3

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class PrivateFormatter(logging.Formatter):
    """Writes exceptions without their text."""

    def formatException(self, ei: ExcInfo) -> str:  # noqa: N802 - logging calls it so
        """Return the kinds of an exception and its causes, and where each was raised."""
        parts: list[str] = []
        error: BaseException | None = ei[1]
        seen: set[int] = set()
        while error is not None and id(error) not in seen:
            seen.add(id(error))
            frames = traceback.extract_tb(error.__traceback__)
            parts += [f"  {Path(one.filename).name}:{one.lineno} in {one.name}" for one in frames]
            parts.append(f"{type(error).__module__}.{type(error).__qualname__}")
            error = error.__cause__ or error.__context__
        return "\n".join(parts)


def set_up_logs(folder: Path) -> logging.Logger:
    """Return the program's logger, writing to a small rotating file in `folder`.

    Where the folder cannot be written nothing is logged: a log is never worth a failure.
    """
    from logging.handlers import RotatingFileHandler  # 9 ms: it brings sockets along

    logger = logging.getLogger("emndir")
    logger.setLevel(logging.INFO)
    logger.propagate = False
    for old in list(logger.handlers):
        logger.removeHandler(old)
        old.close()
    handler: logging.Handler
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            folder / LOG_FILE, maxBytes=_LARGEST_BYTES, backupCount=_KEPT, encoding="utf-8"
        )
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(PrivateFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logger.addHandler(handler)
    return logger


def close_logs() -> None:
    """Let go of the file, and log nothing more."""
    logger = logging.getLogger("emndir")
    for old in list(logger.handlers):
        logger.removeHandler(old)
        old.close()
    logger.addHandler(logging.NullHandler())
