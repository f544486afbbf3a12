"""Every error raised on purpose. Each says what happened and what to do about it.

RagFoodError
├─ SettingsError            the environment or .env holds values that cannot be used
├─ QuestionRefused          the question itself cannot be asked (empty, far too long)
├─ ComparisonRefused        these questions or models cannot be compared, or not now
├─ CorpusError              the food corpus cannot be used
│  ├─ CorpusMissing           there is no such file
│  └─ CorpusInvalid           it does not hold what it should; every problem is named
├─ ImportRefused            foods from outside cannot be taken in; nothing was written
├─ QuestionsInvalid         questions with known answers cannot be used; every problem is named
├─ ModelTableError          data/models.json cannot be used
├─ EmbeddingFailed          a text could not be turned into a vector
├─ IndexTrouble             the search index cannot be opened or built
├─ LedgerTrouble            what a call costs cannot be written down
├─ StoreTrouble             conversations or the answer cache cannot be read or written
├─ BackupRefused            a backup is damaged, of a newer version, or cannot be made; nothing was changed
├─ ChatFileRefused          a file that was to be taken in as a chat is not sound
├─ Stopped                  a person stopped the answer; not a failure
│  └─ Unwatched               nobody had a page open any more that waited for it
├─ Declined                 not this provider, not now: raised before the first text
│  ├─ NotConfigured           no usable key
│  ├─ KeyRefused              the vendor does not accept the key
│  ├─ Forbidden               the vendor does not let this network, account or model through
│  ├─ RateLimited             the vendor asks for a pause
│  ├─ Unreachable             no connection: refused, unresolved, no TLS
│  │  └─ OllamaDown           the same for Ollama, whose remedy is another
│  ├─ TimedOut                no first token within its deadline
│  ├─ ServerFault             the vendor failed (5xx, over capacity, dropped before the first text)
│  ├─ BadReply                what came back is not the vendor's protocol
│  ├─ EmptyAnswer             the model finished without any visible text
│  ├─ ModelGone               the model is not served (any more)
│  ├─ ModelNotPulled          Ollama does not have the model
│  ├─ RequestTooLarge         prompt and output cap do not fit
│  ├─ BadRequest              the vendor finds the request itself wrong
│  ├─ OverBudget              our budget, or the vendor's own spend limit, is used up
│  ├─ PriceUnknown            there is a budget and the model has no known price
│  ├─ CostUnrecordable        the ledger cannot be written, so nothing may be spent
│  ├─ OverLimit               our own rate limit has no room within the deadline
│  └─ Resting                 the provider failed repeatedly and is being left alone
└─ Interrupted              the answer broke off after its first text
"""

from __future__ import annotations


class RagFoodError(Exception):
    """Something went wrong in a way that a person can act on.

    `happened` is one calm sentence, `remedy` says what to do; neither ever holds a key,
    a vendor's raw text or an id.
    """

    code = "error"

    def __init__(self, happened: str, remedy: str = "") -> None:
        self.happened = happened
        self.remedy = remedy
        super().__init__(f"{happened} {remedy}".strip())


class SettingsError(RagFoodError):
    code = "settings"


class QuestionRefused(RagFoodError):
    code = "question_refused"


class ComparisonRefused(RagFoodError):
    code = "comparison_refused"


class CorpusError(RagFoodError):
    code = "corpus"


class CorpusMissing(CorpusError):
    code = "corpus_missing"


class CorpusInvalid(CorpusError):
    """`problems` names every fault of the file, one line each, with its row."""

    code = "corpus_invalid"

    def __init__(self, happened: str, remedy: str, problems: list[str]) -> None:
        super().__init__(happened, remedy)
        self.problems = problems


class ImportRefused(RagFoodError):
    code = "import_refused"


class QuestionsInvalid(RagFoodError):
    """`problems` names every fault of the file, one line each, with its question."""

    code = "questions_invalid"

    def __init__(self, happened: str, remedy: str, problems: list[str]) -> None:
        super().__init__(happened, remedy)
        self.problems = problems


class ModelTableError(RagFoodError):
    code = "model_table"


class EmbeddingFailed(RagFoodError):
    code = "embedding"


class IndexTrouble(RagFoodError):
    code = "index"


class LedgerTrouble(RagFoodError):
    code = "ledger"


class StoreTrouble(RagFoodError):
    code = "store"


class BackupRefused(RagFoodError):
    code = "backup"


class ChatFileRefused(RagFoodError):
    code = "chat_file"


class Stopped(RagFoodError):
    """`sent` is False when the wish came before anything was asked of a vendor."""

    code = "stopped"

    def __init__(self, *, sent: bool = True) -> None:
        super().__init__("You stopped this answer.")
        self.sent = sent


class Unwatched(Stopped):
    """Nobody had a page open any more that waited for the answer."""

    code = "unwatched"

    def __init__(self) -> None:
        RagFoodError.__init__(
            self,
            "The page was closed while this answer was being written, so it was ended there.",
            "What was written is kept: let it be continued, or ask again.",
        )
        self.sent = True


class Declined(RagFoodError):
    """Not this provider, not now. Raised before the first text, so another may answer.

    Class attributes tell the router what to do with it:
    `transient`  a second try may help;
    `trouble`    it counts as a failure of the provider (and opens its circuit after three);
    `reached`    the vendor may have done work for it, so the ledger books its prompt; it is set on any
                 refusal of a reply that had begun;
    `sent`       the vendor was asked at all: a refused connection is no request.
    """

    code = "declined"
    transient = False
    trouble = True
    reached = False
    sent = True

    def __init__(self, happened: str, remedy: str = "", *, retry_after: float | None = None) -> None:
        super().__init__(happened, remedy)
        self.retry_after = retry_after
        """Seconds that the vendor (or our own limit) asks to wait; None when unknown."""


class NotConfigured(Declined):
    code = "not_configured"
    trouble = False


class KeyRefused(Declined):
    code = "key_refused"


class Forbidden(Declined):
    code = "forbidden"


class RateLimited(Declined):
    """`lasting` is True for a limit per day, which a short wait cannot help."""

    code = "rate_limited"
    transient = True

    def __init__(
        self, happened: str, remedy: str = "", *, retry_after: float | None = None, lasting: bool = False
    ) -> None:
        super().__init__(happened, remedy, retry_after=retry_after)
        self.lasting = lasting


class Unreachable(Declined):
    code = "unreachable"
    sent = False


class OllamaDown(Unreachable):
    code = "ollama_down"


class TimedOut(Declined):
    code = "timed_out"
    reached = True


class ServerFault(Declined):
    code = "server_fault"
    transient = True


class BadReply(Declined):
    code = "bad_reply"


class EmptyAnswer(Declined):
    """`cut` is True when the output cap was used up before any visible text."""

    code = "empty_answer"
    reached = True

    def __init__(self, happened: str, remedy: str = "", *, cut: bool = False) -> None:
        super().__init__(happened, remedy)
        self.cut = cut


class ModelGone(Declined):
    """`successor` is the model that the model table names in its place, if any."""

    code = "model_gone"

    def __init__(self, happened: str, remedy: str = "", *, successor: str | None = None) -> None:
        super().__init__(happened, remedy)
        self.successor = successor


class ModelNotPulled(Declined):
    code = "model_not_pulled"


class RequestTooLarge(Declined):
    code = "request_too_large"
    trouble = False


class BadRequest(Declined):
    code = "bad_request"


class OverBudget(Declined):
    code = "over_budget"
    trouble = False


class PriceUnknown(Declined):
    code = "price_unknown"
    trouble = False


class CostUnrecordable(Declined):
    code = "cost_unrecordable"
    trouble = False


class OverLimit(Declined):
    code = "over_limit"
    trouble = False


class Resting(Declined):
    code = "resting"
    trouble = False


class Interrupted(RagFoodError):
    """The answer broke off after its first text; what was written is kept and marked."""

    code = "interrupted"
