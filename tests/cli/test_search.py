from __future__ import annotations

import json

import pytest


def test_words_and_a_place_list_services_in_groups(emndir):
    ended = emndir("search", "breast", "--near", "LE2")
    assert ended.code == 0
    assert "Straight lines from LE2 (Measured from the middle of LE2)" in ended.out
    assert "For this cancer" in ended.out
    assert "miles" in ended.out


def test_the_same_as_json(emndir):
    ended = emndir("search", "breast", "le2", "--json", "--limit", "2")
    answer = json.loads(ended.out)
    assert answer["origin"]["label"] == "LE2"
    assert len(answer["results"]) <= 2
    first = answer["results"][0]
    assert {"uid", "name", "group", "miles", "phone", "why", "score"} <= set(first)
    assert [one["as"] for one in answer["understood"]] == ["place", "cancer-site"]


def test_reasons_are_printed_on_request(emndir):
    assert "Why: " in emndir("search", "breast", "--explain").out
    assert "Why: " not in emndir("search", "breast").out


def test_filters_take_codes_and_words(emndir):
    by_code = emndir("search", "--site", "breast", "--json")
    by_word = emndir("search", "--site", "Breast cancer", "--json")
    assert by_code.out == by_word.out
    assert json.loads(by_code.out)["total"] > 0


def test_an_unknown_filter_value_is_wrong_usage_with_what_is_alike(emndir):
    ended = emndir("search", "--site", "brest")
    assert ended.code == 2
    assert "“brest” is not known. Did you mean “breast”?" in ended.err


def test_nothing_found_is_no_failure_and_says_a_way_on(emndir):
    ended = emndir("search", "chiropodist")
    assert (ended.code, ended.out) == (0, "")
    assert "Foot care is not listed here" in ended.err


def test_tasks_are_answered_line_by_line(emndir, tmp_path):
    tasks = tmp_path / "tasks.jsonl"
    lines = [
        {"id": "a", "query": "breast", "near": "LE2", "filters": {"cancer_site": "breast"}},
        {"id": "b", "query": "", "near": "", "filters": {"self_referral": False}},
        {"id": "c", "query": "dialysis"},
    ]
    tasks.write_text("\n".join(json.dumps(line) for line in lines) + "\n\n", encoding="utf-8")
    ended = emndir("search", "--tasks", tasks)
    answers = [json.loads(line) for line in ended.out.splitlines()]
    assert [answer["id"] for answer in answers] == ["a", "b", "c"]
    assert answers[0]["results"]
    assert answers[2]["results"] == []


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("{", "line 2: this is not JSON."),
        ("[]", "line 2: a task is an object with an “id”."),
        ('{"id": "x", "query": 3}', "line 2: “query” and “near” are texts"),
        ('{"id": "x", "filters": {"colour": "red"}}', "line 2: there is no filter “colour”."),
        ('{"id": "x", "filters": {"stage": 3}}', "line 2: the filter “stage” needs a text."),
        (
            '{"id": "x", "filters": {"self_referral": "yes"}}',
            "line 2: the filter “self_referral” needs true or false.",
        ),
    ],
)
def test_a_bad_task_is_told_with_its_line(emndir, tmp_path, line, sentence):
    tasks = tmp_path / "tasks.jsonl"
    tasks.write_text(f'{{"id": "good", "query": "breast"}}\n{line}\n', encoding="utf-8")
    ended = emndir("search", "--tasks", tasks)
    assert ended.code == 1
    assert sentence in ended.err
    assert ended.out == ""


def test_tasks_bring_their_own_words(emndir, tmp_path):
    tasks = tmp_path / "tasks.jsonl"
    tasks.write_text("", encoding="utf-8")
    assert emndir("search", "breast", "--tasks", tasks).code == 2
    (tmp_path / "bytes").write_bytes(b"\xff\xfe\x00")
    assert "cannot be read as text" in emndir("search", "--tasks", tmp_path / "bytes").err


def test_the_filter_on_hours_says_how_many_it_leaves_out_for_not_saying(emndir):
    lines = emndir("search", "--when", "open-now", "--limit", "1").out.splitlines()
    last = next(line for line in lines if "hours that do not say" in line)
    number = int(last.split()[0])
    data = json.loads(emndir("search", "--when", "unknown", "--json", "--limit", "1").out)
    assert data["total"] == number == data["facets"]["when"]["unknown"]
    both = ("search", "--when", "open-now", "--when", "unknown")
    assert "hours that do not say" not in emndir(*both).out.splitlines()[-1]
