"""Text that a model or a corpus wrote, made safe and plain to draw: nothing fetched, nothing executed."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from ragfood.answers import Source
from ragfood.citations import keep_valid

_CODE = re.compile(r"(```.*?(?:```|\Z)|`[^`\n]*`)", re.DOTALL)
_IMAGE = re.compile(r"!\[([^\]\n]*)\](?:\([^)\n]*\)|\[[^\]\n]*\])?")
_LINK = re.compile(r"\[([^\]\n]*)\]\(\s*<?([^)\s>]*)>?[^)\n]*\)")
_DEFINITION = re.compile(r"^[ ]{0,3}\[[^\]\n]+\]:[^\n]*$", re.MULTILINE)
_DIRECTIVE = re.compile(r":(?=[A-Za-z][\w-]*[\[:/])")
_SAFE_LINK = re.compile(r"https?://", re.IGNORECASE)
_CITATION = re.compile(r"\[(\d+)\](?!\()")


def drawable(text: str, sources: Sequence[Source], place: str) -> str:
    """`text` as Markdown for the page: images become their descriptions, links that are not http(s) their
    texts; prices, tildes and directive marks stay text; [n] leads to the passage `place-n` below.
    """
    parts = _CODE.split(keep_valid(text, len(sources)))
    return "".join(part if at % 2 else _prose(part, sources, place) for at, part in enumerate(parts))


def plain(text: str) -> str:
    """`text` as Markdown that shows it to the letter."""
    return re.sub(r"([\\`*_{}\[\]()#+!|~$<>:])", r"\\\1", text)


def _prose(text: str, sources: Sequence[Source], place: str) -> str:
    text = _DEFINITION.sub("", text)
    text = _IMAGE.sub(lambda found: found.group(1), text)
    text = _LINK.sub(lambda found: found.group(0) if _SAFE_LINK.match(found.group(2)) else found.group(1), text)
    text = _DIRECTIVE.sub(r"\\:", text)
    text = re.sub(r"(?<!\\)([$~])", r"\\\1", text)
    return _CITATION.sub(lambda found: _citation(int(found.group(1)), sources, place), text)


def _citation(number: int, sources: Sequence[Source], place: str) -> str:
    if not 1 <= number <= len(sources):
        return ""
    title = re.sub(r'["\\\[\]<>]', "", sources[number - 1].name)
    return f'[\\[{number}\\]](#{place}-{number} "{title}")'


def passages(sources: Sequence[Source], cited: Sequence[int], place: str) -> str:
    """The passages as HTML of our own making, every text escaped: one that a citation leads to opens by itself."""
    rows = []
    for number, source in enumerate(sources, 1):
        mark = "" if not cited or number in cited else ' class="rf-unused"'
        rows.append(
            f"<details{mark}><summary><b>{number}</b> {html.escape(source.name)}"
            f'<span title="similarity to the question, 0 to 1">{source.score:.2f}</span></summary>'
            f'<p id="{place}-{number}">{html.escape(source.text)}<br><small>id: {html.escape(source.id)}</small></p>'
            "</details>"
        )
    return f'<div class="rf-passages">{"".join(rows)}</div>{_STYLE}'


_STYLE = """<style>
.rf-passages details {border: 1px solid color-mix(in srgb, currentColor 18%, transparent); border-radius: .5rem;
  margin: .25rem 0; padding: .3rem .7rem; font-size: .875rem}
.rf-passages summary {cursor: pointer; overflow-wrap: anywhere}
.rf-passages summary b {display: inline-block; min-width: 1.4rem}
.rf-passages summary span {float: right; opacity: .65; font-variant-numeric: tabular-nums}
.rf-passages p {margin: .4rem 0 .2rem 1.4rem; white-space: pre-line; overflow-wrap: anywhere}
.rf-passages p:target {background: color-mix(in srgb, #e8a33d 16%, transparent); border-radius: .3rem}
.rf-passages small {opacity: .65}
.rf-unused {opacity: .75}
</style>"""
