"""Languages: every wording is there, fills in what English fills in, and can be printed."""

import json
import re
from dataclasses import replace

import pypdfium2 as pdfium
import pytest

from emndir.domain.errors import HandoutError
from emndir.domain.translation import Translation, places_of, read_translation, translation_faults
from emndir.handouts import pdf
from emndir.handouts.bidi import ended_left_to_right, isolated
from emndir.handouts.blocks import Title
from emndir.handouts.html import sheet_html
from emndir.handouts.phrases import Phrases, phrase_faults, phrases
from emndir.handouts.plain_text import sheet_text
from tests.handouts.conftest import NB, OUTLINE, PLACES, Paper, make_radiotherapy, make_sheet, read

ENGLISH = Translation(
    language="en", path="en.toml", words={key: phrases().template(key) for key in phrases().keys}
)
MARK = "\N{LEFT-TO-RIGHT MARK}"
LRI, PDI = "\N{LEFT-TO-RIGHT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
ACCENTS = str.maketrans("aeiouyAEIOUYcnsz", "áêïőűŷÁÊÏŐŰŶčñšž")


def pseudo(wording: str) -> str:
    """Return a wording with accents and a third more letters; its places stay as they are."""
    parts = re.split(r"(\{\w+\})", wording)
    said = "".join(part if part.startswith("{") else part.translate(ACCENTS) for part in parts)
    return f"{said} {'ŵő' * max(1, len(wording) // 6)}"


def translated(change=pseudo, *, language="xa", without=(), **more) -> Translation:
    """Return a translation of every wording but the internal ones."""
    words = {key: change(wording) for key, wording in ENGLISH.words.items() if key not in without}
    return Translation(language=language, path=f"phrases/{language}.toml", words=words, **more)


def faults(**changes) -> list[str]:
    words = {**translated().words, **changes}
    words = {key.replace("__", "."): value for key, value in words.items()}
    translation = Translation(language="xa", path="phrases/xa.toml", words=words)
    return [str(fault) for fault in phrase_faults(translation)]


# --- What a file must hold -------------------------------------------------------------------------


def test_a_whole_translation_has_no_fault():
    assert faults() == []


def test_a_missing_wording_names_file_and_key():
    translation = translated(without=("urgent.none",))
    with pytest.raises(HandoutError, match=r"phrases/xa\.toml .*“urgent\.none”.*is missing"):
        Phrases.of(translation)


@pytest.mark.parametrize(
    ("wording", "said"),
    [
        ("Šåy it", "English fills in {team}, this wording nothing"),
        ("{team} {nomber}", "this wording {nomber}, {team}"),
        ("{team", "stands alone"),
        ("{team!r}", "stands alone"),
        ("{team:>99999999}", "stands alone"),
        ("  ", "is empty"),
    ],
)
def test_what_is_filled_in_is_that_of_english(wording, said):
    (fault,) = faults(call__ask=wording)
    assert "call.ask" in fault
    assert said in fault


def test_a_place_may_be_filled_in_twice():
    assert faults(call__ask="Åsk {team}. {team}!") == []


def test_a_wording_that_english_has_not_is_told():
    assert "English has no such wording" in faults(call__asc="x")[0]


def test_a_letter_that_no_font_has_is_told_by_name_and_key():
    (fault,) = faults(where__title="Où 去")
    assert "where.title" in fault
    assert "去 (CJK UNIFIED IDEOGRAPH-53BB)" in fault


def test_letters_of_another_family_are_printed_where_the_file_names_it():
    hebrew = translated(lambda wording: "שלום " + " ".join(re.findall(r"\{\w+\}", wording)))
    assert phrase_faults(hebrew)
    words = dict(hebrew.words)
    with_letters = Translation(
        language="he", path="he.toml", words=words, direction="rtl", families=("Open Sans",)
    )
    assert phrase_faults(with_letters) == ()
    (fault,) = phrase_faults(
        Translation(language="he", path="he.toml", words=words, families=("Comic Sans",))
    )
    assert "“Comic Sans”" in str(fault)


@pytest.mark.parametrize(
    ("path", "content", "said"),
    [
        ("phrases/pl.toml", "x = ", "cannot be read"),
        ("phrases/pl.toml", b"\xff", "cannot be read"),
        ("phrases/polski.toml", "", "language’s code"),
        ("phrases/../pl.toml", "[call]\nask = 3", "text in quotation marks"),
        ("phrases/pl.toml", '[language]\ndirection = "up"', "“ltr” or “rtl”"),
        ("phrases/pl.toml", "[language]\nfamilies = 3", "list of names"),
        ("phrases/pl.toml", "[language]\nfont = 3", "not a key"),
    ],
)
def test_what_is_wrong_in_a_file_is_told(path, content, said):
    content = content if isinstance(content, bytes) else content.encode()
    _translation, found = read_translation(path, content)
    assert said in str(found[0])


def test_a_file_says_what_its_language_is_called_and_how_it_is_read():
    text = '[language]\nname = "עברית"\ndirection = "rtl"\nfamilies = ["Open Sans"]\n[call]\nfree = "x"'
    translation, found = read_translation("phrases/he.toml", text.encode())
    assert found == ()
    assert translation is not None
    assert (translation.language, translation.name, translation.direction) == ("he", "עברית", "rtl")
    assert translation.families == ("Open Sans",)
    assert translation.words == {"call.free": "x"}


def test_english_is_whole():
    assert translation_faults(ENGLISH, ENGLISH) == ()
    assert all(places_of(wording) is not None for wording in ENGLISH.words.values())
    assert phrase_faults(ENGLISH) == ()


def test_a_language_that_is_not_there_is_told_in_a_sentence():
    with pytest.raises(HandoutError, match="“xx”"):
        phrases("xx")


# --- A pseudo-language: longer words, accents ------------------------------------------------------


@pytest.mark.parametrize("points", [12, 14, 16, 18, 24])
def test_a_longer_language_reflows_and_says_nothing_in_english(points):
    said = Phrases.of(translated())
    sheet = make_sheet(points=points, language=said, outline=OUTLINE, places=PLACES)
    paper = read(sheet)
    assert {round(run.size, 2) for run in paper.runs if run.text.strip()} >= {points}
    for run in paper.runs:
        assert run.right <= 595.3 - 40, run
    text = sheet_text(sheet)
    for key in ("call.free", "foot.check", "urgent.title", "where.title", "open.title"):
        assert ENGLISH.words[key] not in text
    assert "0116\N{NO-BREAK SPACE}258\N{NO-BREAK SPACE}6244" in text


def test_what_the_person_who_prints_reads_stays_english():
    sheet = make_sheet(make_radiotherapy(sources=()), language=Phrases.of(translated()))
    assert sheet.doubts
    assert any("not checked yet" in sentence for _group, sentence in sheet.doubts)


# --- Right to left ---------------------------------------------------------------------------------


def hebrew(wording: str) -> str:
    """Return a wording in Hebrew letters with its places between the words."""
    places = re.findall(r"\{\w+\}", wording)
    return " ".join(["שלום", *(f"{place} היום" for place in places)]) + "."


@pytest.fixture(scope="module")
def rtl_phrases():
    return Phrases.of(translated(hebrew, language="he", direction="rtl", families=("Open Sans",)))


@pytest.fixture(scope="module")
def mirrored(rtl_phrases):
    sheet = make_sheet(language=rtl_phrases, outline=OUTLINE, places=PLACES)
    return Paper(pdf.sheet_pdf(sheet))


def test_the_layout_is_mirrored(mirrored):
    usual = read(make_sheet(outline=OUTLINE, places=PLACES))
    for left_to_right, right_to_left in ((usual, mirrored),):
        before = _number(left_to_right)
        after = _number(right_to_left)
        assert before.left == pytest.approx(595.3 - after.right, abs=2)


def _number(paper):
    return next(run for run in paper.runs if run.size == 25 and run.text.strip())


def test_numbers_and_postcodes_stay_left_to_right(mirrored):
    lines = seen(mirrored.content)
    for whole in ("0116 258 6244", "LE1 5WW", "Osborne Building, ground floor", "5:30"):
        assert any(whole.replace(" ", "") in line for line in lines), whole


def test_an_english_text_ends_with_its_own_full_stop(rtl_phrases, mirrored):
    sentence = "Radiotherapy uses radiation to treat cancer."
    lines = [line.replace(MARK, "") for line in seen(mirrored.content)]
    assert sentence.replace(" ", "") in lines
    sheet = make_sheet(language=rtl_phrases)
    assert f'<bdi dir="ltr">{sentence}</bdi>' in sheet_html(sheet)
    assert f"{LRI}{sentence}{PDI}" in sheet_text(sheet)


@pytest.mark.parametrize(
    ("text", "held", "ended"),
    [
        ("Ask for Ann.", "<Ask for Ann.>", f"Ask for Ann.{MARK}"),
        (" (By car) ", " <(By car)> ", f" {MARK}(By car){MARK} "),
        ("“Maggie’s”?", "<“Maggie’s”?>", f"{MARK}“Maggie’s”?{MARK}"),
        ("LE1 5WW", "<LE1 5WW>", "LE1 5WW"),
        ("a", "<a>", "a"),
        ("1.", "<1>.", "1."),  # of a list, or of a sentence in the other language
        ("שלום Ann.", "שלום <Ann>.", "שלום Ann."),
        ("...", "...", "..."),
        ("", "", ""),
    ],
)
def test_only_what_is_all_english_takes_its_marks_along(text, held, ended):
    marked = replace(make_sheet(), blocks=(Title(text),), direction="rtl")
    assert isolated(text, ("<", ">")) == held
    assert ended_left_to_right(marked).blocks == (Title(ended),)
    assert ended_left_to_right(replace(marked, direction="ltr")).blocks == (Title(text),)


def seen(content: bytes) -> list[str]:
    """Return the lines of a file as an eye meets their letters, from left to right, without spaces."""
    document = pdfium.PdfDocument(content)
    lines: dict[tuple[int, float], list[tuple[float, float, str]]] = {}
    for number, page in enumerate(document):
        text = page.get_textpage()
        for at in range(text.count_chars()):
            letter = text.get_text_range(at, 1).strip("\u202c\r\n\N{NO-BREAK SPACE} ")
            left, bottom, right, top = text.get_charbox(at)
            near = [key for key in lines if key[0] == number and abs(key[1] - bottom) < 7]
            if letter and top > bottom:
                key = near[0] if near else (number, bottom)
                lines.setdefault(key, []).append((left, right, letter))
    document.close()
    return ["".join(letter for *_, letter in sorted(line)) for line in lines.values()]


def test_the_file_says_its_language(mirrored):
    import io

    pikepdf = pytest.importorskip("pikepdf")
    with pikepdf.open(io.BytesIO(mirrored.content)) as document:
        assert str(document.Root.Lang) == "he"
        assert document.Root.ViewerPreferences.Direction == "/R2L"


def test_data_for_the_template_says_the_direction(rtl_phrases):
    from emndir.handouts.pdf_data import as_json

    data = json.loads(as_json([make_sheet(language=rtl_phrases)]))
    assert (data["language"], data["region"], data["direction"]) == ("he", "", "rtl")
    assert data["families"] == ["Open Sans"]


def test_a_web_page_and_a_letter_hold_numbers_together_too(rtl_phrases):
    sheet = make_sheet(language=rtl_phrases)
    page = sheet_html(sheet)
    assert '<html lang="he" dir="rtl"' in page
    assert 'href="tel:01162586244"' in page
    for whole in (
        f"LE1{NB}5WW",
        "Osborne Building, ground floor",
        "5:30",
    ):
        assert f'<bdi dir="ltr">{whole}</bdi>' in page
        assert f"{LRI}{whole}{PDI}" in sheet_text(sheet)


def test_a_page_that_is_read_left_to_right_is_left_as_it_is():
    assert LRI not in sheet_html(make_sheet())
    assert LRI not in sheet_text(make_sheet())


def test_lines_of_a_web_page_stand_further_apart_too():
    assert "--high:1.4;" in sheet_html(make_sheet())
    assert "--high:2.1;" in sheet_html(make_sheet(spacing=1.5))


# --- Letters of a record that no font has ----------------------------------------------------------


def test_a_letter_of_the_record_that_cannot_be_printed_is_told_and_is_no_box():
    service = make_radiotherapy(
        languages=("Gujarati (ગુજરાતી)", "日本"),
        plain_name="Tea 日 and talk ☎",
        hours_note="Zażółć ﬁ",
    )
    sheet = make_sheet(service)
    (told,) = [sentence for _group, sentence in sheet.doubts if "lack" in sentence]
    assert "日 (CJK UNIFIED IDEOGRAPH-65E5)" in told
    assert "GUJARATI LETTER GA" in told
    assert "☎" not in told
    text = sheet_text(sheet)
    assert "Tea and talk" in text
    assert "Zażółć" in text
    assert not set(text) & set("□日☎\N{REPLACEMENT CHARACTER}")


def test_a_sheet_in_letters_that_are_there_tells_nothing_of_them():
    assert not [sentence for _group, sentence in make_sheet().doubts if "lack" in sentence]
