"""Foods of which it is asked whether somebody can eat them, by name or as those spoken of last."""

from __future__ import annotations

import pytest
from houses import house
from test_unfit_in_talk import after

from ragfood.assembly import DATA, House
from ragfood.demands import read_demands
from ragfood.finding import find


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> House:
    return house(tmp_path_factory.mktemp("unfit_asked"), RAGFOOD_FOODS=str(DATA / "foods.json"))


@pytest.mark.parametrize(
    ("question", "food", "left_out"),
    [
        ("I'm allergic to eggs, can I eat mayonnaise?", "Mayonnaise", "eggs"),
        ("I can't have eggs. Is mayonnaise ok?", "Mayonnaise", "eggs"),
        ("Should I avoid tofu if I'm allergic to soy?", "Tofu", "soybeans"),
        ("fish allergy - fish sauce?", "Fish Sauce", "fish"),
        ("Can someone allergic to gluten eat seitan?", "Wheat gluten", "gluten"),
        ("Ist Tofu bei Sojaallergie ok?", "Tofu", "soybeans"),
        ("Le tofu est-il sans danger si je suis allergique au soja ?", "Tofu", "soybeans"),
        ("Soy alérgico al huevo, ¿puedo comer mayonesa?", "Mayonnaise", "eggs"),
        ("È sicuro il tofu per un allergico alla soia?", "Tofu", "soybeans"),
        ("我对鸡蛋过敏,可以吃蛋黄酱吗?", "Mayonnaise", "eggs"),
        ("달걀 알레르기가 있어요. 마요네즈 먹어도 되나요?", "Mayonnaise", "eggs"),
        ("عندي حساسية من السمسم، هل الطحينة آمنة؟", "Tahini", "sesame"),
    ],
)
def test_a_food_made_of_what_is_left_out_gets_its_verdict(app: House, question: str, food: str, left_out: str) -> None:
    finding = find(app.index, question, (), 5)
    assert finding.warnings[0].startswith(food) and finding.warnings[0].endswith(f"contains {left_out}.")
    assert left_out in finding.demands.free_of and not finding.demands.without_ingredients


def test_each_of_several_foods_gets_its_verdict(app: House) -> None:
    finding = find(app.index, "which of hummus, guacamole and pesto can I eat with a nut allergy", (), 5)
    assert {*finding.subjects} == {"hummus", "guacamole", "pesto-alla-genovese"} and len(finding.warnings) == 1


@pytest.mark.parametrize("name", ["marzipan", "paneer"])
def test_what_no_food_is_called_is_said(app: House, name: str) -> None:
    finding = find(app.index, f"Is {name} ok for me? I'm allergic to milk and nuts", (), 5)
    assert f"nothing called “{name}”" in finding.nothing_fits and "nuts" in finding.demands.free_of


@pytest.mark.parametrize("text", ["I need to avoid peanuts", "my allergies, peanuts", "Je dois éviter les cacahuètes"])
def test_what_must_be_avoided_is_left_out(text: str) -> None:
    assert "peanuts" in read_demands(text).free_of


def test_who_asks_whether_it_can_be_eaten_leaves_out_nothing_more(app: House) -> None:
    assert find(app.index, "卵アレルギーです。納豆は食べられますか", (), 5).demands.free_of == ("eggs",)


@pytest.mark.parametrize(
    "question",
    [
        "I'm allergic to sesame, is it safe?",
        "my son is allergic to sesame. Is it ok for him?",
        "Ich bin gegen Sesam allergisch, darf ich das?",
        "Darf meine sesamallergische Tochter das essen?",
        "Je suis allergique au sésame, je peux en manger ?",
        "Soy alérgico al sésamo, ¿puedo comerlo?",
        "Sono allergico al sesamo, posso mangiarlo?",
        "Susama alerjim var, yiyebilir miyim?",
        "عندي حساسية من السمسم، هل يمكنني أكله؟",
    ],
)
def test_it_is_the_dish_spoken_of_though_an_allergy_is_told_with_it(app: House, question: str) -> None:
    finding = find(app.index, question, after("bibimbap"), 5)
    assert finding.demands.free_of == ("sesame",) and finding.warnings[0].startswith("Bibimbap")


@pytest.mark.parametrize("question", ["I'm allergic to nuts. What can I eat?", "Susama alerjim var, ne yiyebilirim?"])
def test_who_asks_what_can_be_eaten_asks_not_of_the_dish_shown(app: House, question: str) -> None:
    assert not find(app.index, question, after("bibimbap"), 5).warnings
