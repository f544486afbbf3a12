"""What a model or a corpus wrote stays harmless and legible on the page, as a Markdown reader sees it."""

from __future__ import annotations

import re
import time
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from ragfood.answers import Source
from ragfood.ui.markup import drawable, passages, plain

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
SOURCES = [
    Source("pho", "Pho", "A soup.", 0.71),
    Source("odd", 'A|B `x` $1 "q" [z](http://far.example) & <b>', "<script>alert(1)</script>", 0.5),
    Source("lines", "Two\n\nlines", "![x](http://far.example/x.png)", 0.4),
]


def tokens(markdown: str) -> list[Token]:
    return [part for token in READER.parse(markdown) for part in (token, *(token.children or ()))]


def shown(markdown: str) -> str:
    """The visible text, code included, blocks parted by line ends."""
    lines = []
    for token in READER.parse(markdown):
        if token.type in ("inline", "fence", "code_block"):
            parts = [
                part.content or ("\n" if part.type.endswith("break") else "") for part in token.children or [token]
            ]
            lines.append("".join(parts))
    return "\n".join(lines)


def links(markdown: str) -> list[str]:
    return [str(token.attrGet("href")) for token in tokens(markdown) if token.type == "link_open"]


HARMFUL = [
    "![p](http://far.example/i.png)",
    "![p][r]\n\n[r]: http://far.example/i.png",
    "![r]\n\n[r]: http://far.example/i.png",
    "![a\nb](http://far.example/i.png)",
    "![[a](b)](http://far.example/i.png)",
    "![a](\nhttp://far.example/i.png)",
    "a ``` ![p](http://far.example/i.png)",
    "\\`![p](http://far.example/i.png)\\`",
    "`` ` ![p](http://far.example/i.png)",
    "| a | b |\n|---|---|\n| `a | ![p](http://far.example/i.png) ` |",
    "- a\n   ```\n![p](http://far.example/i.png)",
    "> ```\n![p](http://far.example/i.png)",
    "<div>\n```\n\n![p](http://far.example/i.png)",
    "```\na\r```\r![p](http://far.example/i.png)",
    "```a|b\n|---|---|\n![p](http://far.example/i.png)|",
    ":::x\n```\n:::\n![p](http://far.example/i.png)",
    "https://near.example![p](http://far.example/i.png)",
    "[^1]\n\n[^1]: ![p](http://far.example/i.png)",
    "<img src=http://far.example/i.png>",
    "<script>alert(1)</script>",
    "<javascript:alert(1)>",
    "[a](javascript:alert(1))",
    "[a](data:text/html,x)",
    "[a](//far.example)",
    "[a]\n\n[a]: javascript:alert(1)",
    "[![p](http://far.example/i.png)](javascript:alert(1))",
    "Hot![1](http://far.example/i.png)",
]
FRAGMENTS = [
    "![", "!", "[", "]", "](", "(", ")", "http://far.example/i.png", "https://a.b/c_(d)", "javascript:alert(1)", "`",
    "``", "```", "\n```\n", "\n", "\n\n", "\r", "\\", "<", "<script>", "<br>", ">", "$", "~", "~~~", ":red[", ":::x\n",
    "|", "\n|---|---|\n", "| a | b ", "[1]", "[9]", "[1](http://far.example)", "[^1]: ", "\n[r]: http://far.example\n",
    "![r]", "- ", "> ", "    ", "# ", "a", " ", "*", "_", '"t"', "&#33;", "<img src=x>",
]  # fmt: skip


def is_harmless(text: str) -> bool:
    drawn = drawable(text, SOURCES, "s7")
    kinds = {token.type for token in tokens(drawn)}
    return kinds.isdisjoint({"image", "html_inline", "html_block"}) and all(
        re.fullmatch(r"https?://.+|#s7-[123]", link) for link in links(drawn)
    )


@pytest.mark.parametrize("text", HARMFUL)
def test_nothing_is_fetched_and_nothing_runs(text: str) -> None:
    assert is_harmless(text)


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=16).map("".join) | st.text(max_size=80))
def test_whatever_is_written_is_harmless(text: str) -> None:
    assert is_harmless(text)


DRAWN = [
    ("Pho![1]", 'Pho\\![\\[1\\]](#s7-1 "Pho")'),
    ("Pho [1][9].", 'Pho [\\[1\\]](#s7-1 "Pho").'),
    ("Pho [3]", 'Pho [\\[3\\]](#s7-3 "Two lines")'),
    ("![a bowl](http://far.example/i.png) of pho", "a bowl of pho"),
    ("[Pho](https://en.example/Pho_(soup) 'title')", "[Pho](https://en.example/Pho_(soup))"),
    ("[here](javascript:alert(1))", "here"),
    ("$3 to $5, ~2", "\\$3 to \\$5, \\~2"),
    ("colour:red and 12:30", "colour\\:red and 12:30"),
    ("https://en.example/Talk:Pho~x", "https://en.example/Talk:Pho~x"),
    ("a<br>b 5 < 6", "a b 5 &lt; 6"),
    ("`[1](x) $5`", "`[1](x) $5`"),
    ("**bold** *soft*\n\n- one\n- two", "**bold** *soft*\n\n- one\n- two"),
    ("List:\n```csv\nrice,$1\n```\nEnd [9]", "List:\n\n```csv\nrice,$1\n```\n\nEnd"),
    ("an open\n\n```py\nx = $1", "an open\n\n\n```py\nx = $1\n"),
    ("\\$5 and \\[1\\]", "\\$5 and \\[1\\]"),
]


@pytest.mark.parametrize(("text", "drawn"), DRAWN)
def test_what_is_meant_stays(text: str, drawn: str) -> None:
    assert drawable(text, SOURCES, "s7") == drawn


def test_a_citation_leads_to_its_passage_also_in_a_table_and_by_an_odd_name() -> None:
    table = "| Dish | Heat |\n|---|---|\n| Pho [1] | mild [2] |"
    drawn = drawable(table, SOURCES, "s7")
    assert links(drawn) == ["#s7-1", "#s7-2"]
    assert sum(token.type == "td_open" for token in tokens(drawn)) == 2
    assert "Pho [1]" in shown(drawn)


@given(st.text(alphabet=st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=60))
def test_without_sources_every_citation_goes_and_every_word_stays(text: str) -> None:
    words = re.findall(r"[^\W\d_]{2,}", re.sub(r"[^\w\s]", " ", text))
    drawn = drawable(text, [], "s7")
    assert [word for word in words if word not in shown(drawn) + "".join(links(drawn))] == []


LETTERS = [
    "What is *this* & <b>that</b>?",
    "1. rice\n2) beans\n- salt\n+ oil\n= dinner\n---",
    "# no heading\n> no quotation\n| no | table |",
    "![no](http://image) [no](http://link) `no code` $no$ ~~no~~",
    "&lt; stays &copy;",
    "two\n\nparagraphs",
]


@pytest.mark.parametrize("text", LETTERS)
def test_plain_text_is_shown_to_the_letter(text: str) -> None:
    read = plain(text)
    assert {token.type for token in tokens(read)} <= {
        "paragraph_open", "paragraph_close", "inline", "text", "text_special", "hardbreak", "softbreak"
    }  # fmt: skip
    assert shown(read).split() == text.split()
    assert shown(read).count("\n") == text.replace("\n\n", "\n").count("\n")


def test_icons_are_not_made_of_plain_words() -> None:
    read = shown(plain(":smile: at 12:30:45, :material/home:"))
    assert not re.search(r":(smile|material/)", read)
    assert "12:30:45" in read


@given(st.text(alphabet=st.sampled_from("ab 1.)-+=*_`[]()!<>&:\\|#~$\n\t"), max_size=40))
def test_plain_text_has_no_structure(text: str) -> None:
    kinds = {token.type for token in tokens(plain(text))}
    assert kinds <= {"paragraph_open", "paragraph_close", "inline", "text", "text_special", "hardbreak", "softbreak"}


class Page(HTMLParser):
    """The tags and the visible text of some HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.ids += [str(value) for name, value in attrs if name == "id"]

    def handle_data(self, data: str) -> None:
        self.text += data


def test_passages_show_every_word_and_run_none() -> None:
    page = Page(passages(SOURCES, (1,), "s7"))
    assert set(page.tags) <= {"div", "details", "summary", "b", "em", "span", "p", "small", "br", "style"}
    assert page.ids == ["s7-1", "s7-2", "s7-3"]
    for source in SOURCES:
        assert {source.name in page.text, source.text in page.text, f"{source.score:.2f}" in page.text} == {True}


def test_passages_that_were_not_cited_step_back() -> None:
    assert passages(SOURCES, (1, 3), "s").count('class="rf-unused"') == 1
    assert 'class="rf-unused"' not in passages(SOURCES, (), "s")


@pytest.mark.parametrize(
    "text", ["![" * 30_000, "[a](" * 20_000, "`" * 60_000, "` " * 30_000, "<" * 60_000, "```\n" * 15_000]
)
def test_no_text_takes_long(text: str) -> None:
    began = time.process_time()
    drawable(text, SOURCES, "s7")
    assert time.process_time() - began < 2
