import subprocess
import sys
from pathlib import Path

import pytest

from ragfood.words import fold, replace_words, terms, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jalapeño, JALAPENO, jalapen\u0303o", ["jalapeno"] * 3),
        ("smørrebrød Żurek", ["smorrebrod", "zurek"]),
        ("stir-fried noodles", ["stir", "fri", "noodl"]),
        ("ｐｈｏ", ["pho"]),
        ("борщ Борща", ["борщ", "борща"]),
        ("الحمص حُمّص", ["حمص", "حمص"]),
        ("मसालेदार चावल।", ["मसालेदार", "चावल"]),
        ("ผัดไทย", ["ผั", "ัด", "ดไ", "ไท", "ทย"]),
        ("麻婆豆腐", ["麻婆", "婆豆", "豆腐", "麻", "婆", "豆", "腐"]),
        ("粥", ["粥"]),
        ("ラーメンgood", ["ラー", "ーメ", "メン"]),
        ("비빔밥", ["비빔", "빔밥"]),
        ("snake_case 7up", ["snake", "case", "7up"]),
        ("", []),
        ("?!…", []),
    ],
)
def test_terms_of_all_scripts(text: str, expected: list[str]) -> None:
    assert terms(text) == expected


@pytest.mark.parametrize(
    "question", ["What is it?", "How do I make this?", "¿Qué es?", "Was ist das?", "ما هو", "क्या है"]
)
def test_words_that_only_ask_are_no_terms(question: str) -> None:
    assert terms(question) == []


def test_people_are_searched_as_their_places() -> None:
    assert terms("Asian African European American") == terms("Asia Africa Europe America")


def test_words_keep_vowel_signs_and_what_surrounds_them_stays() -> None:
    assert words("पनीर, ދިވެހި!") == ["पनीर", "ދިވެހި"]
    assert replace_words("One, two — öne!", lambda word: "x" if fold(word) == "one" else word) == "x, two — x!"


def test_importing_loads_no_stemmer() -> None:
    code = "import sys, ragfood.words; assert 'Stemmer' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).resolve().parents[1], check=True)
