"""Doubted: what a text asks of whether somebody may eat it: "should I avoid tofu with a soy allergy" leaves out no tofu."""

# ruff: noqa: E501  a pattern is broken where its parts end
from __future__ import annotations

import re
from collections.abc import Iterator

_NAME = r"(?P<what>(?!(?:at|from|on|out|there|what|which|anything|something|food|foods|it|this|that|them|these|those|any \w*thing) )(?:(?!(?:if|when|with|for|because|as|since|being|having|without|free|no|not|but|safe|safely|ok|okay|what|that|which|like|instead|allerg\w*|intoler\w*|in) )[^\W\d_]+ ){1,6}?)"
_EATS = r"(?:eat|have|try|drink|order|get|enjoy|use|touch|take|consume)"
_ENDS = r"(?=$|, |if |when |with |because |as (?:i|we|he|she) |since |being |having |safely |despite |on (?:a|my) )"
_ILL = r"(?=(?:si|se|avec|con|com|quand|cuando|quando|en cas) .*(?:all?erg|intol|celiac|coeliaq))"
_MEANT = (
    (
        rf"(?<!what)(?<!which)(?<!foods)(?<!things)(?<!dishes) (?:should|must|do|does|would|shall) (?:i|we|you|he|she|they|one|people|someone|somebody|my \w+|an? \w+|\w+s) (?:\w+ ){{0,3}}?(?:avoid|skip|stay away from|leave out|cut out|give up|steer clear of) {_NAME}{_ENDS}",
        " ok ",
    ),
    (
        rf"( (?:can|could|may|should|might|would|will) (?!t |not )(?:\w+ ){{1,3}}(?:allergic|intolerant|sensitive) to (?:\w+ ){{1,3}}){_EATS} {_NAME}{_ENDS}",
        r"\1, ",
    ),
    (
        r"^ (?:soll\w*|muss|mussen) (?:ich|wir|er|sie|man|\w+ \w+) (?P<what>(?:\w+ ){1,3}?)(?:ver)?meiden ",
        " ok ",
    ),
    (rf" (?:dois(?: je)?|doit(?: on| il| elle)?|faut(?: il)?) eviter (?P<what>(?:\w+ ){{1,3}}?){_ILL}", " ok "),
    (
        rf" (?:debo|deberia|tengo que|debe|devo|dovrei|deve|deveria|tenho de|tenho que) (?:evitar|evitare) (?P<what>(?:\w+ ){{1,3}}?){_ILL}",
        " ok ",
    ),
)
_AVOIDED = tuple((re.compile(pattern), meant) for pattern, meant in _MEANT)
"""What is asked about where it could be taken for what must be left out."""
_ASKED = tuple(
    re.compile(pattern)
    for pattern in (
        rf" (?:can|could|may|should|might) (?!t |not |never )(?:(?!(?:eat|have|t|not|never) )\w+ ){{1,7}}?{_EATS} {_NAME}{_ENDS}",
        rf" (?:is|are|was|would|will) {_NAME}(?:be |still |really |also |actually |ever )*(?:ok|okay|safe|fine|alright|allowed|suitable|dangerous|risky|a problem|off limits|bad|forbidden|edible) ",
        rf" (?:does|do|will|would) {_NAME}(?:work|suit|hurt|harm|bother) ",
        rf" (?:problem|issue|trouble|risk|danger) with {_NAME}{_ENDS}",
        rf" (?:ist|sind|ware) {_NAME}(?:fur (?:mich|uns|ihn|sie) )?(?:ok|okay|sicher|erlaubt|geeignet|gefahrlich|tabu|unbedenklich) ",
        rf" (?:darf|kann|durfen|konnen) (?:ich|wir|er|sie|man|mein\w* \w+) {_NAME}(?:essen|haben|probieren) ",
        rf" (?:puedo|puede|podemos|posso|puo|possiamo|pode|podemos) (?:comer|tomar|probar|mangiare|provare|assaggiare) {_NAME}(?=$|, |si |se |con |com )",
        rf" (?:e|sono|es|son|est|ist|sind) (?:sicur[oaie]|segur[oa]s?|apt[oa]s?|ok|sicher) (?:il |lo |la |le |i |gli |el |los |las |o |a |l )?{_NAME}(?=$|, |per |para |se |si |con |com )",
        rf"(?:^| ,) (?:le |la |les |l )?{_NAME}(?:est il|est elle|sont ils|sont elles) ",
        rf" (?:puis je|je peux|peut on|on peut|peut il|peut elle) (?:manger|prendre|gouter) (?:du |de la |des |de l |le |la |les |un |une )?{_NAME}(?=$|, |si |avec )",
    )
)


def without_doubted(clause: str) -> str:
    """A clause, folded words with spaces around them, without the food of which it asks whether to avoid it."""
    for pattern, meant in _AVOIDED:
        clause = pattern.sub(meant, clause)
    return clause


def doubted_words(clause: str) -> Iterator[str]:
    """What a clause asks the fitness of, as words."""
    for pattern in (*(each for each, _ in _AVOIDED), *_ASKED):
        for found in pattern.finditer(clause):
            yield found["what"].strip()
