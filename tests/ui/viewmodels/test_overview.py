"""What is said of a whole directory."""

from __future__ import annotations

from emndir.ui.viewmodels.overview import Overview, find_overview


def test_the_share_is_in_words():
    assert Overview(total=200, within_year=25).share_in_words == (
        "12% have a source from the last 12 months"
    )
    assert Overview().share_in_words == ""


def test_the_real_directory_has_districts_inside_their_counties(real_context):
    overview = find_overview(real_context.directory)
    assert overview.total > 500
    assert 0 < overview.within_year < overview.total
    assert "Charnwood" in overview.districts["Leicestershire"]
    assert "Charnwood" not in overview.districts["Derbyshire"]
    assert all(list(names) == sorted(names) for names in overview.districts.values())
