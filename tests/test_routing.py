"""Who is asked, how often, after what wait, and who answers in the end."""

from __future__ import annotations

from dataclasses import fields, replace
from decimal import Decimal
from pathlib import Path

import pytest
from clocks import FakeClock
from scripted import Scripted, answered

from ragfood.answers import Answer, Attempt
from ragfood.cancel import Cancel
from ragfood.circuit import Circuit
from ragfood.errors import (
    Declined,
    EmptyAnswer,
    Interrupted,
    KeyRefused,
    ModelGone,
    NotConfigured,
    OllamaDown,
    RateLimited,
    RequestTooLarge,
    ServerFault,
    Stopped,
    Unreachable,
)
from ragfood.foods import Food
from ragfood.ledger import Ledger
from ragfood.limits import Limiter
from ragfood.meter import Bill, Meter
from ragfood.models import ModelLimits, load_models
from ragfood.prompt import Prompt
from ragfood.providers import Message, Piece
from ragfood.providers.offline import Offline
from ragfood.routing import Replayed, Request, Router, Seat, Step, Trying, Waiting

AUTO = ("groq", "ollama", "offline")
FOODS = tuple(Food(f"food-{n}", f"Food {n}", "A food.") for n in range(4))
TABLE = load_models(Path(__file__).resolve().parents[1] / "data" / "models.json")
UNLIMITED = replace(TABLE, own_limits={each.name: 10**9 for each in fields(ModelLimits)})


class Room:
    """A router over scripted providers, with a real ledger and a clock of its own."""

    def __init__(self, folder: Path, groq: Scripted, ollama: Scripted, *, ollama_likely: bool = True) -> None:
        self.clock = FakeClock()
        self.groq, self.ollama = groq, ollama
        self.ledger = Ledger(folder, self.clock, daily_limit=Decimal(1), monthly_limit=Decimal(10))
        limiter = Limiter(folder / "limits.bin", self.clock, burst=1000)
        meter = Meter(self.ledger, limiter, UNLIMITED, self.clock, paid=frozenset({"groq"}))
        seats = {p.name: Seat(p, Circuit(p.name, self.clock, 30.0)) for p in (groq, ollama, Offline())}
        self.seats = seats
        self.router = Router(seats, meter, self.clock, likely=lambda name: ollama_likely, jitter=lambda: 0.5)
        self.steps: list[Step] = []
        self.bill = Bill()
        self.cancel = Cancel()

    def ask(self, *order: str, **changes: object) -> str:
        """The text of one answer; raises what the router raises. `steps` and `bill` are of the last question."""
        self.steps, self.bill, self.cancel = [], Bill(), Cancel()
        given = {"prompt": Prompt("What?", FOODS, (Message("user", "Hi"),)), "max_tokens": 1024, **changes}
        request = Request(temperature=0.7, top_p=1.0, deadline=self.clock.monotonic() + 30, cancel=self.cancel, **given)  # type: ignore[arg-type]
        for step in self.router.answer(order or AUTO, request, self.bill):
            self.steps.append(step)
        return "".join(step.text for step in self.steps if isinstance(step, Piece))

    @property
    def attempts(self) -> list[tuple[str, str, str]]:
        return [(s.provider, s.outcome, s.reason) for s in self.steps if isinstance(s, Attempt)]

    @property
    def waits(self) -> list[float]:
        return [step.seconds for step in self.steps if isinstance(step, Waiting)]


def fault() -> ServerFault:
    return ServerFault("Groq failed.", "Ask again.")


def test_auto_moves_on_at_once_when_groq_cannot_be_reached(tmp_path: Path) -> None:
    room = Room(tmp_path, Scripted("groq", [Unreachable("No connection.")]), Scripted("ollama", answered("Dal")))
    assert room.ask() == "Dal"
    assert room.attempts == [("groq", "declined", "unreachable"), ("ollama", "answered", "")]
    assert room.waits == []


@pytest.mark.parametrize("retry_after, waited", [(None, 1.0), (0.5, 0.5), (1.0, 1.0)])
def test_with_another_provider_ready_there_is_one_quick_retry(
    tmp_path: Path, retry_after: float | None, waited: float
) -> None:
    limited = RateLimited("A pause, please.", retry_after=retry_after)
    room = Room(tmp_path, Scripted("groq", [limited]), Scripted("ollama", answered("Dal")))
    assert room.ask() == "Dal"
    assert room.waits == [waited]
    assert len(room.groq.calls) == 2


def test_a_long_wait_is_not_waited_for_and_groq_rests_until_it_is_over(tmp_path: Path) -> None:
    limited = RateLimited("A pause, please.", retry_after=90)
    room = Room(tmp_path, Scripted("groq", [limited]), Scripted("ollama", answered("Dal")))
    room.ask()
    assert room.waits == [] and len(room.groq.calls) == 1
    room.clock.advance(89)
    room.ask()
    assert len(room.groq.calls) == 1
    assert room.attempts[0] == ("groq", "declined", "resting")
    room.clock.advance(2)
    room.groq.scripts = [answered("Naan")]
    assert room.ask() == "Naan"


def test_with_nobody_else_ready_faults_are_tried_three_times_with_growing_waits(tmp_path: Path) -> None:
    room = Room(tmp_path, Scripted("groq", [fault()], [fault()], answered("Dal")), Scripted("ollama", [OllamaDown("")]))
    assert room.ask("groq") == "Dal"
    assert room.waits == [1.0, 2.0]
    assert room.clock.waits == [1.0, 2.0]


def test_at_most_three_attempts_and_then_the_error_itself(tmp_path: Path) -> None:
    room = Room(tmp_path, Scripted("groq", [fault()]), Scripted("ollama", answered("Dal")))
    with pytest.raises(ServerFault):
        room.ask("groq")
    assert len(room.groq.calls) == 3
    assert [attempt[1] for attempt in room.attempts] == ["declined"] * 3


def test_in_auto_an_ollama_that_is_known_to_be_down_is_no_reason_to_give_groq_up_early(tmp_path: Path) -> None:
    groq = Scripted("groq", [fault()], [fault()], answered("Dal"))
    room = Room(tmp_path, groq, Scripted("ollama", [OllamaDown("")]), ollama_likely=False)
    assert room.ask() == "Dal"
    assert len(groq.calls) == 3


def test_the_servers_wait_wins_but_never_passes_the_turns_deadline(tmp_path: Path) -> None:
    short, long = RateLimited("Wait.", retry_after=12), RateLimited("Wait.", retry_after=31)
    room = Room(tmp_path, Scripted("groq", [short], answered("Dal")), Scripted("ollama", answered("x")))
    room.ask("groq")
    assert room.waits == [12]
    room = Room(tmp_path / "b", Scripted("groq", [long]), Scripted("ollama", answered("x")))
    with pytest.raises(RateLimited):
        room.ask("groq")
    assert room.waits == []


def test_a_refused_key_is_asked_once_and_not_again_until_it_changes(tmp_path: Path) -> None:
    room = Room(tmp_path, Scripted("groq", [KeyRefused("Not accepted.")]), Scripted("ollama", answered("Dal")))
    room.ask()
    room.clock.advance(86_400)
    room.ask()
    assert len(room.groq.calls) == 1


def test_three_failed_questions_open_the_circuit_and_one_probe_closes_it(tmp_path: Path) -> None:
    room = Room(tmp_path, Scripted("groq", [Unreachable("No connection.")]), Scripted("ollama", answered("Dal")))
    for _ in range(20):
        room.ask()
    assert len(room.groq.calls) == 3
    room.clock.advance(31)
    room.ask()
    assert len(room.groq.calls) == 4, "one probe"
    room.ask()
    assert len(room.groq.calls) == 4, "a failed probe begins another rest"
    room.clock.advance(31)
    room.groq.scripts = [answered("Naan")]
    assert room.ask() == room.ask() == "Naan"


def test_a_forced_provider_is_asked_even_while_it_rests(tmp_path: Path) -> None:
    room = Room(tmp_path, Scripted("groq", [Unreachable("No connection.")]), Scripted("ollama", answered("Dal")))
    for _ in range(4):
        room.ask()
    room.groq.scripts = [answered("Naan")]
    assert room.ask("groq") == "Naan"


def test_a_retired_model_moves_to_its_successor_once_and_says_so(tmp_path: Path) -> None:
    gone = ModelGone("Gone.", successor="openai/gpt-oss-120b")
    room = Room(tmp_path, Scripted("groq", [gone], answered("Dal")), Scripted("ollama", answered("x")))
    assert room.ask() == "Dal"
    assert [call.model for call in room.groq.calls] == ["openai/gpt-oss-20b", "openai/gpt-oss-120b"]
    assert any("openai/gpt-oss-120b" in step.note for step in room.steps if isinstance(step, Trying))
    room = Room(tmp_path, Scripted("groq", [gone]), Scripted("ollama", answered("x")))
    assert room.ask() == "x"
    assert len(room.groq.calls) == 2


def test_a_request_that_is_too_large_is_shortened_once(tmp_path: Path) -> None:
    room = Room(tmp_path, Scripted("groq", [RequestTooLarge("Too large.")]), Scripted("ollama", answered("Dal")))
    assert room.ask() == "Dal"
    first, second = room.groq.calls
    assert len(second.messages) < len(first.messages)


@pytest.mark.parametrize("cut, caps", [(True, [1024, 2048]), (False, [1024, 1024])])
def test_an_empty_answer_is_asked_for_once_more_with_a_larger_cap_if_it_was_cut(
    tmp_path: Path, cut: bool, caps: list[int]
) -> None:
    room = Room(tmp_path, Scripted("groq", [EmptyAnswer("Nothing.", cut=cut)]), Scripted("ollama", answered("Dal")))
    assert room.ask() == "Dal"
    assert [call.max_tokens for call in room.groq.calls] == caps


def test_after_the_first_word_nobody_else_is_asked(tmp_path: Path) -> None:
    room = Room(tmp_path, Scripted("groq", ["Dal", Interrupted("It broke off.")]), Scripted("ollama", answered("x")))
    with pytest.raises(Interrupted):
        room.ask()
    assert room.ollama.calls == []
    assert room.attempts == [("groq", "interrupted", "interrupted")]
    assert room.ledger.today().cost > 0


def test_a_stop_is_booked_and_is_no_failure_of_the_provider(tmp_path: Path) -> None:
    room = Room(tmp_path, Scripted("groq", ["Dal", Stopped()]), Scripted("ollama", answered("x")))
    for _ in range(5):
        with pytest.raises(Stopped):
            room.ask()
    assert len(room.groq.calls) == 5
    assert room.ledger.today().requests == 5
    assert room.ledger.today().estimated == 5


def test_a_stop_during_a_wait_ends_it(tmp_path: Path) -> None:
    room = Room(tmp_path, Scripted("groq", [fault()]), Scripted("ollama", answered("x")))
    room.clock.on_wait = lambda cancel: cancel.set()
    with pytest.raises(Stopped):
        room.ask("groq")
    assert len(room.groq.calls) == 1


def test_an_answer_already_paid_for_is_repeated_without_asking_anybody(tmp_path: Path) -> None:
    room = Room(tmp_path, Scripted("groq", answered("x")), Scripted("ollama", answered("x")))
    room.ask(lookup=lambda provider, model, prompt: Answer("kept") if provider == "groq" else None)
    assert [type(step) for step in room.steps] == [Replayed]
    assert room.groq.calls == []


def test_over_budget_groq_is_not_asked_and_ollama_answers(tmp_path: Path) -> None:
    room = Room(tmp_path, Scripted("groq", answered("x")), Scripted("ollama", answered("Dal")))
    room.ledger = Ledger(tmp_path / "b", room.clock, daily_limit=Decimal("0.0001"), monthly_limit=Decimal(10))
    room.router._meter._ledger = room.ledger
    assert room.ask() == "Dal"
    assert room.attempts[0] == ("groq", "declined", "over_budget")
    assert room.groq.calls == []


def test_with_everything_down_the_foods_are_read_back(tmp_path: Path) -> None:
    room = Room(tmp_path, Scripted("groq", [Unreachable("")]), Scripted("ollama", [OllamaDown("")]))
    text = room.ask()
    assert all(food.name in text for food in FOODS)


def test_when_nobody_answers_the_last_refusal_is_raised(tmp_path: Path) -> None:
    room = Room(tmp_path, Scripted("groq", [Unreachable("")]), Scripted("ollama", [OllamaDown("Ollama is off.")]))
    with pytest.raises(Declined, match="Ollama is off"):
        room.ask("groq", "ollama")


def test_the_bill_holds_what_all_attempts_cost(tmp_path: Path) -> None:
    paid = Piece(usage=room_usage(1000, 0))
    room = Room(
        tmp_path,
        Scripted("groq", [paid, EmptyAnswer("Nothing.")], answered("Dal", tokens=(1000, 100))),
        Scripted("ollama", answered("x")),
    )
    room.ask()
    price = TABLE.facts("openai/gpt-oss-20b").price
    assert price is not None
    assert room.bill.cost == price.cost(room_usage(1000, 0)) + price.cost(room_usage(1000, 100))
    assert room.ledger.today().cost == room.bill.cost


def room_usage(tokens_in: int, tokens_out: int):
    from ragfood.providers import Usage

    return Usage(tokens_in, tokens_out)


def test_a_fallback_is_booked_as_one_and_its_answer_is_not_looked_up(tmp_path: Path) -> None:
    room = Room(tmp_path, Scripted("groq", [fault()]), Scripted("ollama", answered("Dal")))
    asked: list[str] = []
    room.ask(lookup=lambda provider, model, prompt: asked.append(provider))
    assert room.ledger.today().fallbacks == 1
    assert set(asked) == {"groq"}


def test_where_groq_was_never_set_up_ollama_is_no_fallback(tmp_path: Path) -> None:
    room = Room(tmp_path, Scripted("groq", answered("x")), Scripted("ollama", answered("Dal")))
    room.groq.not_ready = NotConfigured("No key.")
    asked: list[str] = []
    room.ask(lookup=lambda provider, model, prompt: asked.append(provider))
    assert room.ledger.today().fallbacks == 0
    assert asked == ["ollama"]
