import io
from datetime import datetime
from pathlib import Path

import pytest

from emndir.bootstrap import Core
from emndir.cli.main import run

pikepdf = pytest.importorskip("pikepdf")  # not everywhere: docs/decisions/0004

NOW = datetime(2026, 11, 22, 12)
SERVICE, OTHER = "uhl-radiotherapy-leicester", "macmillan-support-line"


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return tmp_path_factory.mktemp("emndir-home")


@pytest.fixture
def core(home):
    return Core.create(home=home, clock=lambda: NOW)


@pytest.fixture
def handout(core, capsys):
    def call(*arguments):
        code = run(["handout", *map(str, arguments)], core)
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def title(path: Path) -> str:
    with pikepdf.open(path) as document:
        return str(document.docinfo["/Title"])


def test_one_service_is_one_sheet(handout, tmp_path):
    file = tmp_path / "sheet.pdf"
    code, out, err = handout(SERVICE, "-o", file)
    assert (code, out) == (0, f"{file}\n")
    assert title(file) == "Radiotherapy, Leicester Royal Infirmary"
    assert "Check before you print:" in err
    assert "24-hour line: not checked yet, so it is left out." in err
    assert names(tmp_path) == ["sheet.pdf"]


def test_several_services_are_one_file(handout, tmp_path):
    file = tmp_path / "sheets.pdf"
    code, _out, err = handout(SERVICE, OTHER, SERVICE, "-o", file, "--size", "18")
    assert code == 0
    with pikepdf.open(file) as document, document.open_outline() as outline:
        assert [item.title for item in outline.root] == [
            "Radiotherapy, Leicester Royal Infirmary",
            "Macmillan Support Line",
        ]
    assert "Macmillan Support Line: " in err


def test_text_goes_to_the_screen_or_a_file(handout, tmp_path):
    code, out, _err = handout(OTHER, "--format", "text")
    assert code == 0
    assert "0808\N{NO-BREAK SPACE}808\N{NO-BREAK SPACE}00\N{NO-BREAK SPACE}00" in out
    file = tmp_path / "sheet.txt"
    assert handout(OTHER, "--format", "text", "-o", file)[0] == 0
    assert file.read_text(encoding="utf-8") == out


def test_a_web_page_needs_no_other_file_and_goes_to_the_screen_or_a_file(handout, tmp_path):
    code, out, _err = handout(OTHER, SERVICE, "--format", "html")
    assert code == 0
    assert out.startswith("<!DOCTYPE html>")
    assert out.count("<article") == 2
    file = tmp_path / "sheet.html"
    assert handout(OTHER, SERVICE, "--format", "html", "-o", file)[0] == 0
    assert file.read_text(encoding="utf-8") == out
    assert names(tmp_path) == ["sheet.html"]


def test_near_says_how_far(handout):
    _code, out, err = handout(SERVICE, "--format", "text", "--near", "LE2 3AB")
    assert "miles from LE2 in a straight line." in out.replace("\N{NO-BREAK SPACE}", " ")
    assert "LE2" in err
    assert "3AB" not in out
    _code, out, err = handout(SERVICE, "--format", "text", "--near", "Derbyshire")
    assert "straight line" not in out
    assert "too large to measure miles from" in err


def test_what_was_checked_is_not_doubted(handout):
    confirmed = [part for group in ("contact", "treatment-line") for part in ("--confirmed", group)]
    _code, out, err = handout(SERVICE, "--format", "text", *confirmed)
    assert "0808\N{NO-BREAK SPACE}178\N{NO-BREAK SPACE}2212" in out
    assert "Phone number" not in err
    assert "24-hour line" not in err


def test_the_clinics_own_name_and_size_are_used(home, handout, core):
    from dataclasses import replace

    core.settings = replace(core.settings, clinic_name="Oadby Surgery", handout_points=18)
    _code, out, _err = handout(OTHER, "--format", "text")
    assert out.startswith("Oadby Surgery\n")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ([SERVICE], 2, "Say where the PDF goes"),
        ([], 2, "Name at least one service"),
        ([SERVICE, "--size", "10", "-o", "x.pdf"], 2, "12"),
        ([SERVICE, "--confirmed", "everything", "-o", "x.pdf"], 2, "everything"),
        (["no-such-service", "-o", "x.pdf"], 1, "no-such-service"),
        ([SERVICE, "-o", "x.pdf", "--near", "Nowhereville"], 1, "Nowhereville"),
        (["ct4tc-community-transport", "-o", "x.pdf"], 1, "Nothing useful would stand"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(
    handout, tmp_path, monkeypatch, arguments, code, words
):
    monkeypatch.chdir(tmp_path)
    ended, out, err = handout(*arguments)
    assert (ended, out) == (code, "")
    assert words in err
    assert "Traceback" not in err
    assert names(tmp_path) == []


def test_a_closed_service_has_no_sheet(handout, core, tmp_path):
    directory = core.open()
    try:
        found = directory.info.services - directory.info.offered
        assert found
    finally:
        directory.close()
    code, _out, err = handout("sfh-newark-breast-clinic", "-o", tmp_path / "x.pdf")
    assert code == 1
    assert "has not opened yet, so no sheet is made for it." in err
    assert names(tmp_path) == []


def test_a_folder_is_never_overwritten(handout, tmp_path):
    folder = tmp_path / "sheet.pdf"
    folder.mkdir()
    code, _out, err = handout(SERVICE, "-o", folder)
    assert code == 1
    assert "is a folder" in err
    assert folder.is_dir()
    blocked = tmp_path / "file"
    blocked.write_bytes(b"mine")
    code, _out, err = handout(SERVICE, "-o", blocked / "sheet.pdf")
    assert code == 1
    assert "cannot be" in err
    assert blocked.read_bytes() == b"mine"


def test_a_full_disk_leaves_the_old_sheet_and_no_half_new_one(handout, tmp_path, monkeypatch):
    import errno

    from emndir.storage import files

    file = tmp_path / "sheet.pdf"
    file.write_bytes(b"the old sheet")

    def full(path, content):
        path.write_bytes(content[:10])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(files, "write_through", full)
    code, _out, err = handout(SERVICE, "-o", file)
    assert code == 1
    assert "no room left" in err
    assert file.read_bytes() == b"the old sheet"
    assert names(tmp_path) == ["sheet.pdf"]


def test_the_file_is_a_whole_pdf(handout, tmp_path):
    file = tmp_path / "sheet.pdf"
    handout(SERVICE, "-o", file)
    with pikepdf.open(io.BytesIO(file.read_bytes())) as document:
        assert document.Root.MarkInfo.Marked


def test_the_nearest_of_several_places_is_where_to_go(handout):
    code, out, _err = handout("nuh-clinical-genetics", "--near", "DE1 2SR", "--format", "text")
    assert code == 0
    assert out.partition("Where to go\n")[2].startswith("Royal Derby Hospital\n")


def test_size_spacing_and_ground_are_chosen(handout, tmp_path):
    plain, wide = tmp_path / "plain.pdf", tmp_path / "wide.pdf"
    assert handout(OTHER, "-o", plain, "--size", "24")[0] == 0
    assert handout(OTHER, "-o", wide, "--size", "24", "--spacing", "1.5", "--cream")[0] == 0
    with pikepdf.open(plain) as usual, pikepdf.open(wide) as wider:
        assert len(wider.pages) >= len(usual.pages)
        assert b"0.9843" in wider.pages[0].Contents.read_bytes()[:400]
    assert handout(OTHER, "-o", wide, "--size", "13")[0] == 2
    assert handout(OTHER, "-o", wide, "--spacing", "9")[0] == 2


def test_a_language_that_nobody_brought_is_told(handout, tmp_path):
    code, _out, err = handout(OTHER, "-o", tmp_path / "x.pdf", "--language", "tlh")
    assert code == 1
    assert "no words for sheets in the language “tlh”" in err
    assert names(tmp_path) == []


# --- Kinds ----------------------------------------------------------------------------------------


def test_a_booklet_finds_the_services_of_its_place_itself(handout, tmp_path):
    file = tmp_path / "rutland.txt"
    code, out, err = handout("--kind", "booklet", "--in", "rutland", "-o", file)
    assert (code, out) == (0, f"{file}\n")
    text = file.read_text(encoding="utf-8")
    assert "Cancer services in Rutland" in text
    assert "Rutland and Melton Cancer Support Group" in text
    assert "Help by phone, online or from further away" in text
    assert "Check before you print:" in err
    assert handout("--kind", "booklet", "--in", "Oadby and Wigston", "--format", "html")[0] == 0


def test_a_poster_has_the_line_of_those_who_live_there(handout, tmp_path):
    checked = ["--confirmed", "treatment-line"]
    code, out, _err = handout(
        OTHER,
        "--kind",
        "poster",
        "--near",
        "LE2",
        "--in",
        "Leicester",
        *checked,
        "--format",
        "text",
    )
    assert code == 0
    assert "Leicester" in out
    assert "0808\N{NO-BREAK SPACE}178\N{NO-BREAK SPACE}2212" in out
    _code, unchecked, _err = handout(OTHER, "--kind", "poster", "--near", "LE2", "--format", "text")
    assert "178" not in unchecked
    assert "Call the number on your alert card" in " ".join(unchecked.split())
    file = tmp_path / "poster.pdf"
    assert handout(OTHER, "--kind", "poster", "--paper", "a3", "-o", file)[0] == 0
    with pikepdf.open(file) as document:
        assert float(document.pages[0].mediabox[2]) == pytest.approx(842, abs=1)


def test_a_card_has_the_line_of_its_service_or_a_place_to_write_one(handout):
    line = ["--confirmed", "treatment-line", "--format", "text"]
    _code, out, _err = handout("uhl-24h-cancer-helpline", "--kind", "card", *line)
    _code, near, _err = handout("--kind", "card", "--near", "LE2", *line)
    assert "0808\N{NO-BREAK SPACE}178\N{NO-BREAK SPACE}2212" in out
    assert near == out
    code, blank, _err = handout("--kind", "card", "--format", "text")
    assert code == 0
    assert "178" not in blank


def test_choices_are_one_sheet_in_the_order_that_was_advised(handout, tmp_path):
    chosen = ["--start", OTHER, SERVICE, "--kind", "choices", "--table", "--questions"]
    code, out, err = handout(*chosen, "--near", "LE2 3AB", "--format", "text")
    assert code == 0
    assert out.index("1. Macmillan Support Line\n[Start here]") < out.index("2. Radiotherapy")
    assert "How far is it from LE2?" in out.replace("\N{NO-BREAK SPACE}", " ")
    assert "3AB" not in out
    assert "Questions you may want to ask" in out
    assert "Radiotherapy, Leicester Royal Infirmary: " in err
    code, html, _err = handout(*chosen, "--format", "html")
    assert html.count("<h1") == 1
    file = tmp_path / "choices.pdf"
    assert handout(*chosen, "-o", file)[0] == 0
    assert title(file) == "Your choices"


def test_choices_have_a_map_where_it_is_asked_for(handout):
    chosen = ["uhl-radiotherapy-leicester", "maggies-nottingham", "--kind", "choices"]
    code, out, _err = handout(*chosen, "--near", "LE2 3AB", "--format", "text")
    assert code == 0
    assert "Outline map" not in out, "off by default, whatever the settings say of other sheets"
    code, out, _err = handout(*chosen, "--near", "LE2 3AB", "--map", "--format", "text")
    assert code == 0
    assert "Outline map. 1 is Leicester Royal Infirmary" in out
    assert "3AB" not in out
    assert "Crown copyright" in out


def test_a_guide_finds_what_is_near_and_prints_no_more_than_the_outcode(handout, tmp_path):
    place = ["--kind", "guide", "--site", "C50", "--near", "LE2 3AB"]
    code, out, _err = handout(*place, "--format", "text")
    assert code == 0
    assert "Breast cancer services near LE2" in out.replace("\N{NO-BREAK SPACE}", " ")
    assert "3AB" not in out
    code, html, _err = handout(*place, "--format", "html", "--no-map")
    assert code == 0
    assert '<section class="part"' in html
    assert "3AB" not in html
    file = tmp_path / "guide.pdf"
    assert handout(*place, "--size", "18", "-o", file)[0] == 0
    assert "Breast cancer services near" in title(file)


def test_more_than_one_sheet_holds_is_said(handout, core, tmp_path):
    from contextlib import closing

    from emndir.search.criteria import Criteria

    with closing(core.open()) as directory:
        hits = directory.find(Criteria(words="helpline", limit=40)).hits
        uids = [hit.summary.uid for hit in hits if not hit.summary.is_place][:9]
    code, _out, err = handout(*uids, "--kind", "choices", "-o", tmp_path / "x.pdf")
    assert code == 1
    assert "room for 8 services, and 9 were chosen" in err
    assert names(tmp_path) == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ("{one} --kind booklet --in Rutland", "finds its services itself"),
        ("--kind booklet", "--kind booklet needs --in, such as --in Rutland."),
        ("--kind guide --near LE2", "--kind guide needs --site"),
        ("--kind guide --site breast", "--kind guide needs --near"),
        ("--kind choices", "Name at least one service"),
        ("{one} --table", "--table is for --kind choices, not for --kind single."),
        ("{one} --in Rutland", "--in is for --kind booklet or --kind poster"),
        ("--kind card --size 18", "not for --kind card"),
        ("{one} {two} --kind card", "takes one service, and 2 were named"),
        ("{one} --kind choices --next {two} --later {two}", "has two steps"),
        ("{one} --cream --format text", "--cream is for a PDF or a web page"),
        ("{one} --kind leaflet", "leaflet"),
        ("--kind guide --site nonsense --near LE2", "is no cancer that is known here"),
        ("--kind booklet --in Rutlnad", "Did you mean Rutland?"),
        ("--kind guide --site breast --near Derbyshire", "too large for a guide"),
        ("{one} --near Nowhereville", "Nowhereville"),
        ("{one} --language xx", "There are no words for sheets in the language"),
    ],
)
def test_what_does_not_go_together_is_said_and_nothing_is_written(
    handout, tmp_path, monkeypatch, arguments, words
):
    monkeypatch.chdir(tmp_path)
    given = arguments.format(one=SERVICE, two=OTHER).split()
    file = ["-o", "x.txt"] if "--format" in given else ["-o", "x.pdf"]
    ended, out, err = handout(*given, *file)
    assert ended in (1, 2)
    assert out == ""
    assert words in " ".join(err.split())
    assert "Traceback" not in err
    assert names(tmp_path) == []


def test_the_format_is_what_the_file_is_named_as(handout, tmp_path):
    file = tmp_path / "sheet.html"
    assert handout(OTHER, "-o", file)[0] == 0
    assert file.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    code, _out, err = handout(OTHER, "-o", file, "--format", "pdf")
    assert code == 2
    assert "is named as a web page" in err


@pytest.mark.parametrize("name", ["letter.docx", "sheet.PDFX"])
def test_a_name_of_no_known_format_is_refused(handout, tmp_path, name):
    code, out, err = handout(OTHER, "-o", tmp_path / name)
    assert (code, out) == (2, "")
    assert f"No hand-out is named {Path(name).suffix.lower()}: call it .pdf, .html" in err
    assert list(tmp_path.glob(name)) == []
    assert handout(OTHER, "-o", tmp_path / name, "--format", "pdf")[0] == 0
    assert (tmp_path / name).read_bytes().startswith(b"%PDF")


def test_without_notes_nothing_is_left_to_write_on(handout):
    with_lines = handout(OTHER, "--format", "text")[1]
    without = handout(OTHER, "--format", "text", "--no-notes")[1]
    assert "Notes from your nurse or doctor" in with_lines
    assert "Notes from your nurse or doctor" not in without


def test_the_help_names_every_kind(handout):
    from emndir.making import Kind

    code, out, _err = handout("--help")
    assert code == 0
    for kind in Kind:
        assert f"\n  {kind} " in out
