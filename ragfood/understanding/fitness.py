"""Fitness: whether a question asks if a dish that it names is fit for somebody: "moqueca with a milk allergy: ok?"."""

# ruff: noqa: E501  a pattern is broken where its parts end
from __future__ import annotations

import re

from ragfood.demands.phrases import diets_said
from ragfood.demands.signs import OF_ONESELF
from ragfood.demands.things import things_said
from ragfood.understanding.naming import Names
from ragfood.words import fold, words

_WHO = r"(?:i|we|he|she|they|you|one|people|someone|somebody|anyone|(?:my|our|a|an|the) (?:\w+ ){1,3}|\w+s|vegans|coeliacs|celiacs)"
_FIT = "(?:ok|okay|okey|safe|fine|alright|all right|allowed|suitable|possible|risky|dangerous|off limits|a problem|a no go|good|edible|fit|doable|compatible)"
_ASKED = re.compile(
    rf" (?:can|could|may|should|would|might|is it (?:{_FIT}) (?:if|for|to)) (?:{_WHO} ?)?(?:still |ever |safely |really |also )*(?:eat|have|try|order|enjoy|get|touch|be given|give (?:him|her|them|my \w+)) "
    rf"| (?:is|are|was|would|will|s) (?:\w+ )*?{_FIT} | {_FIT}(?: (?:or not|or no|for (?:me|him|her|us|them|my \w+|\w+s)|right|then|too))? $"
    r"| (?:does|do|will|would) (?:\w+ )+?(?:work|suit|fit)(?: |$)| (?:any|a) (?:problems?|issues?|trouble|risk|danger|worries) (?:with|in|for|from) | (?:can|could|may|should) (?:i|we|he|she|they|you|my \w+) (?:still |safely |also )*(?:use|eat|have|try|cook with|make|drink|taste|enjoy|bake with) (?:it|this|that|them|these|some|any) "
    r"| why (?:is|are|isn t|aren t|can t|isnt|arent|cant) (?:\w+ )+?(?:bad|unsafe|wrong|harmful|no good|not good|not ok|not allowed|eaten|eat) (?:for|by|to)? ?(?:\w+ )?\w+ "
    r"| (?:is|are) (?:\w+ )+?(?:out|off|off the (?:menu|table|cards)|a bad idea|forbidden|banned)(?: then| for (?:me|him|her|us|them|my \w+))? $"
    r"| (?:puedo|puede|podemos|pueden|podria) (?:comer|tomar|probar|pedir) | (?:darf|kann|konnen|durfen|konnte) (?:\w+ )+?(?:essen|haben|probieren|bestellen) | (?:geht|ginge|passt) (?:\w+ )*?(?:bei|mit|trotz|fur) "
    r"| (?:puis je|peux je|peut on|peut il|peut elle|je peux|on peut|est ce que \w+ (?:peux|peut)) (?:\w+ )*?(?:manger|prendre|gouter) | (?:posso|puo|possiamo|possono) (?:mangiare|provare|ordinare) | (?:posso|pode|podemos|podem) (?:comer|provar|pedir) "
    r"| (?:sicher|erlaubt|unbedenklich|geeignet|gefahrlich|ungefahrlich|tabu|in ordnung|sans danger|permise?s?|autorisee?s?|dangereux|dangereuse|segur[oa]s?|apt[oa]s?|permitid[oa]s?|peligros[oa]s?|sicur[oaie]|consentit[oaie]|pericolos[oaie]|va bene|vanno bene|perigos[oa]s?|guvenli|безопасн\w+|bezpieczn\w+|veilig) "
    r"| (?:можно|нельзя) | yiyebilir\w* |(?:能|可以|可)吃|吃得?了?吗|食べられ|食べても|大丈夫|먹어도|먹을 ?수|खा सकत| (?:هل )?(?:يمكنني|يمكن|استطيع|اقدر) "
)
_OTHERS = re.compile(
    r" (?:something|anything|is there|are there|etwas|gibt es|gibts|ne|neler|hangi|что|какие|какой|какую|какое|che|ايش|شو|algo|hay|qualcosa|quelque chose|y a t il|tem algo) | (?:that|thats|which) (?:s |is |are |would be |will be |do |does )?(?:not )?(?:ok|okay|safe|fine|good|suitable|free|allowed|edible|fit) | (?:what|which|instead|alternatives?|like|similar|substitutes?|replace\w*|swap\w*|without|version|recipe|make|cook|que|cual|was|welche\w*|quoi|quel\w*|cosa|ohne|sans|sin|senza|sem|ماذا|क्या खा) |什么|哪|何|なに|뭐|무엇|없는|없이|抜き|なし|不要|不含"
)
_WATCHED = re.compile(
    r" (?:watch|look) (?:out|for)| beware | careful | what (?:is|s) (?:it )?in | (?:worry|know) about |aufpassen|achten|cuidado|attention |attenzione"
)
_AVOIDED = re.compile(
    r" (?:what|which \w+|anything|foods?|dishes) (?:\w+ )?(?:should|must|do|can|could|to|shall|would|that|which) (?:\w+ ){0,2}?(?:avoid|watch out|look out|be careful|stay away|steer clear|skip|not (?:eat|have|order|get)|n?t (?:\w+ )?(?:eat|have|order|get))"
    r"| (?:watch|look) out for | worauf (?:muss|soll|sollte|muessen) | was (?:darf|sollte|soll|kann) (?:\w+ )?nicht | que (?:debo|deberia|hay que|tengo que) evitar | (?:que|quoi) (?:dois je|faut il) eviter | cosa (?:devo|dovrei) evitare | o que (?:devo|tenho que) evitar "
)
_IN_IT = re.compile(
    r" (?:does|do|is there|are there|is it true that) (?:\w+ )*?(?:contains?|have|has|include|use|in|inside) | (?:lleva|contiene|tiene|enthalt|hat|contient|contem|tem|содержит) "
)
_ALLERGIC = re.compile("allerg|alerg|alerj|intoler|coeliac|celiac|zoliak|аллерг")
_VERSION = re.compile(
    r" (?:version|versions|variant|variants|variation|variations|variante|variantes|varianten|variazione|versione|versao|versiyon\w*|wariant|wersja|версия|вариант) "
    r"| is there (?:an? |any |one |some )?(?:one |way |it )?(?:of it |to make it |made |that s |that is )?(?:without|with no|\w+ free|vegan|vegetarian|meat ?less|halal|kosher) "
    r"| (?:can|could|may|would|do|does) (?:i|we|you|one|people|they|it|that|this) (?:also |ever |still |just )?(?:make|do|cook|prepare|have|get|be made|be cooked|be done|be prepared|leave|exist|come|work) (?:it |that |this |one )?(?:\w+ )?(?:without|with no|out|vegan|vegetarian|veggie|halal|kosher|gluten free|dairy free|meat ?free) "
    r"| (?:can|could|may|should|shall|would|do|does|what if|if) (?:i|we|you|one|she|he|they) (?:just |simply |also |still )?(?:leave|skip|omit|drop|swap|replace|substitute|cut|ditch|lose|trade|change|leave off)(?: out)? (?:(?:the|its|that|any|all the) \w+|(?:it|them|that|this)(?: out)?(?: then| too| altogether| entirely)? $)"
    r"| (?:can|could|may|should|shall|would it work if) (?:i|we|you|one) (?:just |also |maybe )?(?:use|put in|take|try|make it with|do it with|go with) (?:\w+ ){1,2}(?:instead |in it |in there |then |too )?$"
    r"| what (?:can|could|would|should|do|shall|might) (?:i|we|you|one) (?:use|put|take|add|have|swap)(?: in)? (?:it |in it |there )?instead| (?:what|which|any|a|good) (?:\w+ )?(?:substitutes?|replacements?|swaps?|stand ?ins?|alternatives?) (?:for|to|instead of) (?:the|its|that) \w+ (?:in (?:it|that|this) )?$"
    r"| (?:kann|konnte|soll|darf) (?:ich|man|wir) (?:den|die|das|dem) \w+ (?:auch |einfach )?(?:weglassen|ersetzen|austauschen|rauslassen)| was (?:kann|konnte|nehme|nimmt) (?:ich|man|wir) (?:stattdessen|als ersatz)"
    r"| (?:puedo|podria|se puede|podemos) (?:quitar|omitir|sustituir|cambiar|reemplazar|dejar fuera|prescindir de)\w* (?:el|la|los|las) \w+| (?:je peux|puis je|peut on|on peut) (?:enlever|remplacer|retirer|omettre|supprimer) (?:le |la |les |l )?\w+| (?:posso|si puo) (?:togliere|sostituire|omettere|evitare) (?:il |la |lo |i |gli |le |l )?\w+"
    r"| (?:puedo|se puede|se pueden|podria|podemos) (?:hacer\w*|preparar\w*) (?:\w+ )?(?:sin|vegan\w|vegetarian\w) | (?:geht|ginge|kann man|kann ich) (?:das |es |die |den )?(?:auch |denn )?(?:vegan|vegetarisch|ohne) | (?:peut on|on peut|je peux|puis je) (?:le |la |les )?(?:faire|preparer|cuisiner) (?:\w+ )?sans "
    r"| (?:posso|si puo) (?:far\w*|preparar\w*|fare) (?:\w+ )?senza | (?:posso|da para|podemos) (?:fazer|preparar) (?:\w+ )?sem "
)
_BETWEEN = """
    if for with a an my the to of and or no is are i m am allergic allergy allergies intolerant intolerance free friendly
    safe someone somebody people person me us kid child son daughter wife husband please pls tho though also too diet on in
    it contain contains has have any de al mit bei fur pour por para avec con per
"""


def asks_if_fit(question: str, names: Names) -> bool:
    """Whether `question` asks if the one food that it names is fit, rather than for others in its place."""
    mentions = names.mentions(question)
    said = words(fold(question))
    plain = f" {' '.join(said)} "
    if not mentions:
        return False
    if asks_what_is_in(plain):
        return True
    if _OTHERS.search(plain):
        return False
    if _ASKED.search(plain):
        return True
    behind = said[mentions[0].end :]
    between = _BETWEEN.split()
    asks = question.rstrip().endswith(("?", "？", "؟")) and bool(behind)
    if not asks and _ALLERGIC.search(plain):
        # Nothing but a dish and an allergy: "dim sum + sesame allergy".
        asks, behind = True, said[: mentions[0].start] + behind
    return asks and all(word in between or any(diets_said(f" {word} ")) or any(things_said([word])) for word in behind)


def asks_of_part(part: str) -> bool:
    """Whether a part of a question asks if something is fit, rather than for what is."""
    plain = f" {' '.join(words(fold(part)))} "
    return bool(_ASKED.search(plain)) and not _OTHERS.search(plain)


def asks_if_it_is_fit(question: str) -> bool:
    """Whether it asks of what was shown before, without naming it: "could I have it with a nut allergy?"."""
    return asks_of_part(question)


def asks_for_version(question: str) -> bool:
    """Whether `question` asks if what was spoken of also goes without something: "could I do it without the lamb"."""
    return bool(_VERSION.search(f" {' '.join(words(fold(question)))} "))


def asks_what_is_in(question: str) -> bool:
    """Whether it asks what of a dish somebody must look out for, or whether something is in it."""
    plain = f" {' '.join(words(fold(question)))} "
    return bool(_WATCHED.search(plain) or (_IN_IT.search(plain) and _ALLERGIC.search(plain)))


def asks_what_to_avoid(text: str) -> bool:
    """Whether it asks for what somebody must not have: "what should I avoid in Japan with a fish allergy"."""
    return bool(_AVOIDED.search(f" {' '.join(words(fold(text)))} "))


def tells_of_need(text: str) -> bool:
    """Whether `text` says of somebody what they cannot eat, so that leaving it out is no matter of taste."""
    plain = f" {' '.join(words(fold(text)))} "
    return bool(_ALLERGIC.search(plain) or OF_ONESELF.search(plain))
