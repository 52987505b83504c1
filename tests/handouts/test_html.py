"""The file of a sheet: sound, closed to everything, and in the very words of paper and text."""

from __future__ import annotations

import base64
import hashlib
import re
import xml.etree.ElementTree as ET
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings

from emndir.domain.contact import phone_digits
from emndir.handouts.blocks import (
    SIZES,
    Address,
    Beside,
    ContactBox,
    Entry,
    Notes,
    Opening,
    Part,
    Sentence,
    Table,
    Title,
)
from emndir.handouts.choices import choices_sheet
from emndir.handouts.html import sheet_html, sheets_html
from emndir.handouts.patient_view import PatientService
from emndir.handouts.phrases import Run, plain
from emndir.handouts.plain_text import sheet_text
from tests.builders import TODAY
from tests.handouts.choices import HOME
from tests.handouts.conftest import NB, OUTLINE, PLACES, make_radiotherapy, make_sheet, read
from tests.handouts.test_hostile import NASTY, TEXT, hostile

VOID = {"meta", "br"}
ELEMENTS = set(
    "html head meta title style body header nav main article section footer div p h1 h2 h3 h4 a strong"
    " span ul li address br figure figcaption table thead tbody tr th td svg path rect circle text g".split()
)
LINKS = re.compile(r"https?://|mailto:|tel:\d|#")


class Strict(HTMLParser):
    """Reads a file as a browser's tokeniser does, and stands for nothing that it would mend."""

    def __init__(self, file: str) -> None:
        super().__init__()
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.style = ""
        self.doctype = ""
        self.feed(file)
        self.close()
        assert self.open == []

    def handle_decl(self, decl: str) -> None:
        self.doctype = decl

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ELEMENTS, tag
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), names
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append((tag, dict(attrs)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:  # in a drawing, where it ends itself
            assert "svg" in [name for name, _ in self.open]
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1][0] == tag, (tag, self.open)
        self.open.pop()

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1][0] == "style":
            self.style += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(data)

    def handle_pi(self, data: str) -> None:
        raise AssertionError(data)

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def tree(file: str) -> ET.Element:
    """Return the file read as XML, which forgives nothing."""
    doctype, file = file.split("\n", 1)
    assert doctype == "<!DOCTYPE html>"
    return ET.fromstring(file)


def sound(file: str) -> ET.Element:
    """Hold a file against what every file must be, and return it."""
    root, seen = tree(file), Strict(file)
    headings = [int(name[1]) for name, _ in seen.elements if re.fullmatch("h[1-6]", name)]
    assert headings.count(1) == 1
    assert headings[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(headings)), headings
    for name, attributes in seen.elements:
        assert not {key for key in attributes if key.startswith("on")}, name
        assert not {"style", "src", "srcset", "action", "background"} & set(attributes), name
        for key in ("href", "xlink:href"):
            assert LINKS.match(attributes.get(key) or "#"), attributes
    ids = [attributes["id"] for _, attributes in seen.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    for _, attributes in seen.elements:
        named = attributes.get("aria-labelledby") or (attributes.get("href") or "")[1:]
        if "aria-labelledby" in attributes or (attributes.get("href") or "").startswith("#"):
            assert named in ids
    assert "url(" not in seen.style
    assert "@import" not in seen.style
    digest = base64.b64encode(hashlib.sha256(seen.style.encode()).digest()).decode()
    (policy,) = [one for one in seen.of("meta") if one.get("http-equiv")]
    assert policy["content"] == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    for picture in seen.of("svg"):
        assert picture["role"] == "img"
        assert picture["aria-label"]
    return root


def words_of(root: ET.Element) -> str:
    """Return what the file says, in order: no drawings, no links to parts, nothing twice."""
    said: list[str] = []

    def walk(node: ET.Element, *, is_boxed: bool = False) -> None:
        tag = node.tag.rpartition("}")[2]
        if tag in ("svg", "nav", "head") or (is_boxed and node.get("class") == "qr"):
            said.append(node.tail or "")
            return
        if tag == "header" and node.get("class") == "screen":
            return
        said.append(" " if tag not in ("strong", "a") else "")
        said.append(node.text or "")
        for inner in node:
            walk(inner, is_boxed=node.get("class") == "contact")
        said.append(" " if tag not in ("strong", "a") else "")
        said.append(node.tail or "")

    walk(root)
    return "".join(said)


def bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def letters(text: str) -> Counter[str]:
    return Counter(bare(text))


def said_words(*texts: str) -> set[str]:
    """Return the words of some texts, however often each of them is said."""
    return {bare(word) for text in texts for word in text.split()} - {""}


def by_class(root: ET.Element, name: str) -> list[ET.Element]:
    return [node for node in root.iter() if name in (node.get("class") or "").split()]


def text_of(node: ET.Element) -> str:
    return "".join(node.itertext()).strip()


# --- The words -------------------------------------------------------------------------------------


def same_words(sheet) -> None:
    """Hold the words of the three outputs against one another."""
    file, text, paper = words_of(sound(sheet_html(sheet))), sheet_text(sheet), read(sheet)
    assert bare(file) == bare(text)
    on_paper, pages = letters(paper.text), paper.pages
    on_paper += letters(" ".join(b.space for b in sheet.blocks if isinstance(b, Notes)))  # a tag
    captions = [b.qr_caption for b in sheet.blocks if isinstance(b, ContactBox) and b.qr]
    numbered = [f"Page {number} of {pages}" for number in range(1, pages + 1)]
    expected = letters(" ".join([text, *captions, *numbered]))
    again = letters(f"{sheet.title}{plain(sheet.foot.check)}{sheet.foot.change}")
    for _ in range(pages - 1):  # on every further page the title, shortened where it is long
        expected += again
    extra, missing = on_paper - expected, expected - on_paper
    assert not extra, extra
    assert missing <= (again if pages > 1 else Counter()), missing


@pytest.mark.parametrize("points", [12, 18])
def test_paper_text_and_file_of_many_services_say_the_same(real, points):
    services = [one for one in real.directory.services if one.status.is_offered]
    chosen = services[(points % 5) :: max(1, len(services) // 30)]
    assert len(chosen) >= 30
    for service in chosen:
        same_words(make_sheet(service, points=points))


@pytest.mark.parametrize("points", SIZES)
def test_choices_say_the_same_on_paper_as_text_and_as_a_file(real, points):
    services = [one for one in real.directory.services if one.status.is_offered]
    views = [PatientService.of(one, today=TODAY) for one in services[points :: len(services) // 6]]
    for chosen in (views[:2], views[:5]):
        sheet = choices_sheet(
            chosen,
            printed_on=TODAY,
            data_date=TODAY,
            points=points,
            steps=("start", *("" for _ in chosen[1:])),
            origin=HOME,
            with_table=True,
            with_questions=True,
        )
        text, file = sheet_text(sheet), words_of(sound(sheet_html(sheet)))
        (table,) = [block for block in sheet.blocks if isinstance(block, Table)]
        assert said_words(file) - said_words(table.corner) == said_words(text)
        paper, for_ears = (
            bare(read(sheet).text),
            [b.space for b in sheet.blocks if hasattr(b, "space")],
        )
        assert {word for word in said_words(text) if word not in paper} <= said_words(*for_ears)
        rest = replace(sheet, blocks=tuple(block for block in sheet.blocks if block is not table))
        assert bare(words_of(tree(sheet_html(rest)))) == bare(sheet_text(rest))


def test_with_a_map_the_words_of_the_picture_are_said_once_and_seen_once():
    sheet = make_sheet(outline=OUTLINE, places=PLACES)
    root = sound(sheet_html(sheet))
    assert bare(words_of(root)) == bare(sheet_text(sheet))
    (figure,) = by_class(root, "map")
    (picture,) = [node for node in figure if node.tag.endswith("svg")]
    (twin,) = by_class(figure, "screen")
    assert twin.get("aria-hidden") == "true"
    assert picture.get("aria-label") == text_of(twin)
    assert text_of(twin).startswith("Outline map. Royal Infirmary is in Leicester.")


# --- What it is made of ----------------------------------------------------------------------------


def test_it_says_what_it_is_and_in_which_language():
    sheet = make_sheet()
    file = sheet_html(sheet)
    root = sound(file)
    assert root.get("lang") == "en-GB"
    assert root.get("dir") == "ltr"
    assert text_of(root.find("head/title")) == sheet.title
    body = root.find("body")
    assert [node.tag for node in body] == ["header", "main", "footer"]
    assert text_of(body.find("main/h1")) == sheet.title
    assert file == sheet_html(sheet)


def test_numbers_can_be_called_and_addresses_opened():
    root = sound(sheet_html(make_sheet()))
    links = {text_of(link): link.get("href") for link in root.iter("a")}
    assert links[f"0116{NB}258{NB}6244"] == "tel:01162586244"
    assert links[f"0808{NB}178{NB}2212"] == "tel:08081782212"
    assert links["999"] == "tel:999"
    website = make_radiotherapy().website
    assert links["uhleicester.nhs.uk"] == website
    assert all(link.get("rel") == "noreferrer" for link in root.iter("a") if link.get("rel"))


def test_the_code_has_its_address_in_words_beside_it():
    sheet = make_sheet()
    root = sound(sheet_html(sheet))
    (box,) = by_class(root, "contact")
    (figure,) = by_class(box, "qr")
    assert figure[0].get("aria-label") == "QR code for uhleicester.nhs.uk"
    assert "uhleicester.nhs.uk" in text_of(by_class(box, "say")[0])
    assert text_of(figure) == "Scan with your phone for the web page"


def test_a_box_about_feeling_unwell_is_a_note_with_its_own_heading():
    root = sound(sheet_html(make_sheet()))
    (box,) = by_class(root, "urgent")
    assert box.get("role") == "note"
    assert text_of(box.find("h2")) == "If you feel unwell during treatment"


def test_lines_to_write_on_are_told_to_those_who_listen_and_not_read_out():
    root = sound(sheet_html(make_sheet()))
    (notes,) = by_class(root, "notes")
    assert {node.get("aria-hidden") for node in by_class(notes, "rule")} == {"true"}
    assert text_of(by_class(notes, "ears")[0]) == "Space to write"


@pytest.mark.parametrize("points", SIZES)
def test_the_text_is_as_large_as_it_was_chosen(points):
    sheet = replace(make_sheet(), points=points)
    style = Strict(sheet_html(sheet)).style
    assert f"font-size:{points / 12:.4g}em" in style
    assert f"--points:{points}pt" in style
    small = re.findall(r"font-size: ?(0?\.\d+|\d+px)", style)
    assert small == []


def test_lines_stand_as_far_apart_as_on_paper_and_languages_turn_the_page():
    sheet = make_sheet()
    styles = [Strict(sheet_html(replace(sheet, spacing=wide))).style for wide in (1.0, 1.5)]
    assert "--high:1.4;" in styles[0]
    assert "--high:2.1;" in styles[1]
    turned = tree(sheet_html(replace(sheet, language="ar", direction="rtl")))
    assert (turned.get("lang"), turned.get("dir")) == ("ar", "rtl")


def test_cream_is_for_screens_and_only_where_it_is_wanted():
    sheet = make_sheet()
    assert tree(sheet_html(sheet, is_cream=True)).get("class") == "single cream"
    assert tree(sheet_html(sheet)).get("class") == "single"
    style = Strict(sheet_html(sheet)).style
    printed = style[style.index("@media print") :]
    assert re.search(r"html, html\.cream \{ --paper: #ffffff", printed)


# --- Several services ------------------------------------------------------------------------------


def test_several_sheets_are_one_file_with_a_way_to_each():
    sheets = [make_sheet(), make_sheet(make_radiotherapy(uid="x", plain_name="Another place"))]
    root = sound(sheets_html(sheets))
    assert text_of(root.find("body/header/h1")) == sheets[0].directory
    links = root.findall("body/nav/ul/li/a")
    assert [text_of(link) for link in links] == [sheet.title for sheet in sheets]
    assert root.find("body/nav").get("aria-labelledby") == root.find("body/header/h1").get("id")
    articles = root.findall("body/main/article")
    assert [f"#{one.get('id')}" for one in articles] == [link.get("href") for link in links]
    assert [text_of(one.find("h2")) for one in articles] == [sheet.title for sheet in sheets]
    assert bare(words_of(root)) == bare("".join(map(sheet_text, sheets)))


def test_sheets_that_do_not_go_together_are_refused():
    with pytest.raises(ValueError, match="share"):
        sheets_html([make_sheet(), make_sheet(points=18)])
    with pytest.raises(ValueError, match="share"):
        sheets_html([])


QUESTION, COLUMNS = f"How far is it from{NB}NG10?", ("Radiotherapy", "Maggie’s")
TABLE = Table(
    "Compare your choices",
    COLUMNS,
    ((QUESTION, ("About 8 miles", "By phone")), ("When is it open?", ("9am to 5pm", "Always"))),
    note="Miles are in a straight line.",
)


def of_blocks(*blocks, **changes):
    sheet = make_sheet()
    return replace(sheet, title="Choices", blocks=(Title("Choices"), *blocks), **changes)


def entry(number: int, **changes) -> Entry:
    facts = {
        "call": (Run("Call "), Run(f"0116{NB}258{NB}6244", strong=True)),
        "body": (Sentence((Run("They help you."),)),),
        "beside": (Address(("Infirmary Square", "Leicester")),),
    }
    return Entry(str(number), f"Service {number}", **{**facts, **changes})


def test_services_in_a_list_are_headings_with_their_number_and_a_way_to_each():
    sheet = of_blocks(entry(1, step="Start here"), entry(2), kind="choices")
    root = sound(sheet_html(sheet))
    entries = by_class(root, "entry")
    assert [text_of(one.find("h2")) for one in entries] == ["1 Service 1", "2 Service 2"]
    assert text_of(by_class(entries[0], "step")[0]) == "Start here"
    links = root.findall("body/nav/ul/li/a")
    assert [text_of(link) for link in links] == ["1. Service 1", "2. Service 2"]
    assert bare(words_of(root)) == bare(sheet_text(sheet))


def test_a_part_heads_its_services():
    sheet = of_blocks(
        Part("Tests", (entry(1, level=3),)), Part("Help", (entry(2, level=3),)), kind="guide"
    )
    root = sound(sheet_html(sheet))
    assert [text_of(one.find("h2")) for one in by_class(root, "part")] == ["Tests", "Help"]
    assert [text_of(one.find("h3")) for one in by_class(root, "entry")] == [
        "1 Service 1",
        "2 Service 2",
    ]
    assert [text_of(one) for one in root.findall("body/nav/ul/li/a")] == ["Tests", "Help"]


def test_the_head_of_a_guide_keeps_its_heading_first_and_its_map_beside_it():
    sheet = make_sheet(outline=OUTLINE, places=PLACES)
    (picture,) = [block.map for block in sheet.blocks if isinstance(block, Beside)]
    head = Opening((Title("Guide"), Sentence((Run("For people who have it."),))), picture)
    guide = replace(sheet, blocks=(head,), kind="guide")
    root = sound(sheet_html(guide))
    assert text_of(root.find("body/main/div/div/h1")) == "Guide"
    assert len(by_class(root, "map")) == 1
    assert bare(words_of(root)) == bare(sheet_text(guide))


def test_a_table_says_what_each_value_is_of():
    root = sound(sheet_html(of_blocks(TABLE, kind="choices")))
    (table,) = root.iter("table")
    assert table.get("role") == "table"
    heads = table.findall("thead/tr/th")
    assert [(text_of(one), one.get("scope")) for one in heads] == [(c, "col") for c in COLUMNS]
    row = table.find("tbody/tr")
    assert (text_of(row.find("th")), row.find("th").get("scope")) == (QUESTION, "row")
    assert [one.get("data-of") for one in row.findall("td")] == list(COLUMNS)


def test_a_table_by_question_groups_its_rows():
    sheet = of_blocks(replace(TABLE, is_grouped=True), kind="choices")
    root = sound(sheet_html(sheet))
    (table,) = root.iter("table")
    groups = table.findall("tbody")
    assert [text_of(group.find("tr/th[@scope='rowgroup']")) for group in groups] == [
        question for question, _ in TABLE.rows
    ]
    names = [text_of(one) for one in groups[0].findall("tr/th[@scope='row']")]
    assert names == list(COLUMNS)
    assert bare(words_of(root)) == bare(sheet_text(sheet))


# --- Hostile text ----------------------------------------------------------------------------------


@pytest.mark.parametrize("text", NASTY, ids=range(len(NASTY)))
def test_nasty_text_is_text(text):
    sheet = make_sheet(hostile(text), outline=OUTLINE, places=PLACES)
    assert bare(words_of(sound(sheet_html(sheet)))) == bare(sheet_text(sheet))


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(TEXT)
def test_any_text_can_stand_in_any_block(text):
    """Straight into the blocks, past all that makes text fit for paper."""
    runs = (Run(text, strong=True, link=text), Run(text, link=f"javascript:{text}"))
    table = Table(text, (text, text), ((text, (text, text)),), note=text, corner=text)
    inner = entry(1, step=text, call=runs, aside=runs, body=(Sentence(runs), Address((text,))))
    sheet = of_blocks(
        ContactBox(lead=runs, number=text, after=(runs,)),
        replace(inner, number=text, name=text),
        table,
        replace(table, is_grouped=True),
        kind="choices",
        head_left=text,
        directory=text,
    )
    for file in (sheet_html(sheet), sheets_html([sheet, sheet])):
        root = sound(file)
        for link in root.iter("a"):
            target = link.get("href") or ""
            if target.startswith("tel:"):
                assert target == f"tel:{phone_digits(text_of(link))}"


def test_marks_that_turn_the_reading_go_and_scripts_are_words():
    sheet = of_blocks(Sentence((Run("\u202e<script>alert('1 & \"2\"')</script>\x00\u2066"),)))
    file = sheet_html(sheet)
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00]", file)
    assert "<script" not in file
    assert "<script>alert('1 & \"2\"')</script>" in words_of(sound(file))
