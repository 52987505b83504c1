"""Frames: whole, in pieces, and never anything but a question of this version."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emndir.search.outside import FIELDS, LONGEST, Asked
from emndir.ui.handover_frames import (
    LARGEST,
    FrameError,
    FrameReader,
    Kind,
    frame,
    question_frame,
    read_question,
)

TEXTS = st.text(max_size=LONGEST)


@given(TEXTS, TEXTS, TEXTS)
def test_a_question_comes_over_as_it_was_asked(query, near, site):
    asked = Asked.given(query=query, near=near, site=site)
    ((kind, payload),) = FrameReader().feed(question_frame(asked))
    assert kind is Kind.QUESTION
    assert len(payload) <= LARGEST
    assert read_question(payload) == asked


def test_what_could_not_be_read_is_told_too():
    asked = Asked.given(query="a" * 999, near="LE2")
    ((_, payload),) = FrameReader().feed(question_frame(asked))
    assert read_question(payload).unread == ("query",)


@given(st.lists(st.sampled_from(list(Kind)), max_size=5), st.integers(1, 7))
def test_pieces_are_put_together(kinds, step):
    sent = b"".join(frame(kind, bytes(kind)) for kind in kinds)
    reader, found = FrameReader(), []
    for start in range(0, len(sent), step):
        found += reader.feed(sent[start : start + step])
    assert found == [(kind, bytes(kind)) for kind in kinds]


@given(st.binary(min_size=8, max_size=60))
def test_no_bytes_but_ours_are_a_message(noise):
    if noise[:5] != b"EMND\x01":
        with pytest.raises(FrameError):
            FrameReader().feed(noise)


@given(st.binary(max_size=200))
def test_no_payload_gets_past_but_a_question(payload):
    try:
        asked = read_question(payload)
    except FrameError:
        return
    assert all(len(getattr(asked, name)) <= LONGEST for name in FIELDS)


def test_what_is_refused_is_quoted_nowhere():
    with pytest.raises(FrameError) as caught:
        read_question(b'{"query": "LE2 3AB"')
    assert caught.value.__cause__ is None
    assert "LE2" not in str(caught.value)
