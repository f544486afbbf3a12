"""What so many questions a day would cost, and which limit stops them first."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import streamlit as st

from ragfood.accounts.estimate import (
    MONTH_DAYS,
    TYPICAL,
    VOLUMES,
    Ceiling,
    Estimate,
    LimitName,
    Question,
    estimate,
    local_estimate,
    mean_question,
)
from ragfood.accounts.overview import Overview
from ragfood.accounts.worth import HIDDEN_PER_VISIBLE, hidden_per_visible
from ragfood.assembly import House
from ragfood.money import cents
from ragfood.ui.figures import count, dollars
from ragfood.ui.markup import plain
from ragfood.ui.wording import t, told

_LOCAL = "ollama"


@dataclass(frozen=True)
class _Asked:
    question: Question
    model: str
    hidden: Decimal
    hours: int
    volumes: tuple[int, ...]


def draw(house: House, seen: Overview) -> None:
    """The choices, a line for each number of questions a day, and what it rests on."""
    asked = _choices(house, seen)
    found = [_estimate(house, seen, asked, number) for number in asked.volumes]
    heads = [t("Questions a day"), t("A day"), t("A month"), t("Stopped first by")]
    lines = [heads, ["---:", "---:", "---:", "---"]]
    lines += [[count(each.questions), *_money(each), plain(_binding(each))] for each in found]
    st.markdown("\n".join(f"| {' | '.join(line)} |" for line in lines))
    st.caption(plain(_ceilings(found[0])))
    st.caption(plain(_rests_on(house, asked, found[0])))


def _choices(house: House, seen: Overview) -> _Asked:
    kind = _kind(seen)
    models = [*house.table.models, _LOCAL]
    first, second, third, fourth = st.columns(4)
    model = first.selectbox(
        t("Model"),
        models,
        index=models.index(seen.reference) if seen.reference in models else 0,
        format_func=lambda each: _model(house, seen, each),
        key="estimate-model",
    )
    number = second.number_input(t("Questions a day, own"), 1, 10_000_000, 500, key="estimate-volume")
    hours = third.number_input(
        t("Hours a day they come in"),
        1,
        24,
        24,
        key="estimate-hours",
        help=t("Limits per minute bind sooner in a rush."),
    )
    with fourth:
        hidden = _hidden(house, seen, model)
    volumes = tuple(sorted({*VOLUMES, int(number)}))
    return _Asked(_question(kind, seen), model, hidden, int(hours), volumes)


def _kind(seen: Overview) -> str:
    """Which question is reckoned with: "typical", "mean" or "own"."""
    kinds = {"typical": t("Typical question"), "mean": t("Mean of the log"), "own": t("Own")}
    return st.segmented_control(
        t("Question"),
        [each for each in kinds if each != "mean" or mean_question(seen.sheets)],
        format_func=kinds.__getitem__,
        default="typical",
        required=True,
        key="estimate-question",
    )


def _hidden(house: House, seen: Overview, model: str) -> Decimal:
    """Reasoning tokens for each visible one."""
    known = hidden_per_visible(seen.sheets, model)
    usual = float(round(HIDDEN_PER_VISIBLE if known is None else known, 2))
    chosen = st.number_input(
        t("Reasoning per visible token"),
        0.0,
        50.0,
        usual,
        key=f"estimate-hidden-{model}-{usual}",
        disabled=not house.table.facts(model).reasoning,
    )
    return Decimal(str(chosen))


def _question(kind: str, seen: Overview) -> Question:
    if kind == "own":
        return _own()
    mean = mean_question(seen.sheets) if kind == "mean" else None
    return mean or TYPICAL


def _own() -> Question:
    left, right = st.columns(2)
    tokens_in = left.number_input(t("Tokens in"), 1, 1_000_000, 1300, key="estimate-tokens-in")
    tokens_out = right.number_input(t("Tokens out"), 1, 1_000_000, 260, key="estimate-tokens-out")
    return Question(int(tokens_in), int(tokens_out))


def _model(house: House, seen: Overview, model: str) -> str:
    if model == _LOCAL:
        return t("{model} (Ollama, this machine)", model=house.settings.ollama_model)
    facts = house.table.facts(model)
    if facts.retired and facts.retired <= seen.today:
        return t("{model} (retired)", model=model)
    return model if facts.price else t("{model} (price unknown)", model=model)


def _estimate(house: House, seen: Overview, asked: _Asked, number: int) -> Estimate:
    if asked.model == _LOCAL:
        return local_estimate(asked.question, number, house.settings.ollama_model)
    return estimate(
        asked.question,
        number,
        house.table.facts(asked.model),
        daily=seen.standing.daily_limit,
        monthly=seen.standing.monthly_limit,
        hidden=asked.hidden,
        hours=asked.hours,
    )


def _money(each: Estimate) -> list[str]:
    return [plain(dollars(each.per_day)), f"**{plain(cents(each.per_month))}**"]


def _binding(each: Estimate) -> str:
    if each.binding is None:
        return t("nothing")
    return limit_names()[each.binding.name]


def _ceilings(found: Estimate) -> str:
    """Every limit with its figure and what it lets through, what stops first at the head."""
    names = limit_names()
    parts = [
        t(
            "{limit} ({figure}) above {n} questions",
            limit=names[each.name],
            figure=_figure(each),
            n=_whole(each.questions),
        )
        for each in found.ceilings
    ]
    return t("What stops first: {limits}.", limits="; ".join(parts)) if parts else ""


def limit_names() -> dict[LimitName, str]:
    return {
        "requests_per_minute": t("requests a minute"),
        "tokens_per_minute": t("tokens a minute"),
        "requests_per_day": t("requests a day"),
        "tokens_per_day": t("tokens a day"),
        "daily_budget": t("daily budget"),
        "monthly_budget": t("monthly budget"),
    }


def _figure(ceiling: Ceiling) -> str:
    return dollars(ceiling.limit) if ceiling.name.endswith("budget") else _whole(ceiling.limit)


def _whole(number: Decimal) -> str:
    return count(int(number))


def _rests_on(house: House, asked: _Asked, first: Estimate) -> str:
    words = [
        t(
            "{a} tokens in, {b} out; {days} days a month.",
            a=count(first.usage.input_tokens),
            b=count(first.usage.output_tokens),
            days=MONTH_DAYS,
        )
    ]
    if first.usage.reasoning_tokens:
        words.append(t("{n} of the tokens out are reasoning.", n=first.usage.reasoning_tokens))
    price = house.table.facts(asked.model).price
    if asked.model == _LOCAL:
        words.append(t("Local answers cost nothing; how many there can be is a matter of the machine's speed."))
    elif price is None:
        words.append(t("The price of this model is not known, so neither is its cost."))
    else:
        words.append(
            t(
                "{question} a question. ${a} per million tokens in, ${b} out ({source}, {date}). Limits are those of"
                " the free plan.",
                question=dollars(first.per_question),
                a=price.input,
                b=price.output,
                source=told(price.source),
                date=price.as_of,
            )
        )
    return " ".join(words)
