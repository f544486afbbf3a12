"""Chat: one question, end to end, in a background turn: search, prompt, cache, providers, books."""

from __future__ import annotations

import logging
import threading
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ragfood.answers import Answer, Attempt, Source
from ragfood.cache import AnswerCache, answer_key
from ragfood.chat.phases import trying, waiting
from ragfood.chat.runs import Run
from ragfood.chat.scribe import Scribe
from ragfood.chat.turns import Aim, Turn, Turns
from ragfood.clock import Clock
from ragfood.conversations import Conversations
from ragfood.demands import Demands
from ragfood.errors import RagFoodError, StoreTrouble
from ragfood.finding import Finding
from ragfood.finding.plain_answers import plain_answer, prompted
from ragfood.finding.recall import Recall
from ragfood.finding.swaps import swaps_among
from ragfood.foods import Food
from ragfood.ledger import CallRecord, Ledger
from ragfood.prompt import Prompt, build_prompt, known_of
from ragfood.providers import Message, Piece, Usage
from ragfood.retrieval import FoodIndex
from ragfood.routing import Replayed, Request, Router, Step, Trying, Waiting
from ragfood.understanding.aside import reply_to
from ragfood.understanding.questions import asked_with, clean_question
from ragfood.understanding.safety import safety_note

_LOG = logging.getLogger(__name__)

ORDERS = {"auto": ("groq", "ollama", "offline"), **{alone: (alone,) for alone in ("groq", "ollama", "offline")}}
"""Who is asked, and in which order, for each mode that a person can choose."""


@dataclass(frozen=True)
class Taste:
    """How answers are to be: the settings that every request carries."""

    max_tokens: int = 1024
    temperature: float = 0.7
    top_p: float = 1.0
    top_k: int = 5
    turn_s: float = 30.0
    """Seconds that a turn may wait for a provider before it goes on to the next."""
    prompt_budget: int = 4000
    """Most tokens of a prompt, so that prompt and answer fit the smallest limit of all models in use."""


class Chat:
    """Answers questions; shared by all conversations of a process."""

    def __init__(
        self,
        index: FoodIndex,
        router: Router,
        cache: AnswerCache,
        ledger: Ledger,
        conversations: Conversations,
        turns: Turns,
        clock: Clock,
        taste: Taste,
    ) -> None:
        self._index = index
        self._recall = Recall(index)
        self._router = router
        self._cache = cache
        self._ledger = ledger
        self._scribe = Scribe(conversations)
        self._turns = turns
        self._clock = clock
        self._taste = taste

    def ask(
        self,
        question: str,
        *,
        conversation: str,
        mode: str = "auto",
        again: bool = False,
        continues: bool = False,
        waits: bool = False,
        aim: Aim | None = None,
        foods: int | None = None,
        standing: Demands | None = None,
        dropped: Collection[str] = (),
    ) -> Turn:
        """Begin to answer `question` and return at once. `again` asks the conversation's last question, or that
        of `aim`, anew, without looking among the answers already paid for; `continues` goes on with its answer,
        which broke off; `foods` overrides how many ground the answer. A question that `waits` is begun after
        the answer that is being written. `standing` demands hold for this question too; those with the keys
        `dropped`, of the question or standing, do not.

        Raises QuestionRefused when it cannot be asked, and when the conversation is still being answered or
        too many wait.
        """
        turn = Turn(conversation, clean_question(question), mode, again=again, continues=continues, aim=aim)

        def start() -> None:
            top = foods or self._taste.top_k
            run = Run(turn, self._clock.monotonic(), turn.again, top, standing or Demands(), dropped)
            threading.Thread(target=self._make, args=(run,), name="turn", daemon=True).start()

        if not waits:
            self._turns.begin(turn)
        if not waits or self._turns.line_up(turn, start):
            start()
        else:
            self._scribe.queue(turn, self._turns)
        return turn

    def take_back(self, turn: Turn) -> bool:
        """Let `turn`, which waits, never begin; False when it has begun."""
        taken = self._turns.take_back(turn.conversation, turn.id)
        if taken:
            self._scribe.forget(turn)
        return taken

    def ask_both(self, question: str, *, conversation: str, aim: Aim, standing: Demands | None = None) -> Turn:
        """Begin to answer the question of `aim` anew, by Groq and beside it by Ollama, over the same foods; returns
        Groq's turn, whose `pair` is the other. Raises QuestionRefused as `ask`.
        """
        turns = [Turn(conversation, clean_question(question), mode, again=True, aim=aim) for mode in ("groq", "ollama")]
        turns[0].pair = turns[1]
        self._turns.begin(turns[0])
        for turn in turns:
            run = Run(turn, self._clock.monotonic(), True, self._taste.top_k, standing or Demands())
            threading.Thread(target=self._make, args=(run,), name="turn", daemon=True).start()
        return turns[0]

    def _make(self, run: Run) -> None:
        answer = None
        try:
            history = self._note_question(run)
            answer = self._answer(run, history)
        except BaseException:
            _LOG.exception("turn failed")
            raise
        finally:
            # Whatever happened, nobody is left watching a turn that has no thread any more.
            self._finish(run, answer or run.answer(self._clock.monotonic(), end=_UNEXPECTED))

    def _note_question(self, run: Run) -> Sequence[Message]:
        try:
            noted = self._scribe.note(run.turn)
        except StoreTrouble as trouble:
            run.say(f"This chat cannot be saved: {trouble}")
            return ()
        run.first = noted.first
        return noted.history

    def _answer(self, run: Run, history: Sequence[Message]) -> Answer:
        turn, taste = run.turn, self._taste
        *before, question = asked_with(turn.question, history)
        talk = [each.content for each in history if each.role == "user" and not reply_to(turn.question)]
        run.safety = safety_note(question, before, (*talk, turn.question))
        turn.update(safety=run.safety)
        finding = self._search(run, history)
        if finding.nothing_fits:
            run.provider = "offline"
            said = "\n\n".join((*finding.warnings, finding.nothing_fits))
            run.parts.append(said)
            turn.write(said)
            return run.answer(self._clock.monotonic())
        prompt = self._prompt(run, finding, history)
        request = Request(
            prompt=prompt,
            max_tokens=taste.max_tokens,
            temperature=taste.temperature,
            top_p=taste.top_p,
            deadline=run.began + taste.turn_s,
            cancel=turn.cancel,
            lookup=lambda provider, model, asked: self._look_up(run, provider, model, asked),
        )
        # Without a single food no model has anything to answer from, so none is paid for a guess.
        order = ORDERS[turn.mode] if prompt.foods else ("offline",)
        if run.first:
            order = tuple(provider for provider in order if provider != "offline")
        trouble: RagFoodError | None = None
        try:
            for step in self._router.answer(order, request, run.bill):
                self._take(run, step)
        except RagFoodError as end:
            trouble = end
        return self._close(run, trouble)

    def _prompt(self, run: Run, finding: Finding, history: Sequence[Message]) -> Prompt:
        demands, told = finding.demands.words(), () if run.first else prompted(finding)
        foods = self._foods_before(run, run.first) if run.first else [m.food for m in finding.found.matches]
        run.grounds = tuple(map(known_of, foods))
        plain = plain_answer(finding)
        return build_prompt(run.wish, foods, history, self._taste.prompt_budget, demands, told, plain)

    def _search(self, run: Run, history: Sequence[Message]) -> Finding:
        finding = self._recall.find(run.turn.question, history, run.foods, standing=run.standing, dropped=run.dropped)
        found = finding.found
        run.retrieval_s = self._clock.monotonic() - run.began
        run.searched_for = found.searched_for
        run.sources = tuple(Source(m.food.id, m.food.name, m.food.text, m.score) for m in found.matches)
        run.understood, run.hidden, run.comparison = finding.understood, finding.hidden, finding.comparison
        run.swaps = swaps_among(finding.mendable, finding.demands, self._index.corpus)
        for notice in (found.notice, *finding.notices):
            if notice:
                run.say(notice)
        shown = run.searched_for if run.searched_for != run.turn.question else ""
        run.turn.update(
            sources=run.sources,
            searched_for=shown,
            notices=tuple(run.notices),
            understood=run.understood,
            hidden=run.hidden,
            comparison=run.comparison,
        )
        return finding

    def _foods_before(self, run: Run, first: Answer) -> list[Food]:
        """The foods of an answer that is continued, under the numbers that it cites them by."""
        known = {food.id: food for food in self._index.corpus.foods}
        run.sources = first.sources
        run.turn.update(sources=run.sources)
        return [known.get(each.id) or Food(each.id, each.name, each.text) for each in first.sources]

    def _look_up(self, run: Run, provider: str, model: str, prompt: Prompt) -> Answer | None:
        if provider == "offline" or run.first:
            return None
        taste, corpus = self._taste, self._index.corpus.hash
        run.key = answer_key(provider, model, prompt.messages, corpus, taste.max_tokens, taste.temperature, taste.top_p)
        return None if run.again else self._cache.get(run.key)

    def _take(self, run: Run, step: Step) -> None:
        turn = run.turn
        if isinstance(step, Piece):
            if step.loading:
                turn.update(phase=f"{run.model} is being loaded into memory, which can take a minute or two")
            if step.text:
                run.first_token_s = run.first_token_s or self._clock.monotonic() - run.began
                run.parts.append(step.text)
                turn.write(step.text)
        elif isinstance(step, Attempt):
            run.attempts.append(step)
            turn.update(attempts=tuple(run.attempts))
        elif isinstance(step, Trying):
            run.provider, run.model, run.sent = step.provider, step.model, step.prompt
            turn.update(phase=trying(step), provider=step.provider, model=step.model)
            if step.note:
                run.say(step.note)
                turn.update(notices=tuple(run.notices))
        elif isinstance(step, Waiting):
            turn.update(phase=waiting(step))
        elif isinstance(step, Replayed):
            run.replayed = step.answer
            turn.write(step.answer.text)

    def _close(self, run: Run, end: RagFoodError | None) -> Answer:
        now = self._clock.monotonic()
        if run.replayed is not None:
            return self._replay(run, run.replayed, now)
        answer = run.answer(now, end=end)
        if run.key:
            self._cache.put(run.key, answer)
        return answer

    def _replay(self, run: Run, kept: Answer, now: float) -> Answer:
        record = CallRecord(
            provider=kept.provider,
            model=kept.model,
            outcome="cached",
            reason="",
            usage=Usage(0, 0),
            cost=Decimal(0),
            first_token_s=None,
            total_s=now - run.began,
            fallback=False,
        )
        self._ledger.record(record)
        run.first_token_s = now - run.began
        return run.answer(now, kept=kept)

    def _finish(self, run: Run, answer: Answer) -> None:
        asked_model = run.sent if answer.provider not in ("", "offline") else None
        answer, entry = self._scribe.end(run.turn, answer, asked_model.messages if asked_model else ())
        _LOG.info(
            "answered mode=%s provider=%s model=%s cached=%s trouble=%s attempts=%d total_s=%.3f cost=%s",
            *(run.turn.mode, answer.provider or "nobody", answer.model or "-", answer.cached, bool(answer.trouble)),
            *(len(answer.attempts), answer.timings.total or 0.0, answer.cost),
        )
        self._turns.finish(run.turn, answer=answer, entry=entry)


_UNEXPECTED = RagFoodError(
    "Something unexpected went wrong inside the app; the answer is lost.",
    "Ask again. If it happens twice, the log in the state folder says more.",
)
