"""Plain answers: what the data of the foods answer by themselves, cited, without a model; and what a model is told."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from ragfood.demands import nutrient_of
from ragfood.finding import Finding
from ragfood.foods import Food
from ragfood.understanding.inquiring import Inquiry
from ragfood.understanding.understood import Column, Comparison, Row

_STATES = {"yes": "is {}", "no": "is not {}", "depends": "is {} only in some versions"}
_HOLDS = {"contains": "contains {}", "may contain": "may contain {}", "free": "is free of {}"}
_HIGH_LOW = {True: "the most first", False: "the least first"}
_SHORT = 220


def plain_answer(finding: Finding) -> tuple[str, ...]:
    """Paragraphs of Markdown; () when no food bears on the question."""
    numbers = {match.food.id: at for at, match in enumerate(finding.found.matches, 1)}
    foods = {match.food.id: match.food for match in finding.found.matches}
    if not foods:
        return ()
    said = [*finding.warnings]
    if finding.comparison and finding.comparison.kind == "comparison":
        said += _compared(finding.comparison, numbers)
        return (*said, *(_entry(numbers[each], foods[each]) for each in foods))
    if finding.comparison and finding.demands.orders:
        return (*said, *_ranking(finding, finding.comparison, numbers))
    subjects = [foods[each] for each in finding.subjects]
    if len(subjects) > 1 and finding.asking and finding.asking.sides:
        return (
            *said,
            "No numbers are stored for these; what the collection says of each:",
            *_entries(subjects, numbers),
        )
    facts = [fact for food in subjects for fact in _facts(food, numbers[food.id], finding)]
    if facts:
        return (
            *said,
            "\n".join(f"- {fact}" for fact in facts) if len(facts) > 1 else facts[0],
            *_entries(subjects, numbers),
        )
    if finding.demands:
        return (*said, *_offered(finding, foods, numbers))
    return (*said, "The collection holds this on it, read back without a model:", *_entries(foods.values(), numbers))


def prompted(finding: Finding) -> tuple[str, ...]:
    """Lines for a model beside the foods: what is not fit, in which order they stand, and numbers side by side."""
    lines = [f"Warning to repeat first: {warning}" for warning in finding.warnings]
    if wanted := [facet.wanted for facet in finding.demands.wanted]:
        lines.append(f"The person would like: {', '.join(wanted)}.")
    if finding.demands.orders and finding.comparison:
        lines.append(f"The foods stand in the order asked for: {', '.join(o.label for o in finding.demands.orders)}.")
    if finding.comparison:
        numbers = {match.food.id: at for at, match in enumerate(finding.found.matches, 1)}
        rows = (
            f"[{numbers[row.id]}] {row.name}: {_amounts(finding.comparison, row)}" for row in finding.comparison.rows
        )
        lines.append(f"Stored numbers per 100 g: {'; '.join(rows)}.")
    return (*lines, *finding.told)


def _compared(comparison: Comparison, numbers: Mapping[str, int]) -> Iterator[str]:
    asked = [at for at, column in enumerate(comparison.columns) if column.key in comparison.asked]
    sentences = [_which_has_more(comparison, at, numbers) for at in asked or range(min(4, len(comparison.columns)))]
    yield "\n".join(f"- {each}" for each in sentences) if len(sentences) > 1 else sentences[0]
    if len(asked) < len(comparison.columns) and asked:
        rows = (f"- {row.name}: {_amounts(comparison, row)} [{numbers[row.id]}]" for row in comparison.rows)
        yield "All stored numbers, per 100 g:\n\n" + "\n".join(rows)


def _which_has_more(comparison: Comparison, at: int, numbers: Mapping[str, int]) -> str:
    """ "Lentils have more protein than chickpeas", with the numbers, and who is without one."""
    column = comparison.columns[at]
    known = sorted(
        (row for row in comparison.rows if row.amounts[at] is not None), key=lambda row: -(row.amounts[at] or 0)
    )
    unknown = [f"{row.name} [{numbers[row.id]}]" for row in comparison.rows if row.amounts[at] is None]
    missing = f" For {' and '.join(unknown)} no {column.label} figure is stored: unknown." if unknown else ""
    told = ", ".join(f"{row.name} {_amount(column, row.amounts[at])} [{numbers[row.id]}]" for row in known)
    if len(known) < 2:
        return f"**{column.label.capitalize()}**, per 100 g: {told or 'unknown'}.{missing}"
    best, least = known[0], known[-1]
    if best.amounts[at] == least.amounts[at]:
        return f"**{column.label.capitalize()}** is the same, per 100 g: {told}.{missing}"
    return f"**{best.name}** has the most {column.label} per 100 g: {told}.{missing}" if len(known) > 2 else (
        f"**{best.name}** has more {column.label} than {least.name}, per 100 g: {told}.{missing}"
    )  # fmt: skip


def _ranking(finding: Finding, comparison: Comparison, numbers: Mapping[str, int]) -> Iterator[str]:
    orders = finding.demands.orders
    how = " and ".join(f"{nutrient_of(order.nutrient).label}, {_HIGH_LOW[order.most_first]}" for order in orders)
    yield f"By the stored numbers per 100 g, {how}{_fit_for(finding)}:"
    yield "\n".join(
        f"{at}. **{row.name}**: {_amounts(comparison, row)} [{numbers[row.id]}]"
        for at, row in enumerate(comparison.rows, 1)
    )
    yield from finding.told


def _offered(finding: Finding, foods: Mapping[str, Food], numbers: Mapping[str, int]) -> Iterator[str]:
    fit = {each: food for each, food in foods.items() if finding.demands.met_by(food)}
    yield from _entries((food for each, food in foods.items() if each not in fit), numbers)
    if fit:
        yield f"{_heading(finding, fit)}{_fit_for(finding)}:"
    rows = {row.id: row for row in finding.comparison.rows} if finding.comparison else {}
    for food in fit.values():
        amounts = _amounts(finding.comparison, rows[food.id]) if finding.comparison and food.id in rows else ""
        yield _entry(numbers[food.id], food, short=True, extra=amounts)
    yield from finding.told


def _heading(finding: Finding, fit: Collection[str]) -> str:
    if set(fit) <= set(finding.subjects):
        return "What the collection says of it" if len(fit) == 1 else "What the collection says of them"
    wanted = ", ".join(facet.wanted for facet in finding.demands.wanted)
    return "The collection holds these" + (f" for “{wanted}”" if wanted and not finding.told else "")


def _fit_for(finding: Finding) -> str:
    return f", known to meet “{', '.join(words)}”" if (words := finding.demands.words()) else ""


def _facts(food: Food, number: int, finding: Finding) -> Iterator[str]:
    inquiry = finding.asking.inquiry if finding.asking else Inquiry()
    for diet in inquiry.diets:
        if diet in ("gluten-free", "dairy-free"):
            continue
        said = _STATES.get(food.diets.get(diet, ""), "is not known to be {} or not: the collection does not say")
        yield f"**{food.name}** {said.format(diet)} [{number}]."
    for allergen in inquiry.allergens:
        state = food.allergens.get(allergen, "")
        said = _HOLDS.get(state, "is not known to be free of {}: the collection does not say")
        so = f", so it cannot be called free of {allergen}" if state == "may contain" else ""
        yield f"**{food.name}** {said.format(allergen)} [{number}]{so}."
    for key in inquiry.nutrients:
        amount, nutrient = food.nutrition.get(key), nutrient_of(key)
        if amount is None:
            yield f"No {nutrient.label} figure is stored for **{food.name}** [{number}]: unknown."
        else:
            source = f" ({food.nutrition_source})" if food.nutrition_source else ""
            yield f"**{food.name}** has {nutrient.said(amount)} per 100 g [{number}]{source}."
    yield from _aspects(food, number, inquiry)


def _aspects(food: Food, number: int, inquiry: Inquiry) -> Iterator[str]:
    place = ", ".join(dict.fromkeys(part for part in (food.country, food.region) if part and part != "Worldwide"))
    found = {
        "origin": f"comes from {place}" if place else "",
        "ingredients": f"is made with {_listed(food.ingredients)}" if food.ingredients else "",
        "methods": f"is {_listed(food.methods)}" if food.methods else "",
        "tastes": f"tastes {_listed(food.tastes)}" if food.tastes else "",
    }
    for aspect in inquiry.aspects:
        if found[aspect] and not (inquiry.diets or inquiry.allergens or inquiry.nutrients):
            yield f"**{food.name}** {found[aspect]} [{number}]."


def _listed(names: Sequence[str]) -> str:
    """ "fried, baked and simmered"."""
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _entries(foods: Iterable[Food], numbers: Mapping[str, int]) -> Iterator[str]:
    yield from (_entry(numbers[food.id], food) for food in foods)


def _entry(number: int, food: Food, *, short: bool = False, extra: str = "") -> str:
    origin = ", ".join(dict.fromkeys(part for part in (food.country, food.region) if part and part != "Worldwide"))
    text = _begin(food.text) if short else food.text
    head = f"**{food.name}**{f' ({origin})' if origin else ''} [{number}]{f': {extra} per 100 g' if extra else ''}"
    facts = [
        ("Suits", [name for name, state in food.diets.items() if state == "yes"]),
        ("Contains", [name for name, state in food.allergens.items() if state == "contains"]),
        ("May contain", [name for name, state in food.allergens.items() if state == "may contain"]),
    ]
    shown = " · ".join(f"*{title}:* {', '.join(names)}" for title, names in facts if names)
    return f"{head}  \n{text}" + (f"\n\n{shown}" if shown else "")


def _begin(text: str) -> str:
    """The first sentences, as far as they are short."""
    kept = ""
    for sentence in re.split(r"(?<=[.!?])\s+", text):
        if kept and len(kept) + len(sentence) > _SHORT:
            break
        kept = f"{kept} {sentence}".strip()
    return kept


def _amounts(comparison: Comparison, row: Row) -> str:
    pairs = zip(comparison.columns, row.amounts, strict=True)
    return ", ".join(f"{column.label} {_amount(column, amount)}" for column, amount in pairs)


def _amount(column: Column, amount: float | None) -> str:
    return "unknown" if amount is None else f"{amount:,.4g} {column.unit}"
