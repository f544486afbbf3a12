"""What the picture of a comparison says, in the language of this session."""

from __future__ import annotations

from ragfood.ui.wording import t


def picture_words() -> dict[str, str]:
    """As `picture.to_svg` takes them, with their places unfilled."""
    return {
        "title": t("RAG-Food: seconds for a whole answer"),
        "subtitle": t("{n} questions × {rounds} · at most {tokens} tokens an answer · the same foods for all"),
        "legend": t("Bar: mean. Line: fastest to slowest. Cold starts and waiting for limits are left out."),
        "means": t("Mean response: {means}"),
        "no answer": t("no answer"),
        "expected": t("{who}, expected {least}–{most} s"),
        "first": t("first token {s} s"),
        "speed": t("{n} tokens/s"),
        "answers": t("answers: {n}"),
        "failed": t("{n} failed"),
        "cost": t("{cost} an answer"),
        "free": t("free"),
        "unknown": t("cost unknown"),
    }
