"""Doubting: which foods a question asks of whether they are fit for somebody: "allergic to eggs, is mayonnaise ok?"."""

# ruff: noqa: E501  a pattern is broken where its parts end
from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from ragfood.demands import Demands, Vocabulary
from ragfood.demands.doubted import doubted_words
from ragfood.demands.nutrients import nutrient_words
from ragfood.understanding.fitness import asks_of_part
from ragfood.words import fold, words

_PART = re.compile(r"[.?!;,:。？！；，、؟،]+|\s[-–—]+\s")
_WHICH = re.compile(
    r" (?:which|what|any|either|one|none|some|welche[sr]?|was|cual(?:es)?|que|lequel|laquelle|lesquels|lesquelles|quale|quali|qual|quais) (?:of|von|de|di|d|dos|das|degli|delle|dei) "
)
_MAY = re.compile(
    r"^ (?:und |aber |also )?(?:darf|kann|durfen|konnen) (?:ich|er|sie|man|wir|mein\w*(?: \w+){1,2}) (?:das|es|davon|die|den|ihn) (?:essen |haben |probieren |auch )*$"
    r"|^ (?:puis je|je peux|peut on|on peut|il peut|elle peut|peut il|peut elle|est ce que (?:je|on|il|elle) peu[xt]) (?:en |le |la |les )(?:manger|prendre|gouter) $"
    r"|^ (?:puedo|puede|podemos|pueden) (?:comer|tomar|probar)l[oae]s? $| (?:posso|puo|possiamo|possono) (?:mangiar|assaggiar|prender)(?:l[oaie]|ne) $"
)
_IT = re.compile(
    r" (?:it|this|that|them|these|those|das|dies\w*|es|davon|en|ca|cela|eso|esto|ello|\w{4,}r(?:l[oaei]s?|ne)|questo|quello|isso|isto|bunu|onu|bundan|ondan|это|его|اكله|تناوله)(?= )|(?:je peux|puis je|on peut) l[ea]s? "
)
_OBJECTLESS = re.compile(
    r"^ (?:(?:e|y|и|et) )?(?:posso|pode|podemos|puo|puedo|puede) (?:comer|mangiare|provar) $|^ (?:\w+ )?yiyebilir\w*(?: \w+)? $|^ (?:мне |ему |ей )?можно(?: ли)?(?: мне| ему| ей| есть| это)* $|^ (?:可以|能|还能|還能)吃?吗? $|^ 食べ(?:られますか|ても(?:大丈夫|いい)ですか|れますか) $|^ 먹어도 \S+(?: \S+)? $"
)
_NO_OBJECT = 4
_ASKS = ("?", "？", "؟")
_HIDDEN = "jackfruit"
"""What a name is changed for, to see whether it is left out in its place."""
_AND = ("and", "or", "und", "oder", "et", "ou", "y", "o", "e")


def doubted_in(
    question: str,
    vocabulary: Vocabulary,
    reads: Callable[[str], Demands],
    repair: Callable[[str], str],
) -> tuple[str, ...]:
    """Ids of the foods of which `question` asks whether they are fit; `repair` puts names of foods in English.

    A name that tells what must be left out is told from one that is asked about by what is demanded with another.
    """
    demanded, repaired = reads(question).only_safety(), repair(question)
    if not demanded or not vocabulary.names.mentions(repaired):
        return ()
    said = dict.fromkeys((*_doubted(repaired), *map(repair, _doubted(question))))
    if doubted := [ids[0] for each in said for ids, _ in _named(each, vocabulary)]:
        return tuple(dict.fromkeys(doubted))
    asking, rest = _asking(question, repaired, vocabulary)
    named = [each for part in asking for each in _named(part, vocabulary)]
    told = reads(rest).only_safety() if rest and named else Demands()
    if told and (told == demanded or (len(asking) == 1 and _bare(asking[0], vocabulary))):
        return tuple(dict.fromkeys(ids[0] for ids, _ in named))
    before = reads(repaired).only_safety()
    asked = [ids[0] for ids, name in named if reads(_hiding(repaired, name)).only_safety() == before]
    return tuple(dict.fromkeys(asked))


def asked_of(question: str, vocabulary: Vocabulary, repair: Callable[[str], str]) -> tuple[str, ...]:
    """Ids of the foods of which it asks whether they are fit, whatever for: "high cholesterol, is shrimp ok?"."""
    repaired = repair(question)
    said = dict.fromkeys((*_doubted(repaired), *_asking(question, repaired, vocabulary)[0]))
    named = (found for each in said for found in _named(each, vocabulary))
    return tuple(dict.fromkeys(ids[0] for ids, name in named if name not in nutrient_words()))


def sides_asked(
    sides: Sequence[tuple[str, ...]], repaired: str, vocabulary: Vocabulary, reads: Callable[[str], Demands]
) -> tuple[tuple[str, ...], ...]:
    """Those of `sides` whose names do not only tell what must be left out."""
    if not sides:
        return ()
    demanded = reads(repaired).only_safety()
    told = {
        each
        for ids, name in _named(repaired, vocabulary)
        if reads(_hiding(repaired, name)).only_safety() != demanded
        for each in ids
    }
    return tuple(each for each in sides if each[0] not in told)


def asks_of_it(question: str, demanded: Demands) -> bool:
    """Whether `question`, which tells what is `demanded`, asks if what was spoken of last is fit, without naming it:
    "I'm allergic to sesame, is it safe?".
    """
    if not demanded.of_safety:
        return False
    plain = [f" {' '.join(words(fold(part)))} " for part in _parts(question)]
    return any(_of_it(part) for part in plain)


def _of_it(plain: str) -> bool:
    if not (asks_of_part(plain) or _MAY.search(plain)):
        return False
    objectless = len(plain.split()) <= _NO_OBJECT and bool(_OBJECTLESS.match(plain))
    return objectless or bool(_IT.search(plain))


def unheard_in(question: str, vocabulary: Vocabulary) -> str:
    """What `question` asks the fitness of and neither a food nor a sort of foods is called; "" for most."""
    unheard = (said for said in _doubted(question) if not vocabulary.names.mentions(said))
    return next((said for said in unheard if vocabulary.phrases.isdisjoint((said, *said.split()))), "")


def _doubted(text: str) -> list[str]:
    plain = f" {' , '.join(' '.join(words(fold(part))) for part in _parts(text))} "
    return [*doubted_words(plain)]


def _parts(text: str) -> list[str]:
    return [part for part in _PART.split(text) if part and part.strip()]


def _asking(question: str, repaired: str, vocabulary: Vocabulary) -> tuple[Sequence[str], str]:
    """The parts of `repaired` that ask, and what `question` says beside them; of one that asks which of several, all."""
    plain = f" {' '.join(words(fold(question)))} "
    parts, said = _parts(repaired), _parts(question)
    if _WHICH.search(plain) or len(said) != len(parts):
        return ([repaired], "") if _WHICH.search(plain) or asks_of_part(question) else ((), "")
    asks = [asks_of_part(part) or asks_of_part(own) for part, own in zip(parts, said, strict=True)]
    if parts and not asks[-1] and question.rstrip().endswith(_ASKS) and _bare(parts[-1], vocabulary):
        asks[-1] = True
    rest = ". ".join(own for own, asking in zip(said, asks, strict=True) if not asking)
    return [part for part, asking in zip(parts, asks, strict=True) if asking], rest


def _bare(part: str, vocabulary: Vocabulary) -> bool:
    """Whether it is no more than the name of a food, or the end of a list of them, and of no sort of food: "and tofu"."""
    said = [word for word in words(fold(part)) if word not in _AND]
    named = [each.end - each.start for each in vocabulary.names.mentions(" ".join(said))]
    return named == [len(said)] and " ".join(said) not in vocabulary.phrases


def _named(part: str, vocabulary: Vocabulary) -> Iterator[tuple[tuple[str, ...], str]]:
    said = words(fold(part))
    for mention in vocabulary.names.mentions(part):
        yield mention.ids, " ".join(said[mention.start : mention.end])


@lru_cache(maxsize=64)
def _hiding(text: str, name: str) -> str:
    """`text` with another name for the last place where it has `name`."""
    found = [*re.finditer(r"\W+".join(map(re.escape, name.split())), fold(text))]
    folded = fold(text)
    return f"{folded[: found[-1].start()]}{_HIDDEN}{folded[found[-1].end() :]}" if found else folded
