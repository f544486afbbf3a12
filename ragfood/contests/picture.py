"""A comparison as a picture to take along: an SVG of our own making, every text escaped, nothing fetched."""

from __future__ import annotations

import html
import math
from collections.abc import Mapping, Sequence

from ragfood.contests.estimate import EXPECTED_S
from ragfood.contests.spread import Spread
from ragfood.contests.trials import Comparison
from ragfood.contests.verdicts import Figures, costs, figures

_WIDTH, _LEFT, _RIGHT, _ROW, _TOP = 860, 250, 120, 62, 96
COLOURS = {"groq": "#2f7fc1", "ollama": "#d9772b"}
"""As the charts of the pages have them."""
_STYLE = (
    "text{font-family:system-ui,-apple-system,'Segoe UI',Roboto,sans-serif;fill:#2b2118}.s{font-size:12px;fill:#6b5d4f}"
    ".t{text-anchor:middle}"
)
ENGLISH = {
    "title": "RAG-Food: seconds for a whole answer",
    "subtitle": "{n} questions × {rounds} · at most {tokens} tokens an answer · the same foods for all",
    "legend": "Bar: mean. Line: fastest to slowest. Cold starts and waiting for limits are left out.",
    "means": "Mean response: {means}",
    "no answer": "no answer",
    "expected": "{who}, expected {least}–{most} s",
    "first": "first token {s} s",
    "speed": "{n} tokens/s",
    "answers": "answers: {n}",
    "failed": "{n} failed",
    "cost": "{cost} an answer",
    "free": "free",
    "unknown": "cost unknown",
}
"""All that the picture says, by a name of its own."""

Words = Mapping[str, str]
"""`ENGLISH`, or the same in another language."""


def to_svg(comparison: Comparison, words: Words = ENGLISH) -> str:
    """Mean response of each contestant as a bar, from its fastest to its slowest answer as a line, with the
    figures beside it; readable without colours, at any size.
    """
    found = figures(comparison)
    longest = _round_scale(max([each.total.most for each in found if each.total], default=1.0) or 1.0)
    height = _TOP + _ROW * len(found) + 64
    money = costs(found).an_answer
    drawn = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img">',
        f"<title>{_inert(_sentence(found, words))}</title><style>{_STYLE}</style>",
        f'<rect width="{_WIDTH}" height="{height}" fill="#fffdf9"/>',
        _text(24, 36, words["title"], size=20),
        _text(24, 58, _subtitle(comparison, words), kind="s"),
        *_axis(longest, height),
        *(line for place, each in enumerate(found) for line in _bar(each, money[place], place, longest, words)),
        _text(24, height - 16, words["legend"], kind="s"),
        "</svg>",
    ]  # fmt: skip
    return "\n".join(drawn)


def _subtitle(comparison: Comparison, words: Words) -> str:
    asked = sum(not question.idle for question in comparison.questions)
    told = words["subtitle"].format(n=asked, rounds=comparison.rounds, tokens=comparison.max_tokens)
    return f"{comparison.begun:%Y-%m-%d %H:%M %Z} · {told}"


def _sentence(found: Sequence[Figures], words: Words) -> str:
    means = [f"{each.total.mean:.2f} s" if each.total else words["no answer"] for each in found]
    told = [f"{each.contestant.model} {mean}" for each, mean in zip(found, means, strict=True)]
    return words["means"].format(means=", ".join(told))


def _bar(found: Figures, cost: str, place: int, longest: float, words: Words) -> list[str]:
    who, total, top = found.contestant, found.total, _TOP + _ROW * place
    label = [_text(24, top + 20, _cut(who.model, 30), size=14), _text(24, top + 38, _facts(found, words), kind="s")]
    if total is None:
        return [*label, _text(_LEFT + 6, top + 24, words["no answer"], kind="s")]
    colour, middle = COLOURS.get(who.provider, "#5b6f8a"), top + 20
    return [
        *label,
        f'<rect x="{_LEFT}" y="{top + 8}" width="{_x(total.mean, longest) - _LEFT:.1f}" height="24" rx="4" '
        f'fill="{colour}"/>',
        f'<path d="M{_x(total.least, longest):.1f} {middle}H{_x(total.most, longest):.1f}" stroke="#2b2118" '
        'stroke-width="2"/>',
        _text(_x(total.most, longest) + 10, middle + 5, f"{total.mean:.2f} s", size=14),
        _text(_LEFT + 6, top + 48, _more(total, found, cost, words), kind="s"),
    ]


def _facts(found: Figures, words: Words) -> str:
    expected, who = EXPECTED_S.get(found.contestant.provider), found.contestant.provider.capitalize()
    if not expected:
        return who
    return words["expected"].format(who=who, least=f"{expected[0]:g}", most=f"{expected[1]:g}")


def _more(total: Spread, found: Figures, cost: str, words: Words) -> str:
    per_answer, failed = found.cost_per_answer, found.asked - found.answered
    said = "unknown" if per_answer is None else "cost" if per_answer else "free"
    parts = [
        words["first"].format(s=f"{found.first_token.mean:.2f}") if found.first_token else "",
        words["speed"].format(n=f"{found.tokens_per_s.mean:.0f}") if found.tokens_per_s else "",
        f"p95 {total.p95:.2f} s",
        words[said].format(cost=cost),
        words["answers"].format(n=total.count),
        words["failed"].format(n=failed) if failed else "",
    ]
    return " · ".join(filter(None, parts))


def _axis(longest: float, height: int) -> list[str]:
    bottom = height - 60
    lines = [f'<path d="M{_LEFT} {_TOP - 8}V{bottom}" stroke="#e4d8c6"/>']
    for part in range(5):
        value = longest * part / 4
        lines.append(_text(_x(value, longest), bottom + 18, f"{value:g} s", kind="s t"))
    return lines


def _round_scale(longest: float) -> float:
    """Where an axis of four equal steps ends that has room for `longest`, each step a round number."""
    unit = 10.0 ** math.floor(math.log10(longest / 4))
    return next(4 * unit * step for step in (1, 2, 2.5, 5, 10) if 4 * unit * step >= longest * 0.999999)


def _x(value: float, longest: float) -> float:
    return _LEFT + (_WIDTH - _LEFT - _RIGHT) * value / longest


def _text(x: float, y: float, text: str, *, size: int = 0, kind: str = "") -> str:
    look = f' class="{kind}"' if kind else f' font-size="{size}"'
    return f'<text x="{x:.1f}" y="{y:.1f}"{look}>{_inert(text)}</text>'


def _inert(text: str) -> str:
    """Escaped, and without the characters that XML does not allow."""
    return html.escape("".join(each for each in text if each.isprintable()))


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
