import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from ragfood.errors import ModelTableError
from ragfood.models import Price, load_models
from ragfood.providers import Usage

TABLE = Path(__file__).parents[1] / "data" / "models.json"
TYPICAL = Usage(300, 150)


@pytest.fixture(scope="module")
def table():
    return load_models(TABLE)


@pytest.fixture
def load(tmp_path):
    """Loads a table of one's own."""

    def run(text):
        path = tmp_path / "models.json"
        path.write_text(text if isinstance(text, str) else json.dumps(text), encoding="utf-8")
        return load_models(path)

    return run


def test_every_preferred_model_is_known_priced_and_named_once(table):
    assert table.prefer
    assert len(set(table.prefer)) == len(table.prefer)
    assert all(table.models[model].price for model in table.prefer)


def test_every_price_says_when_and_where_it_was_read(table):
    prices = [price for model in table.models.values() for price in (model.price, model.vendor_price) if price]
    assert prices
    for price in prices:
        assert price.source
        assert date.fromisoformat(price.as_of if price.as_of.count("-") == 2 else f"{price.as_of}-01")


def test_every_retired_model_has_a_priced_successor_that_is_not_retired(table):
    retired = [model for model in table.models.values() if model.retired]
    assert retired
    for model in retired:
        successor = table.models[model.successor]
        assert successor.retired is None
        assert successor.price


def test_an_answer_fits_into_every_context(table):
    assert all(0 < model.max_output <= model.context for model in table.models.values())


def test_a_typical_question_costs_what_the_mission_says(table):
    price = table.facts("llama-3.1-8b-instant").price
    assert price.cost(TYPICAL) == Decimal("0.000030")
    per_month = [price.cost(TYPICAL) * questions * 30 for questions in (10, 100, 1000, 10000)]
    assert [round(cost, 2) for cost in per_month] == [Decimal("0.01"), Decimal("0.09"), Decimal("0.90"), Decimal(9)]


def test_the_vendors_own_figure_is_kept_beside_the_missions(table):
    facts = table.facts("llama-3.1-8b-instant")
    assert (facts.price.output, facts.vendor_price.output) == (Decimal("0.10"), Decimal("0.08"))


def test_costs_are_exact_and_input_and_output_are_priced_apart(table):
    price = table.facts("openai/gpt-oss-20b").price
    assert price.cost(Usage(1, 0)) == Decimal("0.000000075")
    assert price.cost(Usage(0, 1)) == Decimal("0.0000003")
    assert price.cost(Usage(300, 150)) == Decimal("0.0000675")
    assert price.cost(Usage(0, 0)) == 0


def test_cached_tokens_are_part_of_the_input_and_cheaper_where_there_is_a_price(table):
    usage = Usage(1000, 10, cached_tokens=600)
    assert table.facts("openai/gpt-oss-20b").price.cost(usage) == Decimal("0.0000555")
    assert Price(Decimal("0.05"), Decimal("0.10")).cost(usage) == Decimal("0.000051")


def test_reasoning_tokens_are_part_of_the_output_and_not_charged_again(table):
    price = table.facts("openai/gpt-oss-20b").price
    assert price.cost(Usage(0, 100, reasoning_tokens=80)) == price.cost(Usage(0, 100))


def test_a_model_that_is_not_in_the_table_has_no_price(table):
    facts = table.facts("somebody/new-model")
    assert (facts.id, facts.price, facts.retired) == ("somebody/new-model", None, None)
    assert table.facts("allam-2-7b").price is None


def test_candidates_keep_their_order_and_leave_out_what_is_retired_by_the_day(table):
    assert table.candidates(date(2026, 8, 15)) == list(table.prefer)
    assert table.candidates(date(2026, 8, 16)) == [m for m in table.prefer if m != "llama-3.1-8b-instant"]


def test_the_table_cannot_be_changed(table):
    with pytest.raises(TypeError):
        table.models["x"] = table.facts("x")
    with pytest.raises(TypeError):
        table.facts("openai/gpt-oss-20b").request["x"] = "y"


def test_little_is_needed_of_an_entry(load):
    facts = load({"prefer": [], "models": [{"id": "small"}]}).facts("small")
    assert (facts.price, facts.successor, facts.limits.requests_per_minute, facts.reasoning) == (
        None,
        None,
        None,
        False,
    )


def test_a_missing_table_says_so(tmp_path):
    with pytest.raises(ModelTableError, match=r"missing\.json cannot be read") as trouble:
        load_models(tmp_path / "missing.json")
    assert trouble.value.remedy


PRICE = {"input": "0.05", "output": "0.10", "as_of": "2026-09", "source": "a list"}


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ({"price": PRICE}, "id"),
        ({"id": "m", "price": {**PRICE, "output": "-1"}}, "negative"),
        ({"id": "m", "price": {**PRICE, "input": "NaN"}}, "not a number"),
        ({"id": "m", "price": {**PRICE, "input": "cheap"}}, "ConversionSyntax"),
        ({"id": "m", "price": {"input": "0.05", "output": "0.10", "as_of": "2026-09"}}, "source"),
        ({"id": "m", "price": {"input": "0.05", "as_of": "2026-09", "source": "a list"}}, "output"),
        ({"id": "m", "retired": "soon"}, "soon"),
        ({"id": "m", "limits": {"requests_per_year": 5}}, "requests_per_year"),
        ({"id": "m", "context": "wide"}, "wide"),
        ("m", "TypeError"),
    ],
)
def test_a_malformed_entry_names_its_fault(load, entry, fault):
    with pytest.raises(ModelTableError, match=fault) as trouble:
        load({"prefer": [], "models": [entry]})
    assert "models.json" in trouble.value.happened
    assert trouble.value.remedy


@pytest.mark.parametrize("text", ["", "{", "[]", '"text"', '{"models": []}', '{"prefer": []}', '{"models": 5}'])
def test_a_malformed_table_is_refused(load, text):
    with pytest.raises(ModelTableError, match="malformed"):
        load(text)
