"""Continuing: an answer that broke off and what is written after it, joined to one."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from ragfood.answers import Answer
from ragfood.providers import Usage

_SHOWN = 3000
"""Characters of what is written that a model is shown: the end matters, and prompts have a budget."""
_LEAST_REPEATED = 12
_MOST_REPEATED = 300
_ENDS = tuple(".!?:;,)]}\"'…”’")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3000-\u30ff\u3400-\u9fff\uf900-\uff65]")
"""Scripts without spaces, and their punctuation: there the end of a text is as good as any."""


def can_continue(answer: Answer) -> bool:
    """Whether there is a text that does not end where its writer meant it to."""
    return bool(answer.text) and not answer.degraded and (answer.interrupted or answer.stopped or answer.cut)


def sound_part(text: str) -> str:
    """`text` up to where it can be gone on with: without a last word that may have been broken off."""
    if text.endswith((*_ENDS, " ", "\n")) or _UNSPACED.search(text[-1:]):
        return text
    head, space, _ = text.rpartition(" ")
    return head + space or text


def wish_to_continue(question: str, written: str) -> str:
    """The question as a model is asked it, to go on where `written` ends."""
    return (
        f"{question}\n\nThe answer below was broken off. Continue it exactly where it ends, with the very next word. "
        "Write only what comes next, repeat nothing of it, keep its language and form, and keep citing the foods by "
        f"their numbers.\n<answer>\n{written[-_SHOWN:]}\n</answer>"
    )


def seam(written: str, more: str) -> str:
    """`written` and `more` as one text: what `more` says again of the end of `written` is left out."""
    again = more.lstrip()
    for length in range(min(_MOST_REPEATED, len(again), len(written.rstrip())), _LEAST_REPEATED - 1, -1):
        if written.rstrip().endswith(again[:length]):
            return written.rstrip() + again[length:]
    if written.endswith(_ENDS) and again[:1].isalnum() and not _UNSPACED.match(again):
        return f"{written} {again}"
    return written + (again if written.endswith((" ", "\n")) else more)


def joined(first: Answer, more: Answer) -> Answer:
    """One answer with the text, the tokens, the cost and the attempts of both; it ends as `more` ended.

    `more` holds only what was written after `sound_part(first.text)`. The sources are those of `first`.
    """
    attempts = (*first.attempts, *more.attempts)
    if not more.text:
        trouble = (more.trouble, more.remedy) if more.trouble else (first.trouble, first.remedy)
        return replace(first, attempts=attempts, trouble=trouble[0], remedy=trouble[1], cost=_sum(first, more))
    writer = f"{more.provider.capitalize()} ({more.model})"
    note = f"Continued by {writer} where it broke off; tokens and cost are of all parts."
    return replace(
        more,
        text=seam(sound_part(first.text), more.text),
        sources=first.sources,
        searched_for=first.searched_for,
        usage=_usage(first.usage, more.usage),
        cost=_sum(first, more),
        timings=replace(more.timings, first_token=first.timings.first_token, total=_total(first, more)),
        attempts=attempts,
        notices=(*first.notices, note),
    )


def _sum(first: Answer, more: Answer) -> Decimal | None:
    """Both costs; unknown as soon as one of them is."""
    if not more.text and more.cost is None:
        return first.cost
    return None if first.cost is None or more.cost is None else first.cost + more.cost


def _usage(first: Usage | None, more: Usage | None) -> Usage | None:
    if first is None or more is None:
        return None
    return Usage(
        first.input_tokens + more.input_tokens,
        first.output_tokens + more.output_tokens,
        first.cached_tokens + more.cached_tokens,
        first.reasoning_tokens + more.reasoning_tokens,
        estimated=first.estimated or more.estimated,
    )


def _total(first: Answer, more: Answer) -> float | None:
    times = [each.timings.total for each in (first, more) if each.timings.total is not None]
    return sum(times) if times else None
