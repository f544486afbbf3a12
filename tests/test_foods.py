import json
import math
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from ragfood import foods
from ragfood.errors import CorpusInvalid, CorpusMissing
from ragfood.foods import Corpus, Food, load_foods, read_foods

ROOT = Path(__file__).resolve().parents[1]
FEW_FOODS = Path(__file__).with_name("few_foods.json")
SCHEMA = Draft202012Validator(json.loads((ROOT / "data" / "foods.schema.json").read_text()))

PAD_THAI = {
    "id": "pad-thai",
    "name": "Pad Thai",
    "type": "dish",
    "country": "Thailand",
    "region": "Southeast Asia",
    "cuisine": "Thai",
    "text": "Rice noodles fried in a hot wok.",
    "ingredients": ["rice noodles", "egg", "shrimp (optional)"],
    "methods": ["stir-fried"],
    "tastes": ["sweet", "sour"],
    "meals": ["lunch"],
    "diets": {"vegan": "no", "halal": "depends", "kosher": "unknown"},
    "allergens": {"contains": ["eggs", "peanuts"], "may_contain": ["gluten"], "free": ["milk"]},
    "aliases": ["phad thai", "ผัดไทย"],
    "names": {"ja": "パッタイ", "de": "Pad Thai"},
    "nutrition": {"kcal": 150, "protein_g": 6.5, "sodium_mg": 300, "source": "USDA SR Legacy 00000"},
}


def written(folder: Path, content: str | bytes) -> Path:
    path = folder / "foods.json"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def problems_of(rows: object) -> list[str]:
    with pytest.raises(CorpusInvalid) as raised:
        read_foods(rows)
    return raised.value.problems


def accepted(row: object) -> bool:
    try:
        read_foods([row])
    except CorpusInvalid:
        return False
    return True


class Incomparable(Food):
    """Comparing thousands of foods takes as long as answering a question from them."""

    def __eq__(self, other: object) -> bool:
        raise AssertionError("food was compared with food")


def test_corpora_are_told_apart_without_comparing_their_foods() -> None:
    one, same, other = (
        Corpus((Incomparable(id="dal", name=name, text="Lentils."),)) for name in ("Dal", "Dal", "Dhal")
    )
    assert one == same and {one: "known"}[same] == "known"
    assert one != other and one != "Dal"


def test_a_full_row_is_read_whole() -> None:
    food = read_foods([PAD_THAI]).by_id["pad-thai"]
    assert (food.name, food.country, food.ingredients[2]) == ("Pad Thai", "Thailand", "shrimp (optional)")
    assert food.allergens == {"eggs": "contains", "peanuts": "contains", "gluten": "may contain", "milk": "free"}
    assert food.nutrition == {"kcal": 150.0, "protein_g": 6.5, "sodium_mg": 300.0}
    assert food.nutrition_source == "USDA SR Legacy 00000"
    assert food.all_names == ("Pad Thai", "phad thai", "ผัดไทย", "パッタイ")


def test_what_is_unknown_is_absent() -> None:
    food = read_foods([PAD_THAI]).foods[0]
    assert "kosher" not in food.diets and "vegetarian" not in food.diets and "lupin" not in food.allergens
    assert "fat_g" not in food.nutrition


@pytest.mark.parametrize(
    ("key", "expected"), [("contains", "no"), ("may_contain", "depends"), ("free", "yes"), (None, None)]
)
def test_gluten_free_and_dairy_free_follow_from_the_allergens(key: str | None, expected: str | None) -> None:
    row = {"id": "x", "text": "X.", "allergens": {key: ["gluten", "milk"]} if key else {}}
    diets = read_foods([row]).foods[0].diets
    assert (diets.get("gluten-free"), diets.get("dairy-free")) == (expected, expected)


def test_a_given_diet_goes_before_a_derived_one() -> None:
    row = {"id": "x", "text": "X.", "allergens": {"free": ["gluten"]}, "diets": {"gluten-free": "depends"}}
    assert read_foods([row]).foods[0].diets == {"gluten-free": "depends"}


def test_a_given_unknown_is_not_replaced_by_a_guess() -> None:
    row = {"id": "x", "text": "X.", "allergens": {"free": ["gluten"]}, "diets": {"gluten-free": "unknown"}}
    assert read_foods([row]).foods[0].diets == {}


def test_the_simplest_shape_is_read_and_named() -> None:
    rows = [
        {"id": 1, "text": "A banana is a yellow fruit.", "region": "Tropics", "type": "Fruit"},
        {"id": "2", "text": "Biryani and pilaf are rice dishes."},
        {"id": "butter-chicken", "text": "Chicken in tomato sauce."},
        {"id": 4, "text": "Chicken in tomato sauce."},
    ]
    corpus = read_foods(rows)
    assert [(food.id, food.name) for food in corpus.foods] == [
        ("1", "Banana"), ("2", "Biryani and pilaf"), ("butter-chicken", "Butter chicken"), ("4", "Food 4"),
    ]  # fmt: skip
    assert corpus.by_id["1"].region == "Tropics"


def test_the_passage_names_the_food_first_and_holds_all_that_is_searched() -> None:
    passage = read_foods([PAD_THAI]).foods[0].passage()
    assert passage.startswith("Pad Thai\nphad thai, ผัดไทย, パッタイ\nThai dish from Thailand, Southeast Asia\n")
    for part in ("rice noodles", "stir-fried", "sour", "lunch", "hot wok"):
        assert part in passage
    assert read_foods([{"id": "x", "text": "Only prose."}]).foods[0].passage() == "X\nOnly prose."


GOOD = [
    PAD_THAI,
    {"id": "a", "text": "T"},
    {"id": 7, "text": "T", "name": None, "type": None, "ingredients": None, "diets": None, "nutrition": None},
    {"id": 7.0, "text": "T", "region": "", "colour": "red", "usda": 3},
    {"id": "a", "text": "T", "nutrition": {"kcal": 902, "fat_g": 100, "sodium_mg": 38758, "glow": "much"}},
    {"id": "a", "text": "T", "nutrition": {"kcal": None, "source": ""}},
    {"id": "a", "text": "T", "diets": {"dairy-free": "depends", "vegan": "unknown"}, "allergens": {"free": []}},
]
BAD = [
    [],
    "pad thai",
    None,
    {"text": "T"},
    {"id": "a"},
    {"id": "", "text": "T"},
    {"id": True, "text": "T"},
    {"id": 1.5, "text": "T"},
    {"id": None, "text": "T"},
    {"id": "a", "text": ""},
    {"id": "a", "text": " \n"},
    {"id": "a", "text": 5},
    {"id": "a", "text": None},
    {"id": "a", "text": "T", "name": " "},
    {"id": "a", "text": "T", "name": ["A"]},
    {"id": "a", "text": "T", "country": 49},
    {"id": "a", "text": "T", "ingredients": "rice"},
    {"id": "a", "text": "T", "ingredients": ["rice", 5]},
    {"id": "a", "text": "T", "aliases": [""]},
    {"id": "a", "text": "T", "names": ["Reis"]},
    {"id": "a", "text": "T", "names": {"de": None}},
    {"id": "a", "text": "T", "diets": ["vegan"]},
    {"id": "a", "text": "T", "diets": {"not vegan": "yes"}},
    {"id": "a", "text": "T", "diets": {"vegan": "maybe"}},
    {"id": "a", "text": "T", "diets": {"vegan": True}},
    {"id": "a", "text": "T", "allergens": ["milk"]},
    {"id": "a", "text": "T", "allergens": {"has": ["milk"]}},
    {"id": "a", "text": "T", "allergens": {"contains": ["dairy"]}},
    {"id": "a", "text": "T", "allergens": {"contains": None}},
    {"id": "a", "text": "T", "allergens": {"contains": "milk"}},
    {"id": "a", "text": "T", "nutrition": [1]},
    {"id": "a", "text": "T", "nutrition": {"kcal": 903}},
    {"id": "a", "text": "T", "nutrition": {"kcal": -1}},
    {"id": "a", "text": "T", "nutrition": {"kcal": "150"}},
    {"id": "a", "text": "T", "nutrition": {"kcal": True}},
    {"id": "a", "text": "T", "nutrition": {"kcal": math.inf}},
    {"id": "a", "text": "T", "nutrition": {"kcal": 10**400}},
    {"id": "a", "text": "T", "nutrition": {"protein_g": 100.1}},
    {"id": "a", "text": "T", "nutrition": {"sodium_mg": 40001}},
    {"id": "a", "text": "T", "nutrition": {"kcal": 1, "source": 5}},
]


@pytest.mark.parametrize("row", GOOD)
def test_schema_and_loader_accept_the_same_good_rows(row: object) -> None:
    assert SCHEMA.is_valid([row]) and accepted(row)


@pytest.mark.parametrize("row", BAD)
def test_schema_and_loader_refuse_the_same_bad_rows(row: object) -> None:
    assert not SCHEMA.is_valid([row]) and not accepted(row)


def test_every_problem_is_named_with_its_row() -> None:
    rows = [PAD_THAI, {"id": "b", "text": 5, "type": 7}, {"text": "T"}, PAD_THAI]
    assert problems_of(rows) == [
        "row 2 (b): text must be text",
        "row 2 (b): type must be text",
        "row 3: id is missing or empty",
        'row 4: id "pad-thai" is already that of row 1',
    ]


def test_ids_that_are_the_same_as_text_are_duplicates() -> None:
    assert "already" in problems_of([{"id": 1, "text": "T"}, {"id": "1", "text": "T"}])[0]


def test_what_only_the_loader_can_see_is_refused() -> None:
    assert problems_of([{"id": "a", "text": "T", "nutrition": {"kcal": math.nan}}])
    assert "lone surrogate" in problems_of([{"id": "a", "text": "half \ud800"}])[0]
    assert (
        "two lists" in problems_of([{"id": "a", "text": "T", "allergens": {"free": ["milk"], "contains": ["milk"]}}])[0]
    )
    assert problems_of([]) and problems_of({"foods": []})


def test_a_missing_file_and_a_folder_are_missing(tmp_path: Path) -> None:
    for path in (tmp_path / "none.json", tmp_path):
        with pytest.raises(CorpusMissing, match="RAGFOOD_FOODS"):
            load_foods(path)


@pytest.mark.parametrize(
    "content",
    ["", '[{"id": "a", "text": "T"}', "<<<<<<< HEAD\n[]", b"\xff\xfe[\x00", "[" * 100_000, '[{"id":' + "9" * 5000],
    ids=["empty", "truncated", "merge marks", "not UTF-8", "deep", "endless number"],
)  # fmt: skip
def test_what_is_not_json_is_invalid(tmp_path: Path, content: str | bytes) -> None:
    with pytest.raises(CorpusInvalid) as raised:
        load_foods(written(tmp_path, content))
    assert raised.value.problems


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    path = written(tmp_path, b"\xef\xbb\xbf[\r\n" + json.dumps(PAD_THAI).encode() + b"\r\n]")
    assert load_foods(path).hash == read_foods([PAD_THAI]).hash


def test_a_file_beyond_the_limit_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = written(tmp_path, "[]")
    with path.open("r+b") as file:
        file.truncate(foods.LARGEST_FILE + 1)  # sparse: takes no room
    with pytest.raises(CorpusInvalid, match="bytes"):
        load_foods(path)


def test_the_hash_is_of_the_content_and_not_of_its_spelling() -> None:
    same = {**dict(reversed(PAD_THAI.items())), "note": "not a field"}
    assert read_foods([same]).hash == read_foods([PAD_THAI]).hash
    for change in ({"text": "Other."}, {"diets": {"vegan": "yes"}}, {"nutrition": {"kcal": 151}}, {"aliases": []}):
        assert read_foods([{**PAD_THAI, **change}]).hash != read_foods([PAD_THAI]).hash


def test_reading_changes_no_food_of_the_projects_own_corpora() -> None:
    for path in (FEW_FOODS, ROOT / "data" / "foods.json"):
        rows = json.loads(path.read_text())
        assert not [error.message for error in SCHEMA.iter_errors(rows)]
        corpus = load_foods(path)
        assert isinstance(corpus, Corpus)
        assert [food.id for food in corpus.foods] == [row["id"] for row in rows]
        assert all(food.name == row["name"] for food, row in zip(corpus.foods, rows, strict=True))


def test_an_id_given_twice_is_named_also_where_the_row_has_another_fault() -> None:
    rows = [{"id": "dal", "text": "Dal is a stew."}, {"id": "dal", "text": "Dal again.", "diets": {"vegan": "perhaps"}}]
    with pytest.raises(CorpusInvalid) as told:
        read_foods(rows)
    assert len(told.value.problems) == 2 and any("already that of row 1" in each for each in told.value.problems)
