"""What every trouble has to leave behind: calm words with a remedy, and books that agree with the vendor's bills."""

from __future__ import annotations

from decimal import Decimal

from fake_vendors import KEY, FakeGroq

from ragfood.answers import Answer
from ragfood.assembly import House

RAW = (
    KEY, "Bearer", "org_fake", "Composed", "<", "req_01", "chatcmpl", "Traceback", "Exception", "Errno", "httpx",
    "urllib3", "requests.", "{", "None",
)  # fmt: skip
"""What belongs to vendors and programs, and never before a person."""


def words(answer: Answer) -> list[str]:
    """All that the app itself says around an answer."""
    said = [answer.trouble, answer.remedy, *answer.notices]
    for attempt in answer.attempts:
        said += [attempt.sentence, attempt.remedy]
    return [text for text in said if text]


def prove_calm(answer: Answer) -> None:
    """One sentence and a remedy for whatever went wrong, in our own words."""
    for text in words(answer):
        assert not [raw for raw in RAW if raw in text], text
        assert "\n" not in text and len(text) < 300, text
    for attempt in answer.attempts:
        if attempt.outcome in ("declined", "interrupted"):
            assert attempt.sentence.endswith(".") and attempt.remedy and attempt.reason, attempt
    if answer.trouble:
        assert answer.trouble.endswith(".") and answer.remedy
    elif not answer.stopped:
        assert answer.text


def prove_books(app: House, groq: FakeGroq, *, slack: int = 0) -> None:
    """What the vendor billed is on the books: to the token where it told its tokens, and else not less, but for
    `slack` tokens of an answer that were on their way when it was left.
    """
    assert groq.wait_until(lambda: groq.open_streams == 0)
    calls = [call for month in _months(app) for call in app.ledger.calls(month) if call.provider == "groq"]
    told = [call.usage for call in calls if not call.usage.estimated]
    guessed = [call.usage for call in calls if call.usage.estimated]
    rest_in = groq.tokens_billed[0] - sum(usage.input_tokens for usage in told)
    rest_out = groq.tokens_billed[1] - sum(usage.output_tokens for usage in told)
    if guessed:
        assert 0 <= rest_in <= sum(usage.input_tokens for usage in guessed), (calls, groq.bills)
        assert 0 <= rest_out <= sum(usage.output_tokens for usage in guessed) + slack, (calls, groq.bills)
    else:
        assert (rest_in, rest_out) == (0, 0), (calls, groq.bills)
    for call in calls:
        price = app.table.facts(call.model).price
        assert price is not None and call.cost == price.cost(call.usage)
    cost = sum((call.cost or Decimal(0) for call in calls), Decimal(0))
    assert sum((day.cost for day in app.ledger.days().values()), Decimal(0)) == cost
    assert app.ledger.standing().held == 0
    assert app.ledger.warnings() == []


def prove_silence(app: House) -> None:
    """The operator's log tells no secret and no accident."""
    log = (app.settings.state_dir / "ragfood.log").read_text()
    assert not [raw for raw in (KEY, "Bearer", "org_fake", "Composed", "Traceback") if raw in log]
    assert "pad thai" not in log.lower()


def _months(app: House) -> list[str]:
    return sorted({day[:7] for day in app.ledger.days()})
