"""Text that a model or a corpus wrote, made safe and plain to draw: nothing fetched, nothing executed."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from ragfood.answers import Source
from ragfood.answers.citations import keep_valid
from ragfood.answers.quoting import marked
from ragfood.ui.wording import t

_FENCE = re.compile(r"^```[^`|\n]*$(?:.*?^ {0,3}```+[ \t]*$|.*)", re.DOTALL | re.MULTILINE)
"""A code block as every Markdown reader sees it: at the margin, where no list or quotation can end it early."""

_SPAN = re.compile(
    r"""
    (?P<escaped> \\[!-/:-@\[-`{-~])
    | (?P<ticks> `+) (?P<code> [^`\n|]+ (?P=ticks) (?!`))?
    | !\[ (?P<image> (?:\\.|[^\[\]\\\n])*) \] (?: \([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\) | \[(?!\d)[^\[\]\n]*\])
    | \[ (?P<number> \d{1,3}) \]
    | \[ (?P<link> (?:\\.|[^\[\]\\\n])+) \]
      \(\s* <?(?P<address> [^()<>\s]* (?:\([^()<>\s]*\)[^()<>\s]*)*)>? (?:\s+["'(][^\n"']*["')])? \s*\)
    | <(?P<angled> https?://[^\s<>()\[\]{}\\`$"|*!]+)>
    | (?P<bare> https?://[^\s<>()\[\]{}\\`$"|*!]+)
    | (?P<break> <br\s*/?>)
    | (?P<less> <)
    | (?P<mark> [\[$~] | !(?=\[) | :(?=[A-Za-z:]))
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""What may begin something other than emphasis, a list, a heading or a table, in the order in which it counts."""

_SAFE_ADDRESS = re.compile(r"https?://[^\s<>\[\]{}\\`$\"|]+", re.IGNORECASE)


def drawable(text: str, sources: Sequence[Source], place: str) -> str:
    """`text` as Markdown for the page: images become their descriptions, links that are not http(s) their
    texts; HTML, prices, tildes and directive marks stay text; [n] leads to the passage `place-n` below.

    Whatever is not known to be harmless is escaped, so nothing is fetched and nothing runs.
    """
    text = keep_valid(re.sub(r"\r\n?", "\n", text), len(sources))
    parts, at = [], 0
    for fence in _FENCE.finditer(text):
        prose = _prose(text[at : fence.start()], sources, place)
        # A blank line before it keeps a table or a list from taking it in.
        parts += [prose, "\n" if prose else "", fence[0], "\n"]
        at = fence.end()
    return "".join([*parts, _prose(text[at:], sources, place)])


def plain(text: str) -> str:
    """`text` as Markdown that shows it to the letter, line by line."""
    lines = re.sub(r"\r\n?", "\n", text).split("\n")
    return "  \n".join(_plain_line(line) for line in lines)


def _plain_line(line: str) -> str:
    # Shortcodes of icons are replaced after escapes are read, so an invisible joiner parts them.
    parted = re.sub(r":(?=[A-Za-z+-][\w+-]*:|material/)", ":\u2060", line)
    escaped = re.sub(r"([\\`*_{}\[\]()#+!|~$<>:&])", r"\\\1", parted)
    escaped = re.sub(r"^(\s*)([-=])|^(\s*\d+)(\.)", r"\1\3\\\2\4", escaped)
    return re.sub(r"^\s+", lambda found: "&nbsp;" * len(found[0].expandtabs(4)), escaped)


def _prose(text: str, sources: Sequence[Source], place: str) -> str:
    def tame(found: re.Match[str]) -> str:
        whole = found[0]
        match found.lastgroup:
            case "ticks":
                return "\\`" * len(whole)
            case "image":
                return _SPAN.sub(tame, found["image"])
            case "number":
                return _citation(int(found["number"]), sources, place)
            case "address":
                label = _SPAN.sub(tame, found["link"])
                return f"[{label}]({found['address']})" if _SAFE_ADDRESS.fullmatch(found["address"]) else label
            case "angled":
                return found["angled"]
            case "break":
                return " "
            case "less":
                return "&lt;"
            case "mark":
                return f"\\{whole}"
        return whole

    return _SPAN.sub(tame, text)


def _citation(number: int, sources: Sequence[Source], place: str) -> str:
    if not 1 <= number <= len(sources):
        return ""
    title = " ".join(re.sub(r'["\\\[\]<>`$|{}&]', "", sources[number - 1].name).split())
    return f'[\\[{number}\\]](#{place}-{number} "{title}")'


def passages(sources: Sequence[Source], cited: Sequence[int], place: str, answer: str = "") -> str:
    """The passages as HTML of our own making, every text escaped: one that a citation leads to opens by itself,
    with the words marked that support what `answer` says of it.
    """
    rows, similar = [], html.escape(t("similarity to the question, 0 to 1"))
    for number, source in enumerate(sources, 1):
        mark = "" if not cited or number in cited else ' class="rf-unused"'
        rows.append(
            f"<details{mark}><summary><b>{number}</b>"
            f"<em>{html.escape(source.name)} <small>{html.escape(source.id)}</small></em>"
            f'<span title="{similar}">{source.score:.2f}</span></summary>'
            f'<p id="{place}-{number}">{_with_marks(source.text, answer, number)}</p></details>'
        )
    return f'<div class="rf-passages">{"".join(rows)}</div>{_STYLE}'


def _with_marks(text: str, answer: str, number: int) -> str:
    return "".join(
        f"<mark>{html.escape(piece)}</mark>" if on else html.escape(piece) for piece, on in marked(text, answer, number)
    )


_STYLE = """<style>
.rf-passages details {border: 1px solid color-mix(in srgb, currentColor 18%, transparent); border-radius: .5rem;
  margin: .25rem 0; padding: .3rem .7rem; font-size: .875rem}
.rf-passages summary {cursor: pointer; display: flex; gap: .6rem; align-items: baseline}
.rf-passages summary::before {content: "▸"; opacity: .6}
.rf-passages details[open] summary::before {content: "▾"}
.rf-passages em {flex: 1; font-style: normal; overflow-wrap: anywhere}
.rf-passages span {opacity: .75; font-variant-numeric: tabular-nums}
.rf-passages small {opacity: .75; margin-left: .35rem}
.rf-passages p {margin: .4rem 0 .2rem 1.4rem; white-space: pre-line; overflow-wrap: anywhere}
.rf-passages p:target {background: color-mix(in srgb, #e8a33d 16%, transparent); border-radius: .3rem}
.rf-passages mark {color: inherit; background: color-mix(in srgb, #e8a33d 28%, transparent); border-radius: .2rem}
.rf-unused {opacity: .9}
</style>"""
