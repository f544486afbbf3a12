"""Claims: what a free-text tag says of diets and allergens. A tag is believed only where its whole wording is known;
one that merely mentions a diet or an allergen says nothing for certain.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from ragfood.importing.implied import implied
from ragfood.importing.terms import spaced, terms

DOUBTFUL = "doubtful"


@dataclass(frozen=True)
class Claim:
    """`subject` is one of DIETS or ALLERGENS. `value` is what a food may hold for it, or DOUBTFUL."""

    subject: str
    value: str
    said: str


@dataclass(frozen=True)
class _Grammar:
    """Whole wordings and the value that they give; group 1 names diets or allergens."""

    diets: tuple[tuple[re.Pattern[str], str], ...]
    allergens: tuple[tuple[re.Pattern[str], str], ...]


_SURE = r"(?:100 |certified |fully |completely |totally |strictly |naturally |is |always )?"
_HEDGE = re.compile(
    r"^(?:optional|options?|on request|upon request|possible|available|if|when|except|but|unless|ask|maybe"
    r"|perhaps|sometimes|not|no|or|nor|without|depends|may(?! contain)|usually|mostly|some)\b"
    r"|\b(?:optional|options?|request|available)$"
)
_PLAIN = re.compile(r"""[\s"'(#*✓✔✅]*\w(?:[\w\s'’,.&+/%():-]*[\w%)])?[\s!.,"'✓✔✅]*""")
"""What holds no sign that could take back what the words say, as "vegan ✗", "!vegan" and "vegan?" do."""
_NEGATED = re.compile(r"\b(?:not|non|no|never|isn t|nicht|kein\w*|pas|un\w+|neither|nor)\b")
_NOTHING = re.compile(r"(?:none(?: known| listed| declared)?|no|n a|nil|unknown|not known|nothing|keine|-)?")
_ANIMAL_DIETS = {
    "meat": ("vegan", "vegetarian", "pescatarian"),
    "pork": ("vegan", "vegetarian", "pescatarian", "halal", "kosher"),
    "bee": ("vegan",),
    "alcohol": ("halal",),
}


def read_claims(text: str, lead: str = "") -> list[Claim]:
    """All that `text` claims. `lead` is what the key of the tags says before each of them, such as "contains",
    "may contain", "free from", "suitable for" or "not suitable for".
    """
    claims: list[Claim] = []
    for part in re.split(r"[;|\n\r•·]+|\.\s", text):
        claims += _claims_of(_without_prefix(part), lead)
    return claims


def says_nothing(text: str) -> bool:
    """Whether `text` only says that there is nothing to say, as "none known" does. It does not say "free"."""
    return bool(_NOTHING.fullmatch(spaced(text)))


def _claims_of(part: str, lead: str) -> list[Claim]:
    """Of one sentence or tag: as a whole, or else each of what its commas part, while nothing takes anything back."""
    if not _PLAIN.fullmatch(part):
        return _mentions(part)
    whole = _whole(part, lead)
    if whole is not None:
        return whole
    pieces = [piece for piece in re.split(r"[,/&+]| and ", part) if piece.strip()]
    phrases = [spaced(piece) for piece in pieces]
    alike = len({phrase.partition(" ")[0] for phrase in phrases}) == 1  # "no milk, no eggs"
    unsure = any(_HEDGE.search(phrase) for phrase in phrases[1:]) or (_NEGATED.search(phrases[0]) and not lead)
    if len(pieces) < 2 or "/" in part or (unsure and not alike):
        return _mentions(part)
    carried = lead or _lead_of(phrases[0])
    claims: list[Claim] = []
    for piece in pieces:
        read = _whole(piece, "" if piece is pieces[0] and not lead else carried)
        claims += _mentions(piece) if read is None else read
    return claims


def _lead_of(phrase: str) -> str:
    leads = ("may contain", "contains", "free from", "free of", "suitable for")
    return next((lead for lead in leads if phrase.startswith(lead)), "")


def _whole(part: str, lead: str) -> list[Claim] | None:
    """What `part` says when every word of it is understood; None when it is not."""
    phrase = spaced(part)
    if says_nothing(phrase):
        return []
    tries = (f"{lead} {phrase}", phrase) if lead and lead != "not suitable for" else (f"{lead} {phrase}".strip(),)
    for each in tries:
        if (claims := _understood(each, part)) is not None:
            return claims
    return None


def _understood(phrase: str, said: str) -> list[Claim] | None:
    for pattern, value in _grammar().diets:
        if found := pattern.fullmatch(phrase):
            return [Claim(diet, value, said) for diet in _diets_in(found[1])]
    for pattern, value in _grammar().allergens:
        if (found := pattern.fullmatch(phrase)) and (subjects := _listed(found[1], plainly=value != "contains")):
            return [Claim(subject, value, said) for subject in subjects] + [*_companions(found[1], value, said)]
    if found := _CONTAINS.fullmatch(phrase):
        against = {diet for kind in implied(found[1]).animals for diet in _ANIMAL_DIETS[kind]}
        return [Claim(diet, "no", said) for diet in sorted(against)] or None
    return _gluten_as_diet(phrase, said)


_CONTAINS = re.compile(r"(?:contains|contain|containing|with|has|made with|enthalt|contiene|contient) (.+)")
_TAKEN_BACK = re.compile(r"\b(?:no|not|non|free|may|without|false|or|less)\b|(?:\w+ ){4}")
_FREE_DIETS = {"gluten": "gluten-free", "milk": "dairy-free"}


def _gluten_as_diet(phrase: str, said: str) -> list[Claim] | None:
    """ "Not gluten-free" and "gluten-free option" say something of the diet, and nothing safe of the allergen."""
    for pattern, value in (
        (r"(?:not|non|isn t|is not|never) (.+) free|(.+) free (?:no|false|0)", "no"),
        (r"(.+) free (?:options?|optional|version|possible|available|on request)(?: available| possible)?", "depends"),
        (r"(?:can be|may be|could be|sometimes)(?: made)? (.+) free", "depends"),
    ):
        if found := re.fullmatch(pattern, phrase):
            subjects = _listed(next(filter(None, found.groups())), plainly=True)
            diets = [_FREE_DIETS[each] for each in subjects if each in _FREE_DIETS]
            doubts = [Claim(each, DOUBTFUL, said) for each in subjects]
            return [*(Claim(diet, value, said) for diet in diets), *doubts] or None
    return None


def _companions(names: str, value: str, said: str) -> Iterator[Claim]:
    """Shellfish are molluscs too, to many people; what is free of it is free of crustaceans for certain only."""
    if "shellfish" in names and value != "free":
        yield Claim("molluscs", "may contain", said)


def _listed(names: str, plainly: bool) -> list[str]:
    """The allergens that `names` lists; none when anything else is among them. With `plainly` only an allergen's own
    names count: what has no wheat may have barley.
    """
    found: list[str] = []
    for name in re.split(r" and | or | nor ", names):
        own = terms().allergens.get(name.removeprefix("any ").removeprefix("the "))
        parts = [own] if own else [] if plainly or _TAKEN_BACK.search(name) else sorted(implied(name).allergens)
        if not parts:
            return []
        found += parts
    return list(dict.fromkeys(found))


def _diets_in(names: str) -> list[str]:
    words = re.split(r" and | or | ", names)
    return list(dict.fromkeys(terms().diets[word] for word in words if word in terms().diets))


def _mentions(part: str) -> list[Claim]:
    """Doubt about every diet and allergen that `part` names: it is not known what it says of them."""
    phrase = spaced(part)
    named: Mapping[str, str] = {**terms().diets, **terms().allergens}
    subjects = [ours for word, ours in named.items() if re.search(rf"(?<!\w){word}", phrase)]
    subjects += [*sorted(implied(phrase).allergens), *(["milk"] if "lactose" in phrase else [])]
    return [Claim(subject, DOUBTFUL, part.strip()) for subject in dict.fromkeys(subjects)]


def _without_prefix(part: str) -> str:
    """Without what vocabularies put before and after a tag: "en:vegan", "https://schema.org/VeganDiet"."""
    return re.sub(r"^\s*(?:https?://schema\.org/|[a-z]{2}:|schema:)", "", part)


@lru_cache(maxsize=1)
def _grammar() -> _Grammar:
    word = f"(?:{'|'.join(terms().diets)})"
    kind = rf"(?:lacto |ovo |ovo lacto |lacto ovo )?{word}"
    diet = rf"({kind}(?:(?: and | or ){word})*)(?: (?:diets?|food|dish|recipe|people))?"
    fit = r"(?:suitable for|fit for|ok for|safe for|for)"
    changed = r"(?:options?|optional|versions?|possible|adaptable|on request|upon request|if .+|when .+|without .+)"
    diets = (
        (rf"{_SURE}{diet}(?: (?:certified|approved|yes|true))?", "yes"),
        (rf"{fit} (?:an? )?{diet}", "yes"),
        (rf"(?:not|non|no|isn t|is not|never|nicht|pas|kein|keine) (?:an? )?(?:{fit} )?(?:an? )?{diet}", "no"),
        (rf"(?:unsuitable for|non|un) ?{diet}", "no"),
        (rf"{diet} (?:no|false|0)", "no"),
        (rf"{diet} {changed}(?: available| possible)?", "depends"),
        (rf"(?:can be|may be|could be|sometimes|optionally|possibly)(?: made| served| prepared)? {diet}", "depends"),
    )
    made = r"(?:made|produced|processed|packed|manufactured|prepared)(?: in| on)? "
    place = rf"{made}.*(?:with|handles|processes|uses|contains|handling)"
    maybe = r"(?:may (?:also )?contain|may have|can contain|possible|could contain|traces?(?: of)?)"
    no = r"(?:no|without|zero|(?:contains|has) (?:no|zero)|(?:does not|doesn t|do not) contain|free from|free of"
    no += r"|sans|sin|ohne|senza)"
    allergens = (
        (rf"(?:{maybe}|{place})(?: traces? of| small amounts of)? (.+?)(?: traces?)?", "may contain"),
        (r"(?!no |may |contains )(.+) traces?", "may contain"),
        (rf"{_SURE}(.+) free(?: (?:yes|true|1|certified))?", "free"),
        (r"(.+?)(?:frei|freie|freies)", "free"),
        (rf"{no} (?:any )?(.+?)(?: at all)?", "free"),
        (_CONTAINS.pattern, "contains"),
    )
    return _Grammar(_compiled(diets), _compiled(allergens))


def _compiled(wordings: Iterable[tuple[str, str]]) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), value) for pattern, value in wordings)
