"""Words of every stage: nothing hidden, nothing called missing that is there, nothing ranked."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import pytest

from emndir.bootstrap import Core
from emndir.choice.guide_kinds import Need, guide_kinds
from emndir.domain.vocabulary import Stage
from emndir.geography.places import Located
from emndir.staging import EveryStage, HelpKind, StageHelp, every_stage
from emndir.ui.icons import has_sign
from emndir.ui.staged import RowKind
from emndir.ui.wording.sentences import lower
from emndir.ui.wording.stages import (
    about_lines,
    about_row,
    heading_of,
    icon_of,
    need_words,
    stage_rows,
    title,
    told_words,
)
from emndir.ui.wording.stages_copy import stages_copy

DATA = Path(__file__).parents[3] / "data"
NOW = datetime(2026, 11, 22, 10, 0)
TODAY = NOW.date()
ASKED = [("breast", "PE11"), ("lung", "Skegness"), ("childhood", "Derby"), ("ocular", "LE2")]


@pytest.fixture(scope="module")
def directory(tmp_path_factory):
    home = tmp_path_factory.mktemp("stage-words")
    opened = Core.create(home=home, data_dir=DATA, clock=lambda: NOW).open()
    yield opened
    opened.close()


def plain(text):
    return text.replace("\N{NO-BREAK SPACE}", " ")


def found_for(directory, site, near):
    return every_stage(directory, site, near, today=TODAY)


def one_stage(directory, *kinds, site="breast"):
    """An answer with one stage, from Derby."""
    at = directory.locate("Derby")
    assert isinstance(at, Located)
    stages = (StageHelp(stage=Stage.TREATMENT, kinds=kinds),)
    return EveryStage(site=site, label="Breast cancer", origin=at, stages=stages)


def kind_of(code):
    return next(kind for kind in guide_kinds() if kind.code == code)


def test_every_kind_of_help_and_every_need_has_words_and_a_sign(qapp):
    codes = [kind.code for kind in guide_kinds()]
    assert len({heading_of(code) for code in codes}) == len(codes)
    assert all(has_sign(icon_of(code)) for code in codes)
    assert len({need_words(need) for need in Need}) == len(Need)
    used = {need for kind in guide_kinds() for need in kind.needs}
    assert used == set(Need)


@pytest.mark.parametrize(("site", "near"), ASKED)
def test_every_kind_of_help_is_a_row_or_is_named(qapp, directory, site, near):
    found = found_for(directory, site, near)
    rows = stage_rows(found)
    text = plain(" ".join(f"{row.heading} {row.words}" for row in rows))
    for stage in found.stages:
        for one in stage.kinds:
            told = [row for row in rows if row.code == one.kind.code]
            if one.is_missing and one.lack is None:
                assert not told
                assert lower(heading_of(one.kind.code)) in text
                continue
            uids = {row.uid for row in told if row.uid}
            expected = {each.service.uid for each in one.services}
            if one.lack is not None:
                expected |= {each.service.uid for each in one.lack.nearest}
                expected |= {each.service.uid for each in one.lack.by_phone}
                assert RowKind.GAP in {row.kind for row in told}
            assert uids == expected, one.kind.code


def test_a_stage_with_nothing_says_that_the_list_lacks_it(qapp, directory):
    rows = stage_rows(found_for(directory, "childhood", "Derby"))
    at = next(n for n, row in enumerate(rows) if row.heading == "Prevention")
    nothing, missed = rows[at + 1], rows[at + 2]
    assert nothing.kind is missed.kind is RowKind.NOTE
    assert nothing.words == (
        "Nothing of what was looked for is in our list near Derby."
        " The list lacks it: ask the GP or the hospital team what there is."
    )
    assert missed.words.startswith(
        "Not in our list for children’s cancer near Derby: stop smoking."
    )


def test_what_may_not_be_given_to_a_patient_is_not_called_missing(qapp, directory):
    rows = stage_rows(one_stage(directory, HelpKind(kind=kind_of("surgery"))))
    (row,) = [row for row in rows if row.code == "surgery"]
    assert row.words.startswith("The list has one, but nothing of it may be given to a patient.")
    assert not [row for row in rows if row.kind is RowKind.GAP]


def test_a_gap_says_where_was_looked_and_what_there_is_instead(qapp, directory):
    rows = stage_rows(found_for(directory, "breast", "PE11"))
    at = next(n for n, row in enumerate(rows) if row.kind is RowKind.GAP)
    gap, nearest = rows[at], rows[at + 1]
    assert (
        plain(gap.lines[0].words) == "No clinic to save eggs or sperm within 20 miles in our list."
    )
    assert plain(gap.words).endswith("Ask if they take people from PE11.")
    assert nearest.heading == "The nearest"
    assert plain(nearest.lines[1].words) == "Leicester Royal Infirmary, about 43 miles from PE11."
    assert "Its stated area leaves out PE11." in nearest.words
    assert gap.spoken.startswith("Treatment. Fertility. A gap.")


def test_a_gap_does_not_deny_what_is_listed_without_an_address(qapp, directory):
    """The one clinic for bowel cancer names no place, so that nobody can say how far it is."""
    assert directory.service("nuh-colorectal-service").service_type == "clinic"
    rows = stage_rows(found_for(directory, "colorectal", "NG31"))
    gap = next(row for row in rows if row.kind is RowKind.GAP and row.code == "clinic")
    assert plain(gap.words) == (
        "No bowel cancer clinic within 20 miles in our list. "
        "None further away has an address that can be given here."
    )


def test_what_stands_elsewhere_too_says_where(qapp, directory):
    rows = stage_rows(found_for(directory, "breast", "PE11"))
    row = next(row for row in rows if row.code == "team")
    assert "Also listed under diagnosis." in row.words


def test_order_is_called_distance_and_no_ranking(qapp, directory):
    found = found_for(directory, "breast", "PE11")
    (line,) = about_lines()
    assert "What comes first is nearer, not better." in line.words
    assert "Miles are in a straight line." in line.words
    assert about_row().lines == about_lines()
    copied = stages_copy(" ".join(title(found)), stage_rows(found), [line.words])
    assert line.words in copied.text
    assert "What comes first is nearer, not better." in copied.html
    for row in stage_rows(found):
        words = set(re.findall(r"\w+", f"{row.heading} {row.words}".casefold()))
        assert not words & {"best", "recommended", "top", "rated", "leading"}


def test_water_between_makes_the_road_longer(qapp, directory):
    rows = stage_rows(found_for(directory, "lung", "Skegness"))
    assert [row for row in rows if "The Trent lies between: the road is longer." in row.words]


def test_of_a_whole_postcode_only_the_outcode_is_shown_or_copied(qapp, directory):
    found = found_for(directory, "breast", "LE2 3AB")
    rows = stage_rows(found)
    copied = stages_copy(" ".join(title(found)), rows, ())
    for text in (copied.text, copied.html, told_words(found), *(row.spoken for row in rows)):
        assert "3AB" not in text
    assert title(found) == ("Breast cancer: every stage", "near LE2")


def test_a_copy_has_every_service_and_every_gap_and_no_way_to_press(qapp, directory):
    found = found_for(directory, "breast", "PE11")
    rows = stage_rows(found)
    copied = stages_copy("Title <1>", rows, ())
    for row in rows:
        for line in row.lines:
            assert (line.words in copied.text) is (row.kind is not RowKind.MORE)
    assert "<h1>Title &lt;1&gt;</h1>" in copied.html
    assert copied.html.count("<table") == copied.html.count("</table>")


@pytest.mark.parametrize(("site", "near"), ASKED)
def test_no_contact_for_professionals_is_shown_or_copied(qapp, directory, site, near):
    found = found_for(directory, site, near)
    rows = stage_rows(found)
    text = "".join(filter(str.isdigit, stages_copy("", rows, ()).text))
    for uid in found.uids:
        for phone in directory.service(uid).professional_phones:
            assert "".join(filter(str.isdigit, phone.number)) not in text
