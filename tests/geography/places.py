"""A geography of a dozen places, enough for every rule."""

from __future__ import annotations

from emndir.domain.location import Coordinates
from emndir.geography.places import Locality, NamedPlace, PostcodeDistrict, Sector
from emndir.storage.geography_text import GeographyText


def point(latitude: float, longitude: float) -> Coordinates:
    return Coordinates(latitude, longitude)


def make_geography() -> GeographyText:
    leicester = ("Leicester", "Leicestershire")
    return GeographyText(
        sectors=(
            Sector("LE1 5", point(52.633, -1.136), *leicester, True),
            Sector("LE2 3", point(52.610, -1.110), *leicester, True),
            Sector("PE21 9", point(52.987, -0.010), "Boston", "Lincolnshire", True),
        ),
        districts=(
            PostcodeDistrict("LE1", point(52.634, -1.13), "Leicester", "", *leicester),
            PostcodeDistrict("LE2", point(52.607, -1.117), "Leicester", "", *leicester),
            PostcodeDistrict("PE21", point(52.974, -0.024), "Boston", "", "Boston", "Lincolnshire"),
            PostcodeDistrict("M1", point(53.478, -2.23), "Manchester", "", "Manchester", ""),
        ),
        places=(
            NamedPlace("Leicester", "City", point(52.634, -1.13), "LE1", *leicester, True, 1500),
            NamedPlace(
                "Newark-on-Trent",
                "Town",
                point(53.076, -0.81),
                "NG24",
                "Newark and Sherwood",
                "Nottinghamshire",
                True,
                557,
            ),
            NamedPlace("Newark", "Suburban Area", point(52.59, -0.21), "PE1", "", "", False, 500),
            NamedPlace(
                "Upton",
                "Village",
                point(53.08, -0.9),
                "NG23",
                "Newark and Sherwood",
                "Nottinghamshire",
                True,
                30,
            ),
            NamedPlace(
                "Upton",
                "Village",
                point(53.3, -0.6),
                "DN21",
                "West Lindsey",
                "Lincolnshire",
                True,
                40,
            ),
            NamedPlace(
                "Boston", "Town", point(52.98, -0.02), "PE21", "Boston", "Lincolnshire", True, 654
            ),
            NamedPlace(
                "St Ives", "Town", point(52.32, -0.07), "PE27", "", "Cambridgeshire", False, 300
            ),
            NamedPlace(
                "Kingston upon Hull", "City", point(53.74, -0.33), "HU1", "", "", False, 900
            ),
        ),
        localities=(
            Locality(
                "", "Nottinghamshire", "ceremonial-county", "", "Nottinghamshire", point(53.1, -1.1)
            ),
            Locality(
                "", "Lincolnshire", "ceremonial-county", "", "Lincolnshire", point(53.1, -0.3)
            ),
            Locality("E07000136", "Boston", "district", "", "Lincolnshire", point(52.969, -0.03)),
            Locality("E07000037", "High Peak", "district", "", "Derbyshire", point(53.36, -1.9)),
            Locality("E54000013", "NHS Lincolnshire ICB", "icb", "", "Lincolnshire", None),
        ),
    )
