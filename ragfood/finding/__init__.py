"""Finding: the foods that bear on a question and are known to meet what it demands, and what was left out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from ragfood.demands import Demands, hidden, vocabulary_of
from ragfood.finding.beside import beside_in, go_with
from ragfood.finding.choosing import Choosing
from ragfood.finding.doubted import doubted_foods, shown_though_unfit, warned_of
from ragfood.finding.gentler import gentler_than
from ragfood.finding.lacking import to_replace
from ragfood.finding.missing import made_without
from ragfood.finding.of_notes import of_notes
from ragfood.finding.pantry import pantry_of
from ragfood.finding.pointing import points_at_nothing
from ragfood.finding.replacing import in_place_of
from ragfood.finding.side_by_side import side_by_side
from ragfood.finding.strange import defines
from ragfood.finding.telling import none_fit
from ragfood.finding.turned import not_known
from ragfood.finding.versions import in_some_versions
from ragfood.finding.within import asked_within
from ragfood.foods import Food
from ragfood.providers import Message
from ragfood.retrieval import FoodIndex, Found, Match
from ragfood.retrieval.elsewhere import of_other_things
from ragfood.understanding.ailments import without_ailments
from ragfood.understanding.aside import not_told, reply_to
from ragfood.understanding.asking import Asking, read_asking
from ragfood.understanding.glossed import in_english
from ragfood.understanding.half_read import NOT_READ, half_read
from ragfood.understanding.joining import joined
from ragfood.understanding.lasting import wants_with
from ragfood.understanding.leaning import only_names
from ragfood.understanding.safety import never_offered, urgent
from ragfood.understanding.understood import Chip, Comparison, Hidden

_COURSES = ("drink", "dessert")
"""What goes with a dish and is told of in no dish's own passage."""
_FIRST = "If this is happening now, do what is said above first. Ask about foods again when the danger is over."
MEDICAL = "This is no medical advice: recipes and traces differ, so with an allergy ask whoever cooks."


@dataclass(frozen=True)
class Finding:
    """`found` holds only foods that meet `demands`, and those asked about by name that do not meet standing ones,
    for which there is a warning; `left_out` are nearer ones that are not known to meet them.
    """

    found: Found
    demands: Demands
    left_out: tuple[Match, ...] = ()
    asking: Asking | None = None
    warnings: tuple[str, ...] = ()
    """Foods that are named and not fit, each in a sentence."""
    subjects: tuple[str, ...] = ()
    """Ids of the foods that the question is about."""
    comparison: Comparison | None = None
    told: tuple[str, ...] = ()
    """What else is to be known of how the foods were chosen."""
    urgent: bool = False
    """Whether it may be asked in an emergency; then no foods are shown."""
    aside: str = ""
    """What is said to a greeting or thanks, for which nothing is looked up."""

    @property
    def understood(self) -> tuple[Chip, ...]:
        return self.demands.chips

    @property
    def hidden(self) -> tuple[Hidden, ...]:
        reasons = hidden(self.demands, [match.food for match in self.left_out])
        return tuple(Hidden(reason, count) for reason, count in reasons.most_common())

    @property
    def mendable(self) -> tuple[Food, ...]:
        """Foods that a swap may be told for, the nearest first: where some are asked about, only those of them."""
        unfit = (match.food for match in self.found.matches if not self.demands.met_by(match.food))
        hidden_foods = {match.food.id: match.food for match in self.left_out}
        named = (hidden_foods[each] for each in (self.asking.named if self.asking else ()) if each in hidden_foods)
        asked = {food.id: food for food in (*unfit, *named)}
        return tuple((asked if asked or self.subjects or self.comparison else hidden_foods).values())

    @property
    def notices(self) -> tuple[str, ...]:
        """What is said beside an answer, a sentence or two each."""
        return (*self.warnings, *([MEDICAL] if self.demands.of_safety else []), *self.told)

    @property
    def notice(self) -> str:
        """What was demanded, and how many foods it hid and why; "" when nothing was demanded."""
        if not self.demands.strict:
            return ""
        said = f"Only foods that are known to meet: {', '.join(self.demands.words())}."
        told = ", ".join(f"{each.foods} {each.reason}" for each in self.hidden)
        said = f"{said} Hidden: {len(self.left_out)} ({told})." if told else said
        return f"{said} {MEDICAL}" if self.demands.of_safety else said

    @property
    def nothing_fits(self) -> str:
        """What is said to a greeting, in an emergency, and when foods bear on the question and none meets the demands;
        else "".
        """
        if self.aside:
            return self.aside
        if self.urgent:
            return _FIRST
        if self.found.matches:
            return ""
        if unknown := self.demands.untellable:
            things = ", ".join(unknown)
            return (
                f"The collection does not tell which foods hold {things}: none is known to be without it.\n\n"
                "Take that demand away to see foods whatever they hold of it."
            )
        if not self.left_out:
            return ""
        asking = self.asking
        named = (*asking.named, *asking.pointed, *chain.from_iterable(asking.sides)) if asking else ()
        return none_fit(self.demands, [match.food for match in self.left_out], named, asking.text if asking else "")


def lay_out(index: FoodIndex) -> None:
    """Make ready what finding needs: names, places, what is known of each food, and all tables and patterns, so that
    the first question is answered as fast as the second.
    """
    vocabulary_of(index.corpus).lay_out()
    pantry_of(index.corpus).lay_out()
    for question in ("没有花生的汤", "saya alergi kacang", "I'm allergic to eggs, can I eat mayonnaise?"):
        find(index, question, (), 1)
    for history in ((), (Message("user", "soup"), Message("assistant", "a soup"))):
        find(index, "and which vegan one without nuts, under 300 kcal, has more protein?", history, 1)


def find(
    index: FoodIndex,
    question: str,
    history: Sequence[Message],
    most: int,
    *,
    standing: Demands | None = None,
    dropped: Collection[str] = (),
) -> Finding:
    """At most `most` foods. Demands of the questions that `question` refers back to hold as well, what was told
    before of somebody's allergy, and `standing` ones; those whose chips have the keys `dropped` do not.
    """
    english, talk = in_english(*joined(question, history, vocabulary_of(index.corpus)), index.corpus)
    finding = _found(index, *without_ailments(english, talk), most, standing=standing, dropped=dropped)
    if finding.urgent or finding.aside:
        return finding
    said = half_read(question, english, finding.asking.demands if finding.asking else Demands(), index.heard)
    if said == NOT_READ:
        return finding if finding.subjects or finding.comparison else _nothing(question, said)
    return replace(finding, told=(*finding.told, said)) if said else finding


def _found(
    index: FoodIndex,
    question: str,
    history: Sequence[Message],
    most: int,
    *,
    standing: Demands | None,
    dropped: Collection[str],
) -> Finding:
    if (said := reply_to(question) or points_at_nothing(index, question, history)) or of_other_things(question):
        return _nothing(question, said)
    names = vocabulary_of(index.corpus)
    asking = gentler_than(read_asking(question, history, names, index.repair), question, history, names)
    demands, held = asking.demands.without(*dropped), (standing or Demands()) | asking.lasting
    if (replaced := to_replace(question, history, index)) and not replaced.for_wish:
        found, told = in_place_of(replaced, index, demands | held.without(*dropped), most)
        return Finding(found, demands.only_safety(), asking=asking, told=told)
    if went := _gone_with(index, question, asking, demands | held.without(*dropped), most):
        return went
    asking = asking._replace(passed=asking.passed | replaced.held_by(index.corpus)) if replaced else asking
    asking, told_within = asked_within(question, history, asking, index)
    if said := not_known(question, history, asking, index):
        return _nothing(question, said, demands.only_safety())
    if of_note := of_notes(question, asking, index, demands | held.without(*dropped), most):
        return Finding(of_note[0], (demands | held.without(*dropped)).only_safety(), asking=asking, told=of_note[1])
    choosing = Choosing(index, asking, demands | held.without(*dropped), most)
    choosing.told += told_within
    doubted = doubted_foods(question, asking, choosing)
    # The dish that is asked about is shown whether or not it is fit; all others are.
    asking = asking._replace(demands=demands.beyond_safety() if doubted else demands)
    if urgent(question) and not demands.of_safety:
        return Finding(replace(choosing.base, matches=()), choosing.demands, asking=asking, urgent=True)
    sides = choosing.sides()
    if len(sides) > 1 or (sides and choosing.told):
        return _compared(choosing, asking, sides)
    pointed = [each for each in asking.pointed if each in index.corpus.by_id and each not in doubted]
    if pointed and asking.alone and (len(pointed) > 1 or asking.demands.met_by(choosing.foods(pointed)[0])):
        ordered = choosing.ordered(pointed) if asking.demands.orders else None
        return _put_together(choosing, asking, *(ordered or (choosing.exactly(pointed), pointed)))
    return _listed(choosing, asking, pointed or doubted or _asked_about(question, asking, choosing), most)


def _compared(choosing: Choosing, asking: Asking, sides: Sequence[str]) -> Finding:
    """`sides` beside each other; those that are not fit with a warning."""
    numbers = side_by_side(choosing.foods(sides), asking.inquiry.nutrients)
    shown = shown_though_unfit(sides, choosing)
    asking = asking._replace(demands=asking.demands.beyond_safety())
    return _put_together(choosing, asking, choosing.exactly(shown), shown, numbers)


def _gone_with(index: FoodIndex, question: str, asking: Asking, demands: Demands, most: int) -> Finding | None:
    """What goes with what is named, where that is asked; None where it is not, or nothing is known to."""
    other = demands.orders or asking.sides or urgent(question)
    beside = None if other else beside_in(question, vocabulary_of(index.corpus), asking.beside)
    found, told = (beside and go_with(beside, index, demands, most)) or (None, ())
    if not (beside and found):
        return None
    warnings = tuple(warned_of(asking, demands, [index.corpus.by_id[each] for each in beside.named], ()))
    return Finding(found, demands, asking=asking, warnings=warnings, told=told)


def _listed(choosing: Choosing, asking: Asking, subjects: Sequence[str], most: int) -> Finding:
    """`subjects` first, then what is listed."""
    matches, numbers = choosing.listed()
    gone = {*subjects, *(never_offered() - {*asking.named})}
    rest = (match for match in matches if match.food.id not in gone)
    all_of_them = [*choosing.exactly(subjects), *rest][: max(most, len(subjects))]
    return _put_together(choosing, asking, all_of_them, subjects, numbers)


def _nothing(question: str, aside: str, demands: Demands | None = None) -> Finding:
    return Finding(Found((), question, lexical_only=False, notice="", ms=0.0), demands or Demands(), aside=aside)


def _subjects(asking: Asking) -> list[str]:
    """Foods that are asked about by name; of "does pho contain onions" only the first."""
    if not asking.fact and (asking.demands or asking.inquiry.allergens or not asking.inquiry):
        return list(asking.asked_of)
    contained = "ingredients" in asking.inquiry.aspects or asking.inquiry.allergens
    return list(asking.named[:1] if contained else asking.named)


def _asked_about(question: str, asking: Asking, choosing: Choosing) -> list[str]:
    """Foods that are asked about by name, and dishes that are named and not fit."""
    named = _of_use(list(asking.named), question, choosing) if asking.turned else _subjects(asking)
    if asking.beside and all(facet.name not in _COURSES for facet in asking.demands.wanted):
        beside = [food.id for food in choosing.foods(asking.beside) if choosing.demands.met_by(food)]
        return [*beside, *(each for each in named if each not in beside)]
    return named or ([] if wants_with(question) else _unfit_dishes(asking, choosing))


def _of_use(subjects: list[str], question: str, choosing: Choosing) -> list[str]:
    """Without ingredients that break a demand where they only say what a food shall be made with: "con chocolate"."""
    asked = only_names(question, vocabulary_of(choosing.corpus)) and not wants_with(question)
    foods = choosing.foods(subjects)
    return [each.id for each in foods if asked or each.type != "ingredient" or choosing.demands.met_by(each)]


def _unfit_dishes(asking: Asking, choosing: Choosing) -> list[str]:
    """Dishes that are named, or what it is asked what it is, that break a standing demand: shown with a warning rather
    than passed over.
    """
    named = [] if asking.demands else choosing.foods(asking.named)
    defined = defines(asking.text)
    return [food.id for food in named if (defined or food.type != "ingredient") and not choosing.demands.met_by(food)]


def _put_together(
    choosing: Choosing,
    asking: Asking,
    matches: Sequence[Match],
    subjects: Sequence[str],
    numbers: Comparison | None = None,
) -> Finding:
    demands = choosing.demands
    pantry = pantry_of(choosing.corpus)
    own = pantry.meeting(asking.demands)
    kept = tuple(match for match in matches if match.food.id in own)
    shown = {match.food.id for match in kept}
    seen = choosing.seen
    nearer = {match.food.id: match for match in (*matches, *seen.matches)}
    unfit = (match for match in nearer.values() if match.food.id not in shown | set(asking.shown))
    fit = pantry.meeting(demands)
    left_out = tuple(match for match in unfit if match.food.id not in fit)
    near, offered = ([match.food for match in each] for each in (left_out, kept))
    warnings = tuple(warned_of(asking, demands, choosing.foods(subjects), choosing.foods(asking.named)))
    lacks = made_without(asking, offered, choosing.corpus)
    versions = () if asking.sides or asking.pointed else in_some_versions(pantry, demands, asking, near, offered)
    return Finding(
        found=replace(seen, matches=kept),
        demands=demands,
        left_out=left_out,
        asking=asking,
        warnings=warnings,
        subjects=tuple(each for each in subjects if each in shown),
        comparison=numbers if numbers and all(row.id in shown for row in numbers.rows) else None,
        told=tuple(
            each for each in (*choosing.told, *lacks, *versions, *not_told(asking.text)) if each not in warnings
        ),
    )
