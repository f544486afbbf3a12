"""Files from foreign systems become foods, or every reason why not is told; what is doubtful becomes unknown."""

from __future__ import annotations

import gzip
import json
import tracemalloc
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from ragfood.foods import Food, load_foods
from ragfood.importing import Draft, draft_of_files
from ragfood.importing.sources import LARGEST_JSON, MOST_FOODS

ROOT = Path(__file__).resolve().parents[1]
LAKSA = {"name": "Laksa", "text": "A noodle soup."}


def draft(folder: Path, content: Any, name: str = "foods.json") -> Draft:
    path = folder / name
    raw = content if isinstance(content, bytes) else content if isinstance(content, str) else json.dumps(content)
    path.write_bytes(raw if isinstance(raw, bytes) else raw.encode())
    return draft_of_files([path])


def food(folder: Path, row: dict[str, Any]) -> Food:
    made = draft(folder, [{"text": "It is food.", **row}])
    assert not made.errors.count, made.errors.told
    return made.foods[0]


def problems(made: Draft) -> list[str]:
    return [str(each) for each in made.errors.told]


def test_the_shipped_corpus_comes_back_as_it_was_without_a_note() -> None:
    path = ROOT / "data" / "foods.json"
    made = draft_of_files([path])
    assert (tuple(made.foods), made.errors.told, made.notes.told) == (load_foods(path).foods, [], [])


@pytest.mark.parametrize(
    "shape",
    [
        [LAKSA],
        LAKSA,
        {"foods": [LAKSA]},
        {"meta": {"version": 2}, "data": {"items": [LAKSA]}},
        {"laksa": LAKSA},
        {"Laksa": "A noodle soup."},
        [{"food": LAKSA}],
        [[LAKSA]],
        {"soups": [LAKSA], "count": 1},
        {"hits": {"hits": [{"_source": LAKSA}]}},
        [{"title": "Laksa", "description": "A noodle soup."}],
        [{"Dish_Name": "Laksa", "recipeInstructions": [{"@type": "HowToStep", "text": "A noodle soup."}]}],
        [{"name": {"en": "Laksa", "zh": "叻沙"}, "body": "A noodle soup."}],
    ],
)
def test_foods_are_found_in_any_shape_of_json(tmp_path: Path, shape: Any) -> None:
    made = draft(tmp_path, shape)
    assert [(each.id, each.name, each.text) for each in made.foods] == [("laksa", "Laksa", "A noodle soup.")]
    assert made.errors.count == 0


def test_jsonl_csv_and_tsv_are_read_as_well(tmp_path: Path) -> None:
    lines = f"{json.dumps(LAKSA)}\n\n{json.dumps({**LAKSA, 'name': 'Pho'})}\r\n"
    assert [each.name for each in draft(tmp_path, lines, "a.jsonl").foods] == ["Laksa", "Pho"]
    assert [each.name for each in draft(tmp_path, lines, "a.json").foods] == ["Laksa", "Pho"]
    table = '\ufeffTitle;Description;Ingredients\r\nLaksa;"A ""noodle""\r\nsoup; hot";noodles, coconut milk\r\n'
    soup = draft(tmp_path, table, "a.csv").foods[0]
    assert (soup.text, soup.ingredients) == ('A "noodle"\nsoup; hot', ("noodles", "coconut milk"))
    assert draft(tmp_path, "name\ttext\nLaksa\tSoup.\n", "a.tsv").foods[0].text == "Soup."
    assert draft(tmp_path, "name,text\nLaksa,Soup.\n".encode("utf-16"), "b.csv").foods[0].text == "Soup."


def test_foreign_keys_are_mapped(tmp_path: Path) -> None:
    row = {
        "dish": "Laksa", "summary": "A soup.", "country_of_origin": "Malaysia", "recipeCuisine": "Malaysian",
        "recipeIngredient": [{"name": "noodles"}, "shrimp (optional)"], "also_known_as": "curry mee; laksa lemak",
        "product_name_fr": "Laksa à la noix de coco", "code": 17,
    }  # fmt: skip
    made = food(tmp_path, row)
    assert (made.id, made.name, made.country, made.cuisine) == ("17", "Laksa", "Malaysia", "Malaysian")
    assert made.ingredients == ("noodles", "shrimp (optional)") and made.aliases == ("curry mee", "laksa lemak")
    assert made.names == {"fr": "Laksa à la noix de coco"}


def test_nutrition_is_found_nested_flat_and_listed(tmp_path: Path) -> None:
    nested = food(tmp_path, {"name": "A", "nutriments": {"energy-kcal_100g": 90, "sodium_100g": 0.4, "fat_serving": 9}})
    assert nested.nutrition == {"kcal": 90, "sodium_mg": 400}
    assert food(tmp_path, {"name": "A", "Protein (g/100g)": "5"}).nutrition == {"protein_g": 5}
    listed = [{"nutrientName": "Total lipid (fat)", "value": 3, "unitName": "G"}]
    assert food(tmp_path, {"name": "A", "foodNutrients": listed}).nutrition == {"fat_g": 3}
    serving = food(tmp_path, {"name": "A", "nutrition": {"servingSize": "1 bowl", "calories": "300 kcal"}})
    assert serving.nutrition == {}
    assert food(tmp_path, {"name": "A", "calories": 300, "servings": 4}).nutrition == {}


@pytest.mark.parametrize(
    ("row", "diets", "allergens"),
    [
        ({"tags": ["not vegan", "contains gluten"]}, {"vegan": "no", "gluten-free": "no"}, {"gluten": "contains"}),
        ({"vegan": True, "gluten_free": "yes"}, {"vegan": "yes", "gluten-free": "yes"}, {"gluten": "free"}),
        ({"vegan": "false", "isHalal": 1}, {"vegan": "no", "halal": "yes"}, {}),
        ({"gluten_free": False}, {"gluten-free": "no"}, {}),
        ({"contains_nuts": False}, {}, {}),
        ({"contains_nuts": "yes"}, {}, {"nuts": "contains"}),
        ({"allergens": {"milk": True, "nuts": False, "eggs": "traces"}}, {"dairy-free": "no"},
         {"milk": "contains", "eggs": "may contain"}),
        ({"allergens": "none"}, {}, {}),
        ({"allergens": ["en:milk"], "traces_tags": "en:nuts"}, {"dairy-free": "no"},
         {"milk": "contains", "nuts": "may contain"}),
        ({"diet": ["vegan", "not vegan"]}, {}, {}),
        ({"diet": ["vegan", "vegan?"]}, {}, {}),
        ({"tags": ["nut-free", "may contain nuts"]}, {}, {"nuts": "may contain"}),
        ({"tags": ["peanut-free", "peanut"]}, {}, {}),
        ({"diets": {"vegan": "vegan option"}}, {"vegan": "depends"}, {}),
        ({"diets": {"vegan": "unknown"}}, {}, {}),
        ({"suitable_for": ["vegans"], "not_suitable_for": "halal"}, {"vegan": "yes", "halal": "no"}, {}),
    ],
)  # fmt: skip
def test_claims_become_diets_and_allergens(
    tmp_path: Path, row: dict[str, Any], diets: dict[str, str], allergens: dict[str, str]
) -> None:
    made = food(tmp_path, {"name": "A", **row})
    assert (dict(made.diets), dict(made.allergens)) == (diets, allergens)


def test_ingredients_overrule_claims_and_it_is_noted(tmp_path: Path) -> None:
    row = {**LAKSA, "ingredients": ["wheat flour", "butter", "honey", "egg (optional)"], "diet": "vegan, gluten-free"}
    made = draft(tmp_path, [row])
    assert dict(made.foods[0].allergens) == {"gluten": "contains", "milk": "contains", "eggs": "may contain"}
    assert "vegan" not in made.foods[0].diets and made.foods[0].diets["gluten-free"] == "no"
    notes = "\n".join(map(str, made.notes.told))
    assert "not believed" in notes and "vegan yes does not go with 'butter'" in notes


def test_ids_are_stable_and_the_same_in_any_file(tmp_path: Path) -> None:
    first = draft(tmp_path, [{"name": "Crème Brûlée", "text": "A."}, {"name": "ラーメン", "text": "B."}]).foods
    again = draft(
        tmp_path, {"x": [{"title": "Crème  brûlée!", "text": "Other."}, {"title": "ラーメン", "text": "C."}]}
    ).foods
    assert [each.id for each in first] == [each.id for each in again] == ["creme-brulee", "ラーメン"]


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        ('[{"id": 1, "text": "A"}', "a.json", "cut off"),
        ('[{"id": 1 "text": "A"}]', "a.json", "not JSON"),
        ('[\n<<<<<<< HEAD\n{"id": 1}\n=======\n>>>>>>> b\n]', "a.json", "line 2: is a merge marker"),
        ("name,text\n<<<<<<< HEAD\nA,B\n", "a.csv", "line 2: is a merge marker"),
        ('[{"id": 1, "text": "A"}, {"id": 1, "text": "B"}]', "a.json",
         "row 2: id '1' is already that of a.json, row 1"),
        ('[{"name": "A", "text": "x"}, {"name": "a", "text": "y"}]', "a.json", "has no id of its own"),
        ('[{"id": 1, "text": ""}]', "a.json", "row 1: text is missing"),
        ('[{"id": 1, "text": "A"}, 7, null]', "a.json", "row 2: is a number"),
        ('[{"id": [1], "text": "A"}]', "a.json", "id is a list"),
        ('[{"id": "a\\u0000b", "text": "A"}]', "a.json", "id holds control characters"),
        ('[{"id": 1, "text": "half \\ud800"}]', "a.json", "lone surrogate"),
        ('{"a": {"text": "A"}, "a": {"text": "B"}}', "a.json", "'a' stands twice"),
        ("[" * 100_000, "a.json", "nested too deeply"),
        ("[" * 20 + "]" * 20, "a.json", "nested too deeply"),
        ("[]", "a.json", "holds no foods"),
        ("   \n", "a.json", "is empty"),
        (b"name,text\nA,caf\xe9\n", "a.csv", "line 2: is not UTF-8"),
        (b'[{"id": 1, "text": "caf\xe9"}]', "a.json", "is not UTF-8"),
        ("name,text\nA,B,C\n", "a.csv", "line 2: it has 3 cells"),
        ('name,text\nA,"B', "a.csv", "quotation is not closed"),
        ("name,name,text\nA,B,C\n", "a.csv", "stands twice"),
        ("x,y\n1,2\n", "a.csv", "no column that is known"),
        ('{"id": 1, "text": "A"}\n{"id": 2,\n', "a.jsonl", "line 2: it is not whole JSON"),
        (gzip.compress(b"[]" * 100, mtime=0), "a.json", "gzip archive"),
        (b"\x00\x01\x02", "a.json", "no text file"),
        ('[{"id": 1, "text": "' + "A" * 20_001 + '"}]', "a.json", "at most 20,000"),
    ],
)  # fmt: skip
def test_every_fault_is_told_with_its_place(tmp_path: Path, content: Any, name: str, told: str) -> None:
    made = draft(tmp_path, content, name)
    assert any(told in each for each in problems(made)), problems(made)
    assert all(each.startswith(name) for each in problems(made))


def test_all_faults_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('[{"id": 1}, {"id": 2, "text": "ok"}, 5]')
    (tmp_path / "b.jsonl").write_text('{"id": 2, "text": "again"}\n{"id": \n{"id": 3}\n')
    made = draft_of_files([tmp_path / "a.json", tmp_path / "b.jsonl", tmp_path / "none.csv", tmp_path])
    told = "\n".join(problems(made))
    for part in ("a.json, row 1", "a.json, row 3", "line 1: id '2' is already that of a.json, row 2", "b.jsonl, line 2",
                 "b.jsonl, line 3: text is missing", "none.csv: there is no such file", "it is no file"):  # fmt: skip
        assert part in told


def test_a_zip_bomb_is_not_opened(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bomb.json", "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("foods.json", b"0" * 20_000_000)
    assert "ZIP archive" in problems(draft_of_files([tmp_path / "bomb.json"]))[0]


def test_control_characters_are_taken_out_and_noted(tmp_path: Path) -> None:
    made = draft(tmp_path, [{"name": "A\u202eB", "text": "one\x07 two\r\nthree"}])
    assert (made.foods[0].name, made.foods[0].text) == ("AB", "one two\nthree") and made.notes.count == 2


def test_the_same_food_twice_is_taken_once_and_one_name_with_two_ids_is_noted(tmp_path: Path) -> None:
    made = draft(tmp_path, [{"id": 1, **LAKSA}, {"id": 1, **LAKSA}, {"id": 2, **LAKSA}])
    assert [each.id for each in made.foods] == ["1", "2"] and made.notes.count == 2


@pytest.mark.parametrize("name", ["many.jsonl", "many.csv"])
def test_a_million_rows_are_refused_with_their_count_in_bounded_memory(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    row = b'{"id":1,"text":"A"}\n' if name.endswith("l") else b"A,B\n"
    path.write_bytes((b"" if name.endswith("l") else b"name,text\n") + row * 50_000)
    tracemalloc.start()
    told = problems(draft_of_files([path]))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert f"50,000 rows; a corpus has at most {MOST_FOODS:,} foods" in told[0]
    assert peak < 5_000_000


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    for name, size in (("a.json", LARGEST_JSON + 1), ("a.csv", 100 * 1024**2 + 1)):
        with (tmp_path / name).open("wb") as file:
            file.write(b"[".ljust(5000))
            file.truncate(size)
        assert f"{size:,} bytes" in problems(draft_of_files([tmp_path / name]))[0]


_JSON = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats() | some.text(max_size=12),
    lambda inner: (
        some.lists(inner, max_size=4)
        | some.dictionaries(
            some.sampled_from(
                ["id", "name", "text", "tags", "allergens", "diets", "nutrition", "ingredients", "foods", "x"]
            )
            | some.text(max_size=6),
            inner,
            max_size=5,
        )
    ),
    max_leaves=20,
)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=_JSON.map(json.dumps) | some.text(max_size=80) | some.binary(max_size=80),
    kind=some.sampled_from(["json", "jsonl", "csv"]),
)
def test_no_file_whatever_raises_anything(tmp_path: Path, content: str | bytes, kind: str) -> None:
    raw = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
    (tmp_path / f"any.{kind}").write_bytes(raw)
    made = draft_of_files([tmp_path / f"any.{kind}"])
    assert made.foods or made.errors.count
    assert all(each.id and each.text and "\0" not in each.name for each in made.foods)
