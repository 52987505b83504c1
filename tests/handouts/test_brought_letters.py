"""A network adds letters beside its translation: compiled, used, embedded, and never boxes."""

import io
import os
import shutil
import signal
import struct
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emndir.bootstrap import Core
from emndir.cli.main import run
from emndir.domain.errors import HandoutError
from emndir.domain.translation import FontFile
from emndir.handouts.families import bring, font_folders, unknown_families
from emndir.handouts.font import Font
from emndir.handouts.letters import missing_letters
from emndir.handouts.pdf import sheets_pdf
from emndir.making import Kind, Recipe, make_sheets
from emndir.storage.phrases_text import MOST_BYTES
from emndir.storage.source import load_data, read_source
from emndir.storage.text_files import stat_fingerprint
from tests.builders import TODAY
from tests.handouts.conftest import Paper
from tests.handouts.test_brought_languages import written
from tests.handouts.test_translations import translated

rendercv_fonts = pytest.importorskip("rendercv_fonts")
DATA = Path(__file__).parents[2] / "data"
UIDS = ("uhl-radiotherapy-leicester", "macmillan-support-line")
DEVANAGARI = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", "कखगघचछजझटठडढणतथदधनपफबभमयरल" * 2
)
FAMILY = "Qukta"
"""Nobody's name: the real letters of Mukta, that no other file of that name can stand in for."""


def letters(face: str) -> bytes:
    """Return a font file with a name of its own."""
    file = Path(rendercv_fonts.path_of["Mukta"]) / f"Mukta-{face}.ttf"
    content = file.read_bytes()
    for encoding in ("utf-16-be", "ascii"):
        content = content.replace("Mukta".encode(encoding), FAMILY.encode(encoding))
    return content


REGULAR, BOLD = letters("Regular"), letters("Bold")


def with_changed(content: bytes, table: bytes, at: int, value: int) -> bytes:
    """Return a font with another number somewhere in one of its tables."""
    (count,) = struct.unpack_from(">H", content, 4)
    for number in range(count):
        tag, _sum, offset, _length = struct.unpack_from(">4sIII", content, 12 + 16 * number)
        if tag == table:
            place = offset + at
            return content[:place] + struct.pack(">H", value) + content[place + 2 :]
    raise AssertionError(table)


def hindi(wording: str) -> str:
    parts = wording.replace("{", "\0{").replace("}", "}\0").split("\0")
    return "".join(part if part[:1] == "{" else part.translate(DEVANAGARI) for part in parts)


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """Return a copy of the real data folder with a language in letters that nobody else has."""
    folder = tmp_path_factory.mktemp("letters") / "data"
    shutil.copytree(DATA, folder)
    (folder / "phrases").mkdir()
    text = written(translated(hindi, language="hi"))
    text = text.replace('name = "Pseudo"', f'name = "Pseudo"\nfamilies = ["{FAMILY}"]')
    (folder / "phrases" / "hi.toml").write_text(text, encoding="utf-8")
    (folder / "phrases" / "letters.ttf").write_bytes(REGULAR)
    (folder / "phrases" / "letters-bold.ttf").write_bytes(BOLD)
    return folder


def open_core(data, home):
    return Core.create(home=home, data_dir=data, clock=lambda: datetime(2026, 11, 22, 12))


@pytest.fixture(scope="module")
def directory(data, tmp_path_factory):
    opened = open_core(data, tmp_path_factory.mktemp("home")).open()
    yield opened
    opened.close()


# --- In a network's own directory ------------------------------------------------------------------


def test_sheets_are_printed_in_them_and_they_are_embedded(directory):
    pikepdf = pytest.importorskip("pikepdf")  # not everywhere: docs/decisions/0004
    recipe = Recipe(kind=Kind.CHOICES, uids=UIDS, language="hi", near="LE2", with_map=True)
    content = sheets_pdf(make_sheets(directory, recipe, today=TODAY))
    said = Paper(content).text
    assert "कखग"[0] in said
    assert hindi("Website:") in said
    with pikepdf.open(io.BytesIO(content)) as document:
        fonts = [item for item in document.objects if _is(item, pikepdf, "/FontDescriptor")]
        names = {str(font.FontName).partition("+")[2] for font in fonts}
        assert {f"{FAMILY}-Regular", f"{FAMILY}-Bold"} <= names
        assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)


def _is(item, pikepdf, kind):
    return isinstance(item, pikepdf.Dictionary) and str(item.get("/Type", "")) == kind


def test_they_are_compiled_with_the_directory_byte_for_byte(data):
    source = read_source(data, today=TODAY)
    assert source.directory is not None
    assert {file.path: file.content for file in source.directory.fonts} == {
        "phrases/letters.ttf": REGULAR,
        "phrases/letters-bold.ttf": BOLD,
    }
    texts, _problems = load_data(data)
    assert texts["phrases/letters.ttf"] == REGULAR


def test_another_file_is_another_directory(data, tmp_path):
    changed = tmp_path / "data"
    shutil.copytree(data, changed)
    before = read_source(changed, today=TODAY).fingerprint, stat_fingerprint(changed)
    (changed / "phrases" / "letters-bold.ttf").write_bytes(BOLD + b"\0")
    after = read_source(changed, today=TODAY).fingerprint, stat_fingerprint(changed)
    assert before[0] != after[0]
    assert before[1] != after[1]


def test_check_says_which_letter_is_missing_and_which_file_is_no_font(data, tmp_path, capsys):
    changed = tmp_path / "data"
    shutil.copytree(data, changed)
    file = changed / "phrases" / "hi.toml"
    file.write_text(file.read_text("utf-8").replace(hindi("Where to go"), "去"), "utf-8")
    (changed / "phrases" / "broken.ttf").write_bytes(REGULAR[:5000])
    (changed / "phrases" / "huge.otf").write_bytes(b"\0" * (MOST_BYTES + 1))
    assert run(["check"], open_core(changed, tmp_path / "home")) == 0
    said = capsys.readouterr().out
    assert "phrases/hi.toml: warning: where.title: The letters for printing lack 去" in said
    assert "phrases/broken.ttf: warning: This font cannot be used" in said
    assert "phrases/huge.otf: warning: This font is larger than 4 MB" in said


def test_without_the_bold_letters_the_language_is_refused_in_words(tmp_path, data):
    changed = tmp_path / "data"
    shutil.copytree(data, changed)
    file = changed / "phrases" / "hi.toml"
    file.write_text(file.read_text("utf-8").replace(FAMILY, "Nobody’s"), "utf-8")
    opened = open_core(changed, tmp_path / "home").open()
    try:
        with pytest.raises(HandoutError, match=r"regular and bold.*“Nobody’s”"):
            opened.phrases("hi")
    finally:
        opened.close()


# --- What is a font, and which --------------------------------------------------------------------


def test_a_family_is_there_once_both_faces_are():
    name = "Pukta"
    half = REGULAR.replace(FAMILY.encode("utf-16-be"), name.encode("utf-16-be"))
    other = BOLD.replace(FAMILY.encode("utf-16-be"), name.encode("utf-16-be"))
    assert bring([FontFile(path="a.ttf", content=half)]) == {}
    assert unknown_families((name,)) == (name,)
    assert bring([FontFile(path="b.ttf", content=other)]) == {}
    assert unknown_families((name,)) == ()
    assert missing_letters("क", (name,)) == ()
    assert missing_letters("क") == ("क",)
    first = font_folders((name,))[0]
    assert sorted(file.suffix for file in first.iterdir()) == [".ttf", ".ttf"]
    bring([FontFile(path="b.ttf", content=other + b"\0\0")])
    assert font_folders((name,))[0] != first, "what was made with the old ones is not kept"


@pytest.mark.skipif(os.name != "posix", reason="nothing is asked about a process there")
def test_a_killed_programs_letters_go_and_our_own_go_with_the_program(tmp_path):
    bring_them = f"""
import os, signal, sys
from pathlib import Path
from emndir.domain.translation import FontFile
from emndir.handouts.families import bring, font_folders
files = [Path({str(tmp_path)!r}) / name for name in ("regular.ttf", "bold.ttf")]
assert bring([FontFile(path=one.name, content=one.read_bytes()) for one in files]) == {{}}
print(font_folders(({FAMILY!r},))[0].parent, flush=True)
if sys.argv[1:]:
    os.kill(os.getpid(), signal.SIGKILL)
"""
    (tmp_path / "regular.ttf").write_bytes(REGULAR)
    (tmp_path / "bold.ttf").write_bytes(BOLD)
    temp = tmp_path / "temp"
    temp.mkdir()

    def ran(*arguments):
        command = [sys.executable, "-c", bring_them, *arguments]
        environment = os.environ | {"TMPDIR": str(temp)}
        done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
        return Path(done.stdout.strip()), done.returncode

    left, code = ran("killed")
    assert code == -signal.SIGKILL
    assert left.is_dir()
    own, code = ran()
    assert code == 0
    assert own.parent == temp
    assert own != left
    assert list(temp.iterdir()) == []


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "no font"),
        (b"wOFF" + b"\0" * 200, "no font of one face"),
        (b"ttcf" + b"\0" * 200, "no font of one face"),
        (REGULAR[: len(REGULAR) // 3], "no whole font"),
        (with_changed(REGULAR, b"OS/2", 8, 2), "may not be put into a file"),
        (with_changed(REGULAR, b"OS/2", 4, 100), "thin"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(content, words):
    faults = bring([FontFile(path="phrases/x.ttf", content=content)])
    assert words in faults["phrases/x.ttf"]


def test_the_sheets_own_letters_are_the_programs():
    own = (Path(rendercv_fonts.path_of["Roboto"]) / "Roboto-Regular.ttf").read_bytes()
    faults = bring([FontFile(path="phrases/roboto.ttf", content=own + b"\0")])
    assert "comes with the program" in faults["phrases/roboto.ttf"]


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 3000), st.binary(min_size=1, max_size=12))
def test_a_damaged_file_is_a_font_or_says_that_it_is_none(at, damage):
    content = REGULAR[:at] + damage + REGULAR[at + len(damage) :]
    faults = bring([FontFile(path="phrases/x.ttf", content=content)])
    if not faults:
        font = Font(content)
        assert font.family
        assert font.width("a") >= 0
        assert font.is_regular or font.is_bold
    else:
        assert "font" in faults["phrases/x.ttf"]
