"""The labelled questions of the project: sound, of every kind, held apart in two sets; and what the reader refuses."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from ragfood.errors import QuestionsInvalid
from ragfood.evaluation.questions import KINDS, SETS, LabelledQuestion, check_against, load_questions
from ragfood.evaluation.rules import read_rule
from ragfood.foods import Corpus, load_foods

DATA = Path(__file__).resolve().parents[1] / "data"
GOOD = {"id": "a", "kind": "fact", "set": "tuning", "question": "what is pho", "relevant": {"pho": 2}}


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return load_foods(DATA / "foods.json")


@pytest.fixture(scope="module")
def questions() -> tuple[LabelledQuestion, ...]:
    return load_questions(DATA / "questions.json")


def written(folder: Path, *rows: Any) -> Path:
    path = folder / "questions.json"
    path.write_text(json.dumps(rows), encoding="utf-8")
    return path


def test_every_named_food_is_in_the_corpus_and_every_rule_fits_some(
    questions: tuple[LabelledQuestion, ...], corpus: Corpus
) -> None:
    check_against(questions, corpus)


def test_there_are_enough_questions_of_every_kind_and_some_of_each_are_unseen(
    questions: tuple[LabelledQuestion, ...],
) -> None:
    kinds = Counter(each.kind for each in questions)
    assert len(questions) >= 240 and set(kinds) == set(KINDS) and min(kinds.values()) >= 14
    unseen = Counter(each.kind for each in questions if each.set == "unseen")
    assert all(6 <= unseen[kind] <= kinds[kind] / 2 for kind in KINDS)


def test_no_question_is_asked_twice(questions: tuple[LabelledQuestion, ...]) -> None:
    asked = Counter((each.question.casefold(), each.history) for each in questions)
    assert [question for question, times in asked.items() if times > 1] == []


def test_demands_are_guarded_where_a_diet_or_an_allergen_is_asked_for(questions: tuple[LabelledQuestion, ...]) -> None:
    guarded = [each for each in questions if each.kind in ("diet", "allergen") and each.never]
    assert len(guarded) >= 35
    assert all(each.nothing for each in questions if each.kind == "out of domain")
    assert all(each.note for each in questions if each.kind == "safety")
    assert all(len(each.sides) > 1 for each in questions if each.kind == "comparison")


def test_schema_describes_the_file_and_the_reader_agrees(tmp_path: Path) -> None:
    schema = json.loads((DATA / "questions.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    validator.validate(json.loads((DATA / "questions.json").read_text(encoding="utf-8")))
    assert schema["$defs"]["question"]["properties"]["kind"]["enum"] == list(KINDS)
    assert schema["$defs"]["question"]["properties"]["set"]["enum"] == list(SETS)
    for wrong in ({"kind": "odd"}, {"relevant": {"pho": 3}}, {"any_of": [{}]}, {"extra": 1}, {"question": " "}):
        assert not validator.is_valid([GOOD | wrong])
        with pytest.raises(QuestionsInvalid):
            load_questions(written(tmp_path, GOOD | wrong))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"kind": "odd"}, "kind must be one of"),
        ({"set": "both"}, "set must be one of: tuning, unseen"),
        ({"question": ""}, "question must be text"),
        ({"relevent": {}}, "there is no key 'relevent'"),
        ({"relevant": {"pho": "2"}}, "grade 1 or 2"),
        ({"relevant": {}}, "it must say what has to come of it"),
        ({"nothing": True}, "cannot want foods and nothing"),
        ({"any_of": {"type": "stew"}}, "any_of must be a list"),
        ({"any_of": [{"colour": "red"}]}, "there is no condition 'colour'"),
        ({"never": [{"allergens": {"peanut": "free"}}]}, "allergens has no 'peanut'"),
        ({"any_of": [{"nutrition": {"kcal": {"below": 3}}}]}, "kcal needs at_least or at_most"),
        ({"any_of": [{"type": "stew", "grade": 3}]}, "grade must be 1 or 2"),
        ({"sides": [["a"], "b"]}, "food ids must be a list"),
        ({"history": [{"role": "system", "content": "x"}]}, "role must be one of"),
        ({"history": ["hello"]}, "each turn of history"),
        ({"note": 3}, "note must be text"),
    ],
)
def test_a_fault_is_named_with_its_question(tmp_path: Path, change: dict[str, Any], said: str) -> None:
    with pytest.raises(QuestionsInvalid) as refused:
        load_questions(written(tmp_path, GOOD, GOOD | {"id": "b"} | change))
    (problem,) = refused.value.problems
    assert problem.startswith("question 2 (b): ") and said in problem


def test_a_file_that_is_no_list_of_questions_is_refused(tmp_path: Path) -> None:
    for content in ("", "{", "{}", "[]", "\xff"):
        path = tmp_path / "questions.json"
        path.write_text(content, encoding="latin-1")
        with pytest.raises(QuestionsInvalid):
            load_questions(path)
    with pytest.raises(QuestionsInvalid, match="cannot be read"):
        load_questions(tmp_path / "none.json")
    with pytest.raises(QuestionsInvalid, match="'a' is given 2 times"):
        load_questions(written(tmp_path, GOOD, GOOD))


def test_labels_that_do_not_go_with_a_corpus_are_named(tmp_path: Path, corpus: Corpus) -> None:
    rows = (
        GOOD | {"relevant": {"phoo": 2}},
        GOOD | {"id": "b", "any_of": [{"type": "planet"}]},
        GOOD | {"id": "c", "sides": [["pho"], ["ramenn"]]},
        GOOD | {"id": "d", "never": [{"type": "soup"}]},
        GOOD | {"id": "e", "history": [{"role": "assistant", "content": "x", "sources": ["nope"]}]},
    )
    with pytest.raises(QuestionsInvalid) as refused:
        check_against(load_questions(written(tmp_path, *rows)), corpus)
    assert refused.value.problems == [
        "a: there is no food 'phoo'",
        "b: rule 1 of any_of fits no food",
        "c: there is no food 'ramenn'",
        "d: a food is both relevant and never to be offered",
        "e: there is no food 'nope'",
    ]


def test_rules_are_exact(corpus: Corpus) -> None:
    pho, hummus = corpus.by_id["pho"], corpus.by_id["hummus"]

    def fits(food: Any, **rule: Any) -> bool:
        return read_rule(rule).fits(food)

    assert fits(pho, type="soup", country=["Vietnam", "Laos"]) and not fits(pho, type="soup", country="Laos")
    assert fits(pho, type={"not": "stew"}) and not fits(pho, type={"not": ["stew", "soup"]})
    assert fits(pho, meals="breakfast") and not fits(pho, meals={"not": "breakfast"})
    assert fits(pho, diets={"vegan": "no"}) and fits(hummus, diets={"vegan": "yes", "vegetarian": "yes"})
    assert fits(hummus, allergens={"sesame": "contains"}) and fits(hummus, allergens={"sesame": {"not": "free"}})
    assert not fits(pho, allergens={"gluten": ["free", "contains"]})
    unknown = next(each for each in corpus.foods if "lupin" not in each.allergens)
    assert fits(unknown, allergens={"lupin": "unknown"}) and fits(unknown, allergens={"lupin": {"not": "free"}})
    assert fits(hummus, ingredients="chickpea") and not fits(hummus, ingredients="pea")
    assert fits(hummus, words=["CHICKPEAS"]) and fits(hummus, ids=["hummus", "pho"])
    assert fits(hummus, nutrition={"kcal": {"at_least": 100, "at_most": 300}})
    assert not fits(hummus, nutrition={"kcal": {"at_most": 100}}) and not fits(pho, nutrition={"kcal": {"at_least": 0}})


def test_the_first_rule_that_fits_and_what_is_named_give_the_grade(tmp_path: Path, corpus: Corpus) -> None:
    row = GOOD | {
        "any_of": [{"country": "Japan", "type": "soup"}, {"country": "Japan", "grade": 1}],
        "sides": [["naan"]],
    }
    (question,) = load_questions(written(tmp_path, row | {"relevant": {"ramen": 1}}))
    grades = question.grades(corpus)
    assert grades["ramen"] == 1 and grades["udon"] == 2 and grades["sushi"] == 1 and grades["naan"] == 2


_KEYS = st.sampled_from(["type", "diets", "vegan", "not", "nutrition", "kcal", "at_least", "grade"])
_ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda more: st.lists(more, max_size=3) | st.dictionaries(_KEYS, more, max_size=3),
)


@settings(max_examples=60)
@given(_ANYTHING)
def test_any_rule_is_read_or_refused_with_a_reason(row: Any) -> None:
    try:
        assert read_rule(row).grade in (1, 2)
    except ValueError as refused:
        assert str(refused)
