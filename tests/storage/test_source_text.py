from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emndir.domain.contact import ProfessionalPhone, PublicPhone
from emndir.domain.errors import DataFaultError
from emndir.domain.location import Coordinates
from emndir.domain.provenance import PartialDate
from emndir.domain.schedule import MIDNIGHT_END
from emndir.domain.vocabulary import ServiceStatus
from emndir.storage.source_text import load_texts, parse_directory, read_directory
from emndir.storage.source_writing import directory_texts, write_directory
from tests.builders import make_directory, make_service
from tests.storage.conftest import SAMPLE

HOSPICE = "directory/leicestershire/loros-hospice.toml"
HOSPITALS = "directory/leicestershire/university-hospitals-of-leicester.toml"


def by_uid(records, uid):
    return next(record for record in records if record.uid == uid)


def spoilt(path, old, new):
    """Return what is found when one piece of one file is something else."""
    texts, _ = load_texts(SAMPLE)
    text = texts[path].decode()
    assert old in text, "the sample has changed"
    texts[path] = text.replace(old, new, 1).encode()
    return parse_directory(texts)


def test_the_sample_is_read_without_a_fault():
    text = read_directory(SAMPLE)
    assert text.problems == ()
    directory = text.directory
    assert directory is not None
    clinic = by_uid(directory.services, "glenfield-breast-care-centre")
    assert clinic.organization.ods_code == "RWE"
    assert clinic.phones == (PublicPhone(number="0116 250 2543", label="Breast Care Centre"),)
    assert clinic.professional_phones == (
        ProfessionalPhone(number="0116 258 3366", label="Referral desk"),
    )
    assert clinic.alert is not None
    assert clinic.places[0].location.coordinates == Coordinates(52.65437, -1.18)
    assert clinic.sources[1].seen == PartialDate(2019)
    line = by_uid(directory.services, "leicester-treatment-advice-line")
    assert line.schedules[0].closes_at == MIDNIGHT_END
    hub = by_uid(directory.services, "loros-bereavement-hub-melton")
    assert hub.schedules[0].is_monthly
    closed = by_uid(directory.services, "loros-compassionate-neighbours")
    assert closed.status is ServiceStatus.CLOSED


def test_text_to_directory_to_text_gives_the_same_bytes():
    texts, _ = load_texts(SAMPLE)
    directory = read_directory(SAMPLE).directory
    assert directory is not None
    assert {path: text.encode() for path, text in directory_texts(directory).items()} == texts


def test_writing_changes_only_what_differs(data):
    directory = read_directory(data).directory
    assert directory is not None
    assert write_directory(directory, data) == []
    (data / HOSPICE).write_text((data / HOSPICE).read_text("utf-8") + "# a remark\n", "utf-8")
    assert write_directory(directory, data) == [data / HOSPICE]
    assert read_directory(data).directory == directory
    assert list(data.rglob("*.part")) == []


def test_writing_into_a_file_says_so(tmp_path):
    (tmp_path / "data").write_text("in the way")
    with pytest.raises(DataFaultError, match="cannot be written"):
        write_directory(make_directory(), tmp_path / "data")


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm():
    texts, _ = load_texts(SAMPLE)
    texts[HOSPICE] = b"\xef\xbb\xbf" + texts[HOSPICE].replace(b"\n", b"\r\n")
    assert parse_directory(texts) == read_directory(SAMPLE)


FAULTS = [
    (HOSPICE, 'name = "LOROS Hospice"', "name = ", "", "not TOML", 3),
    (HOSPICE, 'status = "active"', 'statsu = "active"', "statsu", "Did you mean “status”?", 0),
    (HOSPICE, 'status = "active"', "status = 1", "status", "it is a number", 0),
    (HOSPICE, 'status = "active"', 'status = "actve"', "status", "Did you mean “active”?", 0),
    (HOSPICE, 'status = "active"', 'status = "open!"', "status", "It may be active", 0),
    (HOSPICE, "minimum_age = 18", "minimum_age = true", "minimum_age", "true or false", 0),
    (HOSPICE, "minimum_age = 18", "minimum_age = 180", "minimum_age", "no age", 0),
    (HOSPICE, "minimum_age = 18", 'languages = "wig"', "languages", "must be a list of texts", 0),
    (HOSPICE, "minimum_age = 18", 'languages = [""]', "languages", "holds an empty text", 0),
    (HOSPICE, "minimum_age = 18", "eligibility = 2026-01-01", "eligibility", "date or time", 0),
    (HOSPICE, "minimum_age = 18", 'check = "0116"', "check", "under [[check]]", 0),
    (HOSPICE, "minimum_age = 18", 'alert = "A"', "alert", "must be a table", 0),
    (HOSPICE, "minimum_age = 18", 'alert = { text = "A" }', "alert.until", "is missing", 0),
    (HOSPICE, 'seen = "2024-04"', 'seen = "April"', "source[1].seen", "is not a date", 0),
    (HOSPICE, 'seen = "2024-04"', 'seen = "2024-13"', "source[1].seen", "is not a date", 0),
    (HOSPICE, 'opens_at = "13:00"', 'opens_at = "1pm"', "schedule[1].opens_at", "not a time", 0),
    (HOSPICE, 'closes_at = "14:30"', 'closes_at = "12:30"', "schedule[1]", "before it opens", 0),
    (HOSPICE, '"2FR"', '"FRI"', "schedule[1]", "is not a day", 0),
    (HOSPICE, "    12,\n", "    13,\n", "schedule[1]", "1 to 12", 0),
    (HOSPICE, "    12,\n", '    "DE",\n', "schedule[1].months", "must be a number", 0),
    (HOSPICE, 'valid_from = "2025-07-01"', 'valid_from = "20250701"', "schedule[1].valid_from", "not written like", 0),
    (HOSPICE, 'valid_from = "2025-07-01"', 'valid_from = "2025-7-1"', "schedule[1].valid_from", "is not a date", 0),
    (HOSPICE, 'uid = "loros-inpatient-ward"\n', "", "uid", "“uid” is missing", 0),
    (HOSPICE, 'service_type = "bereavement"', 'service_type = ""', "service_type", "must not be empty", 0),
    (HOSPICE, "LOROS volunteer home visiting", "LOROS\\nvisiting", "name", "a line break", 0),
    (HOSPICE, "LOROS volunteer home visiting", "LOROS\\u202Evisiting", "name", "U+202E", 0),
    (HOSPICE, 'location = "melton-indoor-bowls-club"', 'location = "melton-indoor-bowl-club"', "place[1].location", "Did you mean “melton-indoor-bowls-club”?", 0),
    (HOSPICE, 'uid = "loros-inpatient-ward"', 'uid = "LOROS ward"', "uid", "is no code", 0),
    (HOSPICE, "[organization]", "[organisation]", "organization", "is missing", 0),
    (HOSPICE, "[[service]]", "[service]", "", "not TOML", 0),
    (HOSPITALS, 'visibility = "professional"', 'visibility = "secret"', "phone[2].visibility", "It may be", 0),
    (HOSPITALS, "longitude = -1.18\n", "", "longitude", "needs latitude and longitude", 0),
    (HOSPITALS, "latitude = 52.65437", "latitude = 152.65437", "latitude", "no place on earth", 0),
    (HOSPITALS, "latitude = 52.65437", 'latitude = "52"', "latitude", "must be a number", 0),
    ("directory.toml", 'data_date = "2026-11-20"', "", "data_date", "is missing", 0),
    ("directory.toml", 'paper_rule = "label"', 'paper_rule = "lable"', "paper_rule", "Did you mean", 0),
    ("vocabulary/cancer-sites.toml", 'code = "breast"\n', "", "code", "is missing", 0),
    ("vocabulary/cancer-sites.toml", "[[term]]", "[[terms]]", "terms", "Did you mean “term”?", 0),
]  # fmt: skip


@pytest.mark.parametrize(("path", "old", "new", "field", "message", "line"), FAULTS)
def test_a_fault_is_named_and_the_rest_is_read(path, old, new, field, message, line):
    text = spoilt(path, old, new)
    found = [one for one in text.problems if one.path == path and one.field == field]
    assert found, text.problems
    assert message in found[0].message
    assert found[0].message.endswith((".", "?"))
    if line:
        assert found[0].line == line
    if path.startswith("directory/"):
        assert text.directory is not None
        records = (*text.directory.locations, *text.directory.services)
        assert len(records) < 9 or field == "place[1].location"


def test_a_fault_names_the_line_of_its_record():
    text = spoilt(HOSPICE, "minimum_age = 18", "minimum_age = -1")
    (problem,) = text.problems
    content = (SAMPLE / HOSPICE).read_text("utf-8").splitlines()
    assert content[problem.line - 1] == f'uid = "{problem.record}"'


def test_a_public_number_after_a_professional_one_is_a_fault():
    given = '[[service.phone]]\nnumber = "0808 178 9000"'
    first = '[[service.phone]]\nnumber = "0116 258 6106"\nvisibility = "professional"\n\n'
    text = spoilt(HOSPITALS, given, first + given)
    (problem,) = text.problems
    assert (problem.field, problem.record) == ("phone[2]", "leicester-treatment-advice-line")


def test_a_place_with_a_fault_does_not_blame_its_services():
    text = spoilt(HOSPICE, 'postcode = "LE3 9QE"', "postcode = 3")
    assert [one.record for one in text.problems] == ["loros-hospice-leicester"]
    assert text.directory is not None
    ward = by_uid(text.directory.services, "loros-inpatient-ward")
    assert ward.places == ()


def test_a_file_that_is_not_utf_8_is_named():
    texts, _ = load_texts(SAMPLE)
    texts[HOSPICE] = 'name = "Caf\xe9"'.encode("latin-1")
    (problem,) = [one for one in parse_directory(texts).problems if not one.record]
    assert (problem.path, problem.line) == (HOSPICE, 1)
    assert "UTF-8" in problem.message


def test_an_unknown_taxonomy_is_named():
    texts, _ = load_texts(SAMPLE)
    texts["vocabulary/audience.toml"] = texts.pop("vocabulary/audiences.toml")
    messages = [str(one) for one in parse_directory(texts).problems]
    assert any("Did you mean “audiences.toml”?" in one for one in messages)
    assert any(one.startswith("vocabulary/audiences.toml") for one in messages)


def test_nothing_at_all_gives_faults_and_no_directory(tmp_path):
    text = read_directory(tmp_path / "nowhere")
    assert text.directory is None
    assert len(text.problems) == 10


@given(st.binary(max_size=60))
def test_no_bytes_make_reading_raise(content):
    texts, _ = load_texts(SAMPLE)
    texts[HOSPICE] = content
    parse_directory(texts)


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=5,
)
_KEYS = st.sampled_from(
    ["uid", "name", "status", "phone", "place", "schedule", "alert", "area", "source", "needs"]
)


@given(st.dictionaries(_KEYS, _VALUES, max_size=6))
def test_no_shape_of_a_record_makes_reading_raise(record):
    import tomli_w

    def plain(value):
        if isinstance(value, dict):
            return {key: plain(one) for key, one in value.items() if one is not None}
        if isinstance(value, list):
            return [plain(one) for one in value if one is not None]
        return value

    document = {
        "organization": {"uid": "a", "name": "A", "type": "charity"},
        "service": [plain(record)],
    }
    texts, _ = load_texts(SAMPLE)
    texts[HOSPICE] = tomli_w.dumps(document).encode("utf-8", "surrogatepass")
    parse_directory(texts)


@given(st.text(alphabet=st.characters(exclude_categories=["C", "Zl", "Zp"]), min_size=1))
def test_any_visible_text_survives(words):
    directory = make_directory(services=(make_service(description=words, needs=(words,)),))
    texts = {path: text.encode() for path, text in directory_texts(directory).items()}
    text = parse_directory(texts)
    assert text.problems == ()
    assert text.directory == directory
