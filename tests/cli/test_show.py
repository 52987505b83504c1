from __future__ import annotations

import json
import re


def first_uid(emndir, *words):
    return json.loads(emndir("search", *words, "--json").out)["results"][0]["uid"]


def test_a_service_is_shown_with_its_evidence(emndir):
    uid = first_uid(emndir, "breast")
    ended = emndir("show", uid, "--near", "LE2")
    assert ended.code == 0
    for heading in ("How to get in", "Phone", "Hours", "Checked", "Sources"):
        assert f"\n{heading}\n" in ended.out
    assert "of LE2, in a straight line." in ended.out
    assert ended.out.rstrip().endswith(f"[{uid}]")


def test_it_says_what_may_be_chosen_and_who_signed_that(emndir, data):
    out = emndir("show", "glenfield-breast-care-centre").out
    assert "What may be chosen\n" in out
    assert "The GP arranges an urgent check." in out
    assert "Wording approved by network clinical lead" in out
    text = data / "choice.toml"
    unsigned = text.read_text("utf-8").replace('signed_by = "network office"\n', "")
    text.write_text(unsigned.replace('signed_on = "2026-10-02"\n', ""), "utf-8")
    assert emndir("build").code == 0
    assert "to be checked by the network" in emndir("show", "loros-inpatient-ward").out


def test_a_place_is_shown_with_its_services(emndir):
    ended = emndir("show", "glenfield-hospital")
    assert ended.code == 0
    assert "Services here" in ended.out
    assert "[glenfield-breast-care-centre]" in ended.out


def test_a_service_is_found_by_the_code_that_somebody_read_from_paper(emndir):
    uid = "glenfield-breast-care-centre"
    paper = emndir("handout", uid, "--format", "text").out
    code = paper.partition("give this code: ")[2].split("\n")[0].strip()
    assert re.fullmatch(r"[A-Z]{3}\W\d\d", code)
    for written in (code, code.lower(), re.sub(r"\W", "", code), re.sub(r"\W", " ", code)):
        ended = emndir("show", written)
        assert ended.code == 0
        assert ended.out.rstrip().endswith(f"[{uid}]")
    unknown = emndir("show", "ZZZ 99")
    assert unknown.code == 1
    assert "No service here is called “ZZZ 99”." in unknown.err


def test_numbers_for_professionals_are_marked(emndir):
    shown = json.loads(emndir("show", "glenfield-breast-care-centre", "--json").out)
    numbers = {phone["visibility"] for phone in shown["phones"]}
    assert numbers == {"public", "professional"}
    assert any("professionals only" in line for line in shown["text"])


def test_the_same_as_json_says_who_may_have_each_number(emndir):
    shown = json.loads(emndir("show", first_uid(emndir, "breast"), "--json").out)
    assert shown["kind"] == "service"
    assert {phone["visibility"] for phone in shown["phones"]} <= {"public", "professional"}
    assert shown["text"][0] == shown["name"]


def test_an_unknown_uid_fails_in_a_sentence(emndir):
    ended = emndir("show", "no-such-service")
    assert ended.code == 1
    assert ended.out == ""
    assert "no-such-service" in ended.err


def test_an_unknown_place_to_measure_from_fails_in_a_sentence(emndir):
    ended = emndir("show", first_uid(emndir, "breast"), "--near", "Nowhereville")
    assert ended.code == 1
    assert "Nowhereville" in ended.err


def test_a_uid_that_is_no_text_is_unknown(emndir):
    ended = emndir("show", "a\udcff")  # what Python makes of the byte ff
    assert ended.code == 1
    assert ended.out == ""
    assert r"a\udcff" in ended.err
    assert "Traceback" not in ended.err
