"""A gazetteer of a dozen places, enough for every rule."""

from __future__ import annotations

import pytest

from emndir.geography.gazetteer import Gazetteer
from tests.geography.places import make_geography


@pytest.fixture
def gazetteer() -> Gazetteer:
    return make_geography().gazetteer()
