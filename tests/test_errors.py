"""The tree of errors: drawn as it is, each with its own code, and safe to show."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from ragfood import errors
from ragfood.errors import Declined, RagFoodError, Unreachable


def every(root: type[RagFoodError] = RagFoodError) -> Iterator[type[RagFoodError]]:
    yield root
    for branch in root.__subclasses__():
        if branch.__module__ == errors.__name__:
            yield from every(branch)


def drawn() -> dict[str, str]:
    """Each class of the drawing at the top of the module, with the class that it hangs from."""
    parents: dict[str, str] = {}
    path: list[str] = ["RagFoodError"]
    for line in (errors.__doc__ or "").splitlines():
        if found := re.match(r"([│ ]*)[├└]─ (\w+) {2,}\S", line):
            del path[len(found[1]) // 3 + 1 :]
            parents[found[2]] = path[-1]
            path.append(found[2])
    return parents


def test_the_drawing_is_the_tree() -> None:
    assert drawn() == {each.__name__: each.__bases__[0].__name__ for each in every() if each is not RagFoodError}


def test_every_error_has_a_code_of_its_own() -> None:
    codes = [each.code for each in every()]
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch(r"[a-z_]+", code) for code in codes)


def test_an_error_says_what_happened_and_what_to_do() -> None:
    trouble = RagFoodError("The key is refused.", "Get another.")
    assert (trouble.happened, trouble.remedy) == ("The key is refused.", "Get another.")
    assert str(trouble) == "The key is refused. Get another."
    assert str(RagFoodError("You stopped.")) == "You stopped."


@pytest.mark.parametrize("error", list(every(Declined)), ids=lambda each: each.__name__)
def test_every_refusal_is_made_alike_and_tells_the_router_what_to_do(error: type[Declined]) -> None:
    refusal = error("It did not answer.", "Ask again.")
    assert refusal.retry_after is None
    assert str(refusal) == "It did not answer. Ask again."
    assert {type(refusal.transient), type(refusal.trouble), type(refusal.reached)} == {bool}


def test_what_our_own_limits_refuse_never_opens_a_circuit() -> None:
    ours = [errors.OverBudget, errors.PriceUnknown, errors.CostUnrecordable, errors.OverLimit, errors.Resting]
    assert not any(each.trouble or each.transient or each.reached for each in [*ours, errors.NotConfigured])


def test_only_what_time_may_cure_is_tried_again() -> None:
    assert {each for each in every(Declined) if each.transient} == {errors.RateLimited, errors.ServerFault}


def test_ollama_down_is_a_kind_of_unreachable_with_a_code_of_its_own() -> None:
    assert issubclass(errors.OllamaDown, Unreachable)
    assert errors.OllamaDown.code != Unreachable.code


def test_facts_of_single_errors() -> None:
    assert errors.RateLimited("Wait.", retry_after=1.5, lasting=True).lasting
    assert not errors.RateLimited("Wait.").lasting
    assert errors.EmptyAnswer("Nothing.", cut=True).cut
    assert errors.ModelGone("Gone.", successor="another").successor == "another"
    assert errors.CorpusInvalid("Bad rows.", "Mend them.", ["row 1", "row 2"]).problems == ["row 1", "row 2"]
    assert errors.Stopped().happened == "You stopped this answer."
