"""The address of a route: what a template may be, and that nothing is in it that was not given."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emndir.runtime.route_address import (
    OPENSTREETMAP,
    has_start,
    is_route_template,
    route_address,
    site_of,
)

GOOGLE = "https://www.google.com/maps/dir/?api=1&origin={from}&destination={to}&travelmode=transit"
IN_PATH = "https://maps.example.org/{from}/{to}#way"
TEMPLATES = (OPENSTREETMAP, GOOGLE, IN_PATH, "https://maps.example.org?q={to}")
words = st.text(min_size=1, max_size=30).filter(str.strip).filter(lambda one: one.isprintable())


@pytest.mark.parametrize("template", TEMPLATES)
def test_these_are_templates(template):
    assert is_route_template(template)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "http://www.openstreetmap.org/?to={to}",
        "file:///tmp/{to}",
        "javascript:alert('{to}')",
        "https://www.openstreetmap.org/directions",
        "https://www.openstreetmap.org/?to={to}&again={to}",
        "https://www.openstreetmap.org/?to={to}&x={from}&y={from}",
        "https://{to}.example.org/",
        "https://{to}/",
        "https://www.nhs.uk@evil.example/?to={to}",
        "https://user:word@example.org/?to={to}",
        "https://example.org:8443/?to={to}",
        "https://127.0.0.1/?to={to}",
        "https://localhost/?to={to}",
        "https://[::1]/?to={to}",
        "https://exa mple.org/?to={to}",
        "https://example.org\\@evil.example/?to={to}",
        "https://example.org/?to={to}&x={name}",
        "https://example.org/?to={to}{",
        "https://ex\u0430mple.org/?to={to}",
        "https://example.org/?to={to}\n",
        "https:///?to={to}",
        "https://-.org/?to={to}",
    ],
)
def test_these_are_none(text):
    assert not is_route_template(text)
    with pytest.raises(ValueError, match="template"):
        route_address(text, "LE1 5WW")


def test_only_where_to_unless_a_start_is_given():
    assert route_address(OPENSTREETMAP, "LE1 5WW") == (
        "https://www.openstreetmap.org/directions?to=LE1%205WW"
    )
    assert route_address(OPENSTREETMAP, "LE1\u00a05WW", "LE2") == (
        "https://www.openstreetmap.org/directions?from=LE2&to=LE1%205WW"
    )
    assert route_address(GOOGLE, "LE1 5WW").endswith(
        "?api=1&destination=LE1%205WW&travelmode=transit"
    )
    assert route_address(IN_PATH, "Hull") == "https://maps.example.org//Hull#way"


def test_the_site_is_what_a_person_is_told():
    assert site_of(OPENSTREETMAP) == "www.openstreetmap.org"
    assert [has_start(one) for one in TEMPLATES] == [True, True, True, False]


def test_without_a_place_there_is_no_route():
    with pytest.raises(ValueError, match="place"):
        route_address(OPENSTREETMAP, " ")


@given(st.sampled_from(TEMPLATES), words, words)
def test_whatever_is_said_it_stays_on_the_site_and_is_only_words(template, to, start):
    """Marks in a place can change neither the site nor the form of the address."""
    address = route_address(template, to, start)
    assert urlsplit(address).netloc == urlsplit(template).netloc
    assert address.isascii()
    assert "{" not in address
    usual = urlsplit(route_address(template, "a", "b"))
    assert sorted(parse_qs(urlsplit(address).query)) == sorted(parse_qs(usual.query))


@given(st.sampled_from(TEMPLATES), st.from_regex(r"[A-Z]{2}[0-9]{2} [0-9][A-Z]{2}", fullmatch=True))
def test_nothing_of_the_start_is_in_it_without_one(template, to):
    address = route_address(template, to)
    assert "from" not in address.lower()
    assert "origin" not in address.lower()


@given(st.text(max_size=80))
def test_no_text_makes_the_check_raise(text):
    is_route_template(text)
    is_route_template(f"https://{text}/?to={{to}}")
