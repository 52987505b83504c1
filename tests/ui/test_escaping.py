from __future__ import annotations

import html

from hypothesis import given
from hypothesis import strategies as st

from emndir.ui.escaping import escape


@given(st.text() | st.text("&<>\"';#amp"))
def test_it_does_what_the_library_does(text):
    assert escape(text) == html.escape(text)
    assert escape(text, quote=False) == html.escape(text, quote=False)
