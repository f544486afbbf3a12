"""The Foods page as Streamlit runs it: browse, one food, search lab, import and index; once in a real Chromium."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from app_process import ROOT, running_app
from houses import FEW_FOODS
from playwright.sync_api import Browser, expect
from streamlit.testing.v1 import AppTest
from windows import NARROW, SIDEWAYS

HOSTILE = {
    "id": "<b>x</b>", "name": "![x](http://evil.example/a.png) **bold** $1$ :red[red]", "type": "<script>",
    "text": "<img src=x onerror=alert(1)> [link](javascript:alert(1))",
}  # fmt: skip


@pytest.fixture(autouse=True)
def foods(fresh_app: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    own = tmp_path / "own.json"
    own.write_text(json.dumps([*json.loads(FEW_FOODS.read_text()), HOSTILE]))
    monkeypatch.setenv("RAGFOOD_FOODS", str(own))
    return own


def open_page(**address: str) -> AppTest:
    page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=90).run().switch_page("pages/3_Foods.py")
    for name, value in address.items():
        page.query_params[name] = value
    return page.run()


def words(page: AppTest) -> str:
    assert not page.exception
    kinds = ("markdown", "caption", "info", "error", "warning", "success", "title", "subheader")
    return "\n".join(str(each.value) for kind in kinds for each in page.get(kind))


def names(page: AppTest) -> list[str]:
    return [button.label for button in page.button if (button.key or "").startswith("open-")]


def test_the_address_filters_and_what_is_chosen_gets_into_it() -> None:
    page = open_page(diet="vegan", free="peanuts,nonsense", sort="protein_g")
    shown = names(page)
    assert "Guacamole" in shown and "Falafel" not in shown and "Tiramisu" not in shown
    assert "unknown never counts as safe" in words(page)
    page.text_input(key="foods-q").set_value("guac").run()
    assert names(page) == ["Guacamole"] and "guac" in page.query_params["q"]
    page.text_input(key="foods-q").set_value("nothing at all").run()
    assert "No food fits" in words(page)


def test_a_food_opens_with_all_that_is_known_and_what_is_not() -> None:
    page = open_page(q="hummus")
    next(button for button in page.button if button.label == "Hummus").click().run()
    told = words(page)
    for part in (
        "Cooked chickpeas",
        "sesame: contains",
        "soybeans: unknown",
        "vegan: yes",
        "177 kcal",
        "USDA SR 16137",
        "حمص",
    ):
        assert part in told, part
    assert "hummus" in page.query_params["food"]
    next(button for button in page.button if button.label == "All foods").click().run()
    assert names(page) == ["Hummus"]
    assert "no food with this address" in words(open_page(food="nonsense"))


def test_similar_foods_are_offered_once_the_index_is_ready() -> None:
    page = open_page(food="hummus")
    deadline = time.monotonic() + 60
    while not [each for each in page.button if (each.key or "").startswith("similar-")] and time.monotonic() < deadline:
        time.sleep(0.2)
        page.run()
    similar = [each for each in page.button if (each.key or "").startswith("similar-")]
    assert len(similar) == 5 and "Hummus" not in [each.label for each in similar]
    similar[0].click().run()
    assert not page.exception and "hummus" not in page.query_params["food"]


def test_what_a_file_says_is_shown_to_the_letter() -> None:
    told = words(open_page(food=str(HOSTILE["id"])))
    assert "\\<img src=x" in told and "\\!\\[x\\]" in told and "\\[link\\]" in told and "\n<script>" not in told


def test_the_search_lab_tells_what_was_understood_found_and_hidden() -> None:
    page = open_page(show="search", ask="a dessert without milk")
    told = words(page)
    assert "dairy-free" in told and "Hidden by what was demanded" in told and "contains milk" in told
    page.text_input(key="foods-ask").set_value("tiramisu").run()
    table = page.dataframe[0].value
    assert table["name"][0] == "Tiramisu" and {"score", "lexical", "dense", "fused"} <= set(table.columns)


def upload(page: AppTest, name: str, rows: object) -> AppTest:
    page.get("file_uploader")[0].set_value((name, json.dumps(rows).encode(), "application/json"))
    return page.run()


def test_nothing_is_written_before_it_is_confirmed_and_it_comes_back(foods: Path) -> None:
    before = foods.read_bytes()
    page = upload(open_page(show="import"), "new.json", [{"title": "Zorblatt", "body": "A stew.", "tags": "not vegan"}])
    assert "1 are new" in words(page) and foods.read_bytes() == before
    next(button for button in page.button if button.label == "Import").click().run()
    assert "Imported" in words(page)
    assert json.loads(foods.read_text())[-1]["diets"] == {"vegan": "no"}
    page.segmented_control(key="foods-show").set_value("browse").run()
    page.text_input(key="foods-q").set_value("zorb").run()
    assert names(page) == ["Zorblatt"]
    page.segmented_control(key="foods-show").set_value("import").run()
    next(button for button in page.button if button.label == "Restore").click().run()
    assert "Zorblatt" not in foods.read_text()


def test_with_problems_there_is_nothing_to_confirm(foods: Path) -> None:
    before = foods.read_bytes()
    page = upload(open_page(show="import"), "bad.json", [{"id": 1}, {"id": 2, "text": "B"}])
    assert "text" in set(page.dataframe[1].value.iloc[0])
    assert not [button for button in page.button if button.label == "Import"]
    assert "Correct the problems" in words(page) and foods.read_bytes() == before


def test_the_index_is_rebuilt_while_searches_go_on() -> None:
    page = open_page(show="index")
    next(button for button in page.button if button.label == "Rebuild the index").click().run()
    from ragfood.ui import frame

    rebuild = frame.live().current().index.rebuilding
    assert rebuild is not None and rebuild.wait(60)
    assert frame.live().current().index.search("hummus", 1).matches[0].food.id == "hummus"
    page.run()
    assert "Search is ready" in words(page) and "lsa-1" in words(page)


@pytest.mark.browser
def test_in_a_browser_a_file_is_taken_in_and_its_food_opened_on_a_narrow_screen(
    browser: Browser, tmp_path: Path
) -> None:
    (tmp_path / "new.csv").write_text("Name;Description;Allergens\nZorblatt;A stew of moon beans.;milk\n")
    with running_app(tmp_path, {"RAGFOOD_FOODS": str(tmp_path / "own.json")}) as address:
        page = browser.new_context(viewport=NARROW).new_page()
        page.goto(f"{address}/Foods?show=import")
        page.locator("input[type=file]").set_input_files(str(tmp_path / "new.csv"))
        expect(page.get_by_text("1 are new")).to_be_visible()
        page.get_by_role("button", name="Import", exact=True).click()
        expect(page.get_by_text("Imported.")).to_be_visible()
        page.get_by_role("radio", name="Browse").click()
        box = page.get_by_label("Search by name")
        box.fill("zorb")
        box.press("Enter")
        page.get_by_role("button", name="Zorblatt").click()
        expect(page.get_by_text("milk: contains")).to_be_visible()
        expect(page.get_by_text("peanuts: unknown")).to_be_visible()
        assert page.evaluate(SIDEWAYS) <= 0 and "food=zorblatt" in page.url


def test_the_kitchen_of_a_food_is_named_in_the_language_of_the_page() -> None:
    page = open_page(food="pho")
    page.segmented_control(key="language-choice").set_value("de").run()
    assert "Vietnamesisch · Vietnam" in words(page) and "Vietnamese" not in words(page)
