from __future__ import annotations

from pathlib import Path

import pytest

from emndir.domain.errors import DataFaultError
from emndir.geography.tables import read_gazetteer, read_outline

SECTORS = "sector,lat,lon,district_name,county,in_region\nLE1 5,52.633,-1.136,Leicester,Leics,yes\n"
SQUARE = "[[[[-1.0, 52.0], [0.0, 52.0], [0.0, 53.0], [-1.0, 52.0]]]]"
FEATURE = (
    '{"features": [{"properties": {"name": "Here", "kind": "district", "label": [-0.5, 52.2]},'
    ' "geometry": {"type": "MultiPolygon", "coordinates": ' + SQUARE + "}}]}"
)


def test_tables_are_read_and_missing_ones_are_empty(tmp_path: Path) -> None:
    (tmp_path / "postcode-sectors.csv").write_text(SECTORS, encoding="utf-8")
    gazetteer = read_gazetteer(tmp_path)
    assert gazetteer.sectors["LE1 5"].in_region
    assert gazetteer.places == ()


def test_a_bad_row_is_named_with_its_line(tmp_path: Path) -> None:
    text = SECTORS + "LE1 6,north,-1,Leicester,Leics,yes\n"
    (tmp_path / "postcode-sectors.csv").write_text(text, encoding="utf-8")
    with pytest.raises(DataFaultError, match=r"postcode-sectors\.csv, line 3"):
        read_gazetteer(tmp_path)


def test_outlines_are_read_from_geojson(tmp_path: Path) -> None:
    file = tmp_path / "districts.geojson"
    assert read_outline(file).features == ()
    file.write_text(FEATURE, encoding="utf-8")
    (feature,) = read_outline(file).features
    assert (feature.name, feature.label.latitude, len(feature.rings)) == ("Here", 52.2, 1)
    file.write_text('{"features": [{}]}', encoding="utf-8")
    with pytest.raises(DataFaultError, match="holds no outlines"):
        read_outline(file)
