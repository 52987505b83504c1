from __future__ import annotations

import logging

import pytest

from emndir.runtime.logs import LOG_FILE, set_up_logs


@pytest.fixture
def logger(tmp_path):
    yield set_up_logs(tmp_path / "logs")
    for handler in list(logging.getLogger("emndir").handlers):
        logging.getLogger("emndir").removeHandler(handler)
        handler.close()


def test_what_happened_is_written(logger, tmp_path):
    logger.info("The directory was built.")
    logging.getLogger("emndir.ui").info("The window is open.")
    lines = (tmp_path / "logs" / LOG_FILE).read_text("utf-8").splitlines()
    assert [line.partition(" INFO ")[2] for line in lines] == [
        "emndir: The directory was built.",
        "emndir.ui: The window is open.",
    ]


def test_an_exception_keeps_its_place_and_loses_its_words(logger, tmp_path):
    try:
        try:
            {}["breast LE2 3AB"]
        except KeyError as error:
            raise ValueError("Mrs Smith") from error
    except ValueError:
        logger.exception("A bug.")
    text = (tmp_path / "logs" / LOG_FILE).read_text("utf-8")
    assert "test_logs.py" in text
    assert "builtins.KeyError" in text
    assert "builtins.ValueError" in text
    assert "Smith" not in text
    assert "LE2" not in text


def test_a_folder_that_cannot_be_written_is_no_failure(tmp_path):
    (tmp_path / "logs").write_text("in the way")
    set_up_logs(tmp_path / "logs").info("Nothing happens.")


def test_setting_up_twice_writes_once(logger, tmp_path):
    set_up_logs(tmp_path / "logs").info("Once.")
    assert (tmp_path / "logs" / LOG_FILE).read_text("utf-8").count("Once.") == 1
