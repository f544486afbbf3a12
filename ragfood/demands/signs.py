"""Patterns over folded words: what makes a demand, what takes it back, and what asks for a fact instead.

A sentence is read with one space between and around its words; commas count as words.
"""

# ruff: noqa: E501  a pattern is broken where its parts end
from __future__ import annotations

import re

_OPENING = r"^ (?:(?:so|and|but|well|ok|okay|hi|hello|hey|please|then|also|,) )*"
FACT = re.compile(
    _OPENING
    + r"what (?:is|are|s) an? \w+ (?:diet |person )?$|"
    + _OPENING
    + r"(?:(?:is|are|was(?! (?:ist|sind|kann|gibt|hat|soll|darf|esse|koche|mache|ich|wir) )|were|isn t|aren t)(?! (?:there|any\w*|some\w*) )"
    r"|(?:does|do|did|doesn t|has|have|had|can|could|should|would|will)"
    r"(?! (?:i|we|you|us|my|not|no|anyone|anybody|someone|somebody) )"
    r"|why|who|when|how come"
    r"|(?:est ce que|est il|es|ist|sind|enthalt|contiene|contient|contem|هل(?! (?:يوجد|هناك|لديك|يمكنك|تعرف))|क्या(?!.* (?:कोई|मैं|मुझे) ))) "
    r"| (?:tell|know|wonder\w*|check|sure|explain|find out) .*(?:if|whether) (?!(?:i|we|my|you|it s|there) ).* (?:is|are|contains?|has|have) "
    r"| (?:mean|means|meaning|definition|define|difference between|est il|est elle|sont ils) "
    r"| (?:is|are|contains?) .*, (?:right|correct|isn t it|aren t they) $| should (?:\w+ ){1,4}avoid $"
)
FACT_UNSPACED = re.compile(
    r"(?:是|含|算)(?!.*(?:我|推荐|推薦|有没有|有什么)).*[吗嗎么]|(?<!で)は.+(?:ですか|ますか)\s*$|[은는]\s.*(?:인가요?|입니까|예요|나요)\s*$"
)
ASKS_FOR = re.compile(r"ありますか|どれ|何|教え|おすすめ|私|있|추천|무엇|뭐|어떤|저는|나는|我|推荐|推薦")
FACT_ACCENTED = re.compile(r"(?<!\w)[èé] (?:una? )?(?:veg|halal|kosher|casher|sen[zm])")
OF_ONESELF = re.compile(
    r" (?:i|im|my|me|we|our|us) .*(?:allerg|intoleran|coeliac|celiac|anaphyla)|(?:allerg|intoleran|coeliac|celiac).* (?:i|me|my|we|us) "
    r"| (?:with|for) (?:\w+ ){0,3}(?:allerg|intoleran)| (?:i m|i am|im|we re|we are|my \w+ (?:is|are|s)) | (?:i|we) (?:can ?t|cannot|can not|don ?t|do not|must not|mustn t) "
)
"""Who speaks of their own body, or of somebody with an allergy, demands, whatever the form of the sentence."""

PREMISE = re.compile(
    r"^\W*(?:since|as|because|given that|seeing that|considering(?: that)?|knowing that) (?!(?:i|we|my|our|he|she|it s)\b)"
    r"[^,]* (?:is|are|was|were|comes?|contains?|has|have|originates?|uses?)\b[^,]*,"
)
"""What a question takes for granted of a food, rightly or not: "as butter is fat free, …"."""

DENIED = re.compile(
    r" (?:not|isn ?t|aren ?t|wasn ?t|never|non|no|nor|don ?t|doesn ?t|neither|nobody|(?:anything|everything) (?:but|except)|(?:other|rather) than|without|nicht|kein\w*|pas|nao|ليس"
    r"|غير)(?: (?:a|an|the|be|being|to|have|need|needs|has|it|them|want|any|or|vegan|necessarily|really|very|strictly|only"
    r"|just|all|even|eat|looking|for|is|are|actually|known|has|que|de|es|est|una?|pas|ein|eine|soy|sono|suis|bin|known|severe|longer|such))* $"
)
OR_NOT = re.compile(
    r"^(?: [^ ,]+)? or (?:not|non|otherwise|meat)(?= )|^ (?:नहीं|nahi|salt|नमक) | ^ (?:is|are) (?:not )?(?:no|optional)"
)
LEFT_OUT = re.compile(
    r"(?<= )(?:no(?! (?:puedo|podemos|puede|como|comemos|tomo|quiero|es|soy (?:(?!(?:free|please|sauce|milk|beans?|products?|or|and|in|at|for) )\w+ )*\w*(?:alergic|vegan|vegetarian|intoleran|celiac|fan|muy|un)\w*) )|without|with out|free (?:of|from)|avoid(?:s|ing)?|exclud(?:e|es|ing)|minus|zero|hold the|skip the|hate"
    r"|nothing (?:with|containing)|(?:anything|everything) (?:but|except)(?: for)?|(?:leav|cutt?)(?:e|ing)? out|stay away from"
    r"|(?:(?:do|does|can|could|must|should|will|may|would) ?not|(?:do|does|ca|wo|must|should|could|would)n? ?t|cannot|not|never)"
    r"(?: (?:want|like|have|eat|contains?|containing|includes?|including|uses?|using|tolerate|digest|take|drink|consume|get|be"
    r"|any|ever|to|allowed|able|supposed|with|made|handle|stand|need|put|add))+)(?= )"
)
LEFT_OUT_ABROAD = re.compile(
    r"(?<= )(?:non|sin|sans|ohne|senza|sem|kein(?:e|en|em|er)?|बिना|بدون|(?:خالي?|خالية) من|libres? de|pas d[eu]?|evit\w+"
    r"|no (?:puedo|podemos|puede) (?:comer|tomar)|no (?:como|comemos|tomo)|non (?:posso mangiare|mangio)"
    r"|nao (?:posso comer|como))(?= )"
)
ALLERGIC = re.compile(
    r"(?<= )(?:all?erg\w*|intoleran\w*|sensitiv\w*|anaphyla\w*|react|reacts) (?:to|against|is|are|,)(?= )"
)
ALLERGIC_ABROAD = re.compile(
    r"(?<= )(?:all?erg\w*|intoleran\w*|حساسية|حساسيه)(?: (?:gegen|auf|an?|al|alla|alle|agli|ai|aux?|من|ال\w+))?(?= )"
    r"|(?<= )(?:hives|rash|rashes|itchy?|sick|ill|unwell|bloated|reactions?|swollen|cramps|migraines?|headaches?)"
    r" (?:from|after|to|with|when (?:i|we|he|she) (?:eats?|have|has))(?: eating| having)?(?= )"
)
FREE = re.compile(r"(?<= )(?:free(?! (?:of|from|range|trade|time) )|frei\w{0,2}|less|रहित|मुक्त|फ्री|के बिना)(?= )")
ALLERGY = re.compile(
    r"(?<= )(?:allerg\w*|intoleran\w*|sensitiv\w*|unvertraglichkeit|एलर्जी)(?= )"
    r"|(?<= )(?:gives?|makes?|causes?) (?:me|us|him|her|them|my \w+) (?:hives|a rash|sick|ill|swell|itch\w*|bloated|a reaction"
    r"|migraines?|headaches?|cramps|unwell|vomit)(?= )"
)
COMPOUND = re.compile(r"(?<= )(\w{2,}?)(frei\w{0,2}|free|less|allerg\w+|intoleran\w+|unvertraglichkeit)(?= )")
