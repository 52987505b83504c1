"""What the words in the search box may become."""

from __future__ import annotations

import json
import random
import threading

import pytest

from emndir.domain.taxonomy import Vocabulary
from emndir.domain.vocabulary import ServiceStatus
from emndir.geography.gazetteer import Gazetteer
from emndir.geography.places import NamedPlace
from emndir.search.suggestion import Suggestion, SuggestionKind
from emndir.search.suggestion_names import load_suggester
from emndir.search.suggestions import OF_ONE_KIND, Named, Suggester
from emndir.search.synonyms import Asks, Synonyms
from emndir.search.words import fold
from tests.builders import make_organization
from tests.geography.places import make_geography
from tests.search.conftest import hospital, service, vocabulary

SERVICE, ORGANIZATION = SuggestionKind.SERVICE, SuggestionKind.ORGANIZATION
PLACE, TERM = SuggestionKind.PLACE, SuggestionKind.TERM


def named(kind, name, **facts):
    return Named(kind=kind, name=name, **facts)


def suggester(*entries, synonyms=None, terms=None, gazetteer=None):
    return Suggester(
        entries, terms or Vocabulary(), gazetteer or Gazetteer(), synonyms or Synonyms()
    )


def texts(found):
    return [one.text for one in found]


def inserts(found):
    return [one.insert for one in found]


def of(found, kind):
    return [one for one in found if one.kind is kind]


# --- the real directory --------------------------------------------------------------------


def test_a_postcode_being_typed_leads_to_its_districts_and_keeps_the_words_before(real):
    found = real.suggest("wig ng3")
    assert texts(found) == ["NG31", "NG32", "NG33"]
    assert inserts(found) == ["wig NG31", "wig NG32", "wig NG33"]
    assert {one.kind for one in found} == {PLACE}
    assert "Grantham" in found[0].detail


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("leic", "Leicester"),
        ("ng3", "NG31"),
        ("market har", "Market Harborough"),
        ("burton on tr", "Burton upon Trent"),
        ("linc", "Lincoln"),
    ],
)
def test_a_place_being_typed_leads_to_places_that_can_be_found(real, typed, first):
    found = real.suggest_places(typed)
    assert found[0].text == first
    assert 0 < len(found) <= 6
    for one in found:
        assert one.kind is PLACE
        assert not one.uid, "a hospital is no place to live"
        assert real.locate(one.insert).label


@pytest.mark.parametrize(
    "typed", ["", "x", "zzzqq", "breast cancer", "NG31", "0116 258", "l" * 999]
)
def test_nothing_else_is_suggested_as_a_place(real, typed):
    assert real.suggest_places(typed) == ()


def test_the_last_phrase_is_completed_not_only_the_last_word(real):
    first = real.suggest("stop smo")[0]
    assert (first.kind, first.text, first.insert) == (TERM, "Stop smoking", "Stop smoking")
    assert first.detail == "Kind of service"
    assert first.code == "stop-smoking"
    assert "stop Stop smoking" not in inserts(real.suggest("stop smo"))


@pytest.mark.parametrize(
    ("typed", "kind", "text", "detail"),
    [
        ("bowel can", TERM, "Bowel cancer", "Cancer"),
        ("gullet", TERM, "Oesophageal and stomach cancer", "Cancer"),
        ("lift t", TERM, "Transport", "Kind of service"),
        ("palliative and", TERM, "Palliative and end-of-life care", "Stage"),
        ("market har", PLACE, "Market Harborough", "Leicestershire"),
        ("burton on tr", PLACE, "Burton upon Trent", "Staffordshire"),
        ("leics", PLACE, "Leicestershire", "County"),
        ("lri", PLACE, "Leicester Royal Infirmary", "Leicestershire"),
        ("kgh", PLACE, "Kettering General Hospital", "Northamptonshire"),
        ("qmc", PLACE, "Queen's Medical Centre, Nottingham", "Nottinghamshire"),
        ("nuh", ORGANIZATION, "Nottingham University Hospitals NHS Trust", "Nottinghamshire"),
        ("uhl", ORGANIZATION, "University Hospitals of Leicester NHS Trust", "Leicestershire"),
        ("MACMILLAN SUP", SERVICE, "Macmillan Support Line", "Macmillan Cancer Support"),
    ],
)
def test_what_people_type_leads_there_first(real, typed, kind, text, detail):
    first = real.suggest(typed)[0]
    assert (first.kind, first.text, first.detail) == (kind, text, detail)


def test_after_near_only_places_come(real):
    found = real.suggest("wigs near lin")
    assert found[0].insert == "wigs near Lincoln"
    assert {one.kind for one in found} == {PLACE}


def test_the_list_is_mixed(real):
    for typed in ("le", "lei", "bre", "ca", "roy", "breast lei", "hos"):
        found = real.suggest(typed)
        kinds = [one.kind for one in found]
        assert len(found) <= 8
        assert max(kinds.count(kind) for kind in SuggestionKind) <= OF_ONE_KIND, typed
        assert len(set(kinds)) > 1, typed


@pytest.mark.parametrize(
    "typed",
    ["", " ", "b", "0116 258 6244", "01162586244", "+44 116", "near", "in the", "a", "xyzzy qqq"],
)
def test_some_words_lead_nowhere(real, typed):
    assert real.suggest(typed) == ()


def test_nothing_is_suggested_that_stands_there_already(real):
    for typed in ("Leicester", "wigs leicester", "stop smoking", "Bowel cancer", "wig NG31"):
        assert fold(typed) not in [fold(one.insert) for one in real.suggest(typed)]


def test_every_insert_finds_something_and_once(real):
    from emndir.search.criteria import Criteria

    for typed in ("le", "bre", "macm", "stop smo", "wig ng3", "lri", "hospice at"):
        found = real.suggest(typed)
        assert len({fold(one.insert) for one in found}) == len(found)
        for one in found:
            assert real.find(Criteria(words=one.insert)).total, one


def test_what_is_not_offered_is_never_suggested(real):
    with real._engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT facts FROM search_entry").all()
    facts = [json.loads(row[0]) for row in rows]
    offered = {one["name"] for one in facts if ServiceStatus(one["status"]).is_offered}
    bodies = {one["organization"][0] for one in facts if one["organization"]}
    gone = {one["name"] for one in facts} - offered - bodies
    assert len(gone) > 10
    for name in gone:
        assert name not in texts(real.suggest(name[:-1])), name


def test_hostile_words_never_raise(real):
    rng = random.Random(20261122)
    pieces = [
        "'", '"', "*", "-", "(", "OR", "NEAR(", "\x00", "\n", "\t", "’", "ﬁ", "İ", "ß", "é", "🎗️",
        "\u202e", "שלום", "مرحبا", "中文", "\ud800", "le", "ng3", "LE2 7", "bowel", "the", "0116",
        "a" * 100, "%", "_", ";DROP", "²", "½", "\u0301", "\U0010ffff", "x" * 5000, " ", "  ",
    ]  # fmt: skip
    for _ in range(3000):
        words = [rng.choice(pieces) for _ in range(rng.randint(0, 12))]
        typed = rng.choice(["", " "]).join(words)
        found = real.suggest(typed)
        assert len(found) <= 8
        assert all(one.text and one.insert for one in found)
    assert real.suggest("breast " * 20_000) == ()


def test_several_threads_may_ask_at_once(real):
    answers = []

    def ask():
        answers.extend(real.suggest("stop smo")[0].text for _ in range(50))

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == ["Stop smoking"] * 300


# --- small ones ----------------------------------------------------------------------------


def test_names_that_begin_so_come_first_then_the_shorter_then_by_letter():
    ask = suggester(
        named(ORGANIZATION, "Our Rose Fund"),
        named(ORGANIZATION, "Rosewood House"),
        named(ORGANIZATION, "Rose Barn"),
        named(ORGANIZATION, "Rose Arch"),
    )
    assert texts(ask.suggest("ros")) == ["Rose Arch", "Rose Barn", "Rosewood House"]
    assert texts(ask.suggest("rose fu")) == ["Our Rose Fund"]


def test_the_beginning_of_any_word_is_enough_and_the_middle_is_not():
    ask = suggester(named(SERVICE, "Breast Care Centre, Glenfield Hospital"))
    for typed in ("glen", "hosp", "care cen", "glenfield breast", "glen care"):
        assert texts(ask.suggest(typed)) == ["Breast Care Centre, Glenfield Hospital"], typed
    for typed in ("field", "reast", "entre", "glenfield x", "care enfield"):
        assert ask.suggest(typed) == (), typed


def test_a_service_takes_the_place_of_all_that_is_typed():
    ask = suggester(named(SERVICE, "Breast Care Centre, Glenfield"))
    assert inserts(ask.suggest("glenfield br")) == ["Breast Care Centre, Glenfield"]
    assert ask.suggest("wigs glenf") == ()


def test_a_body_keeps_the_words_before_it():
    ask = suggester(named(ORGANIZATION, "The Rowans Hospice"))
    assert inserts(ask.suggest("wigs rowa")) == ["wigs The Rowans Hospice"]
    assert inserts(ask.suggest("wigs the rowa")) == ["wigs The Rowans Hospice"]
    assert inserts(ask.suggest("the ro")) == ["The Rowans Hospice"]


def test_other_names_lead_to_the_name_of_today():
    ask = suggester(named(PLACE, "City Infirmary", others=("Old Workhouse", "CI")))
    assert texts(ask.suggest("ci")) == ["City Infirmary"]
    assert texts(ask.suggest("old wo")) == ["City Infirmary"]
    assert inserts(ask.suggest("clinic old wo")) == []
    assert inserts(ask.suggest("clinic old workhouse")) == ["clinic City Infirmary"]


def test_phrases_that_mean_the_same_lead_to_each_others_names():
    ask = suggester(
        named(PLACE, "Kettering General Hospital"),
        synonyms=Synonyms(same=(("kgh", "kettering general"),)),
    )
    assert inserts(ask.suggest("clinic kgh")) == ["clinic Kettering General Hospital"]


def test_terms_come_by_all_their_words():
    asks = Asks(words=("ride to town",), means=(), terms=(_term("transport"),))
    ask = suggester(terms=vocabulary(), synonyms=Synonyms(asks=(asks,)))
    for typed in ("lift t", "ride t", "transp"):
        assert [(one.text, one.detail) for one in ask.suggest(typed)] == [
            ("Transport", "Kind of service")
        ]
    assert [one.detail for one in ask.suggest("bowe")] == ["Cancer"]
    assert "Any cancer" not in texts(ask.suggest("any can"))


def _term(code):
    return next((one.taxonomy, one.code) for one in vocabulary().terms if one.code == code)


def test_places_of_one_name_say_which():
    where = make_geography().gazetteer().places[0].coordinates
    places = [
        NamedPlace("Upton", "Village", where, county="Leicestershire", in_region=True),
        NamedPlace("Upton", "Village", where, county="Nottinghamshire", in_region=True),
        NamedPlace("Upwell", "Village", where, county="Norfolk"),
    ]
    found = suggester(gazetteer=Gazetteer(places=places)).suggest("wig upt")
    assert inserts(found) == ["wig Upton, Leicestershire", "wig Upton, Nottinghamshire"]
    found = suggester(gazetteer=Gazetteer(places=places)).suggest("upw")
    assert found == (Suggestion(PLACE, "Upwell", "Norfolk", "Upwell"),)


def test_a_space_ends_a_word():
    ask = suggester(named(ORGANIZATION, "Stop Here"), named(ORGANIZATION, "Stopford House"))
    assert texts(ask.suggest("stop")) == ["Stop Here", "Stopford House"]
    assert texts(ask.suggest("stop ")) == ["Stop Here"]


def test_no_more_than_asked_for():
    ask = suggester(*(named(SERVICE, f"Rose {letter}") for letter in "ABCDE"))
    assert len(ask.suggest("rose")) == OF_ONE_KIND
    assert len(ask.suggest("rose", limit=2)) == 2
    assert ask.suggest("rose", limit=0) == ()
    assert ask.suggest("rose", limit=-1) == ()


def test_a_directory_without_anything_suggests_nothing():
    assert suggester().suggest("anything") == ()


def test_the_loader_takes_what_is_offered_and_who_runs_it(small):
    trust = make_organization(uid="a-trust", name="Ash Trust", file="shire/a-trust")
    gone = make_organization(uid="gone", name="Birch Fund", file="shire/gone")
    directory = small(
        service("open", "Cedar clinic", organization=trust),
        service("shut", "Cypress clinic", organization=gone, status=ServiceStatus.CLOSED),
        service("soon", "Cherry clinic", organization=gone, status=ServiceStatus.PLANNED),
        locations=(hospital("h", "Elm Hospital", 52.6, -1.1, former_names=("Oak Infirmary",)),),
    )
    ask = load_suggester(directory.engine, Vocabulary(), Gazetteer(), Synonyms())
    assert [(one.text, one.detail, one.uid) for one in ask.suggest("clin")] == [
        ("Cedar clinic", "Ash Trust", "open")
    ]
    assert texts(of(ask.suggest("ash"), ORGANIZATION)) == ["Ash Trust"]
    assert texts(ask.suggest("oak inf")) == ["Elm Hospital"]
    for typed in ("cyp", "cher", "birch"):
        assert ask.suggest(typed) == (), typed
