"""Patterns over folded words: what makes a demand, what takes it back, and what asks for a fact instead.

A sentence is read with one space between and around its words; commas count as words.
"""

# ruff: noqa: E501  a pattern is broken where its parts end
from __future__ import annotations

import re

_OPENING = r"^ (?:(?:so|and|but|well|ok|okay|hi|hello|hey|please|then|also|,) )*"
FACT = re.compile(
    _OPENING
    + r"where (?:in \w+ )?(?:does|do|did|is|are) (?:\w+ ){1,4}(?:comes?|originat\w*|invented|from) |"
    + _OPENING
    + r"(?:which|what) (?:\w+ ){0,2}(?:country|region|city|place|part|chef|king|people|nation) (?:\w+ ){0,2}(?:invented|created|came up|(?:is |was |are )?(?:famous|known|responsible|credited) (?:for|with)|gave us|inventing|inventó) |"
    + _OPENING
    + r"(?:in )?(?:what|which) (?:year|century|decade|month|season|day)s? (?:did|was|were|do|does|is|are) |"
    + _OPENING
    + r"what (?:is|are|s) an? \w+ (?:diet |person )?$|"
    + _OPENING
    + r"(?:o|os|as?|el|l[aeo]s?|il|i|gli|l) (?:\w+ ){1,3}?(?:tem|contem|leva|levam|tiene|tienen|contienen?|llevan?|ha|hanno|contengono|contient|contiennent) (?!que |de |algo |.*(?:all?erg|intol|celiac| dieta| sin | sem | senza | sans ))|"
    + _OPENING
    + r"(?:czy (?!(?:masz|macie|znasz|znacie|mozesz|mozecie|sa|jest|polecasz|polecisz|da|istniej\w+|moge|mozna|mozemy|beda|bedzie) )|чи (?!(?:є|маєш|знаєш|можеш|можете|можна|можу|маєте) )|ar (?!det |du |ni )|innehaller |bevat |bevatten |zit er |zitten er )|"
    r" \w+[dt][ea] (?:\w+ )?var m[iu] $| \w+l[iu] m[iu] .*\w+s[iu]z m[iu] | (?:vegan|vejetaryen|helal|koser|glutensiz|laktozsuz) m[iu] $| (?:содерж\w+|містить) ли | есть ли \w+ в |"
    + _OPENING
    + r"(?:(?:is|are|was(?! (?:ist|isst|essen|trinkt|trinken|macht|machen|kocht|kochen|fruhstucken|fruhstuckt|backt|backen|serviert|servieren|braucht|kommt|gehort|passt|sind|kann|konnen|konnte|gibt|hat|soll|sollte|sollen|darf|durfen|mag|esse|koche|mache|serviere|ich|wir|man|fur|schmeckt|empfiehlst|empfehlt|wird|bekommt|nehme|wurdest) )|were|isn t|aren t)(?! (?:there|any\w*|some\w*) )"
    r"|(?:does|do|did|doesn t|has|have|had|can|could|should|would|will)"
    r"(?! (?:i|we|you|us|my|not|no|t|to|anyone|anybody|someone|somebody|eats?|drinks?|touch|likes?|want|take|tolerate|digest|consume"
    r"|(?:an? |some |any |my |our )?(?:coeliacs?|celiacs?|vegans?|vegetarians?|pescatarians?|muslims?|jews?|hindus?|jains?|diabetics?|(?:people|persons?|guests?) (?:with|who))(?=.* (?:eat|have|drink|try|order) (?:.*(?:food|cuisine|dish|dishes|restaurant|place|kitchen) |(?!fish|shellfish|radish|relish|beans?|soybean|pecan|cheese)(?:\w+(?:ian|ean|can|ese|ish)|thai|greek|french|czech|dutch|iraqi|pakistani|israeli)(?: out| there| too| safely)? $))) )"
    r"|what (?:makes|made|gives|gave|causes?)(?! (?:an? |the )?(?:good|nice|great|tasty|healthy|quick|decent|perfect|best) )|why|who(?! (?:cannot|can ?not|can ?t|cant|don ?t|doesn ?t|do not|does not|won ?t|mustn ?t|must|never|only|hates?|avoids?|reacts?|suffers?|needs?|(?:is|are|s) (?:\w+ )?(?:allerg\w*|intoleran\w*|coeliac|celiac|vegan|vegetarian|lactose|gluten|muslim|jewish|kosher|halal)|(?:has|have|with) (?:an?|no|the|severe)) )|when|how come|(?:wie ?viele?|cuant[oa]s?|combien|quant[aeio]|hoeveel|ile|сколько|скільки|kac|hur (?:mycket|manga))(?! .* (?:ich|puedo|puis|posso|ik|moge|можно|можна|yiyebil\w*|jag) )|pourquoi|depuis quand|por que|desde cuando|warum|wieso|weshalb|seit wann|perche|da quando|porque|neden|niye|nicin|почему|зачем|क्यों|لماذا|how long (?:is|are|was|were|does)|how (?:spicy|hot|sweet|sour|salty|bitter|mild|healthy|nutritious|filling|fattening|creamy|rich) (?:is|are|was|were)"
    r"|(?:est ce que|est il|es|ist|sind|enthalt(?! keine?)|contiene|contienen|contient|contem|contengono|bevat|son(?! (?:is|s|has|had|and|or|can|cant|cannot|who|with|won|doesn|does|did|don|needs?|loves?|likes?|hates?|was|gets?|got|wants?|allergic|coeliac|celiac|vegan|vegetarian|lactose|gluten|of|in|just|will|eats?|reacts?) )|estan|sao|(?:tienen?|llevan?|tem|leva|hanno)(?! (?:que|de|algo|alguna?|otr[oa]|qualcosa|da|alguma?|outr[oa]) )|هل(?! (?:يوجد|هناك|لديك|يمكنك|تعرف))|क्या(?!.* (?:कोई|मैं|मुझे) ))) "
    r"| (?:tell|know|wonder\w*|check|sure|explain|find out) .*(?:if|whether) (?!(?:i|we|my|you|it s|there) ).* (?:is|are|contains?|has|have) "
    r"| (?:confirm|verify|is it true|it s true|is it correct|correct me if i m wrong but) (?:that |if |whether )?(?!(?:i|we|my|you|there) )|"
    r"(?!(?<= i) mean (?:\w+ ){0,2}(?:free|without|no|allergic) ) (?:mean|means|meaning|definition|define|difference between|est il|est elle|sont ils) "
    r"| (?:is|are|contains?) .*, (?:right|correct|isn t it|aren t they) $| should (?:\w+ ){1,4}avoid $"
)
MAY_EAT = re.compile(
    r" (?:can|could|may|might|should|would|will|is it (?:ok|safe|possible|fine) for|kann|konnen|darf|puede|pueden|peut|peuvent|puo|pode) (?:an? |my |our |the |ein |eine |mein |meine |un |una |mi |mon |ma |mio |mia |meu |minha )?(?:\w+ ){1,3}?(?:to )?(?:safely |still |ever |even )?(?:eat|have|go for|order|get|enjoy|try|do) (?P<what>(?:\w+ )+)$"
)
"""What somebody is asked of who may eat all of it, some, or nothing: "can a coeliac eat Ethiopian?"."""
ENDS_MEAL = re.compile(
    r"\b(?:after|afterwards|finish|end|ends|round off|follow\w*|party|had|main|course|complet\w*|clos\w*|top off|nach|danach|abschluss|hauptgang|despues|terminar|acabar|final|postre de|apres|finir|terminer|fin|dopo|finire|chiudere|depois|terminar|sonra|после)\b"
)
"""That a dessert is for after a meal, which is then not asked for."""
BESIDE_PLACE = frozenset(
    [
        "out",
        "at",
        "in",
        "a",
        "the",
        "for",
        "some",
        "any",
        "tonight",
        "today",
        "tomorrow",
        "take",
        "away",
        "takeaway",
        "takeout",
        "or",
        "and",
        "anything",
    ]
)
FACT_UNSPACED = re.compile(
    r"为什么|為什麼|为何|为啥|なぜ|どうして(?!も)|왜 |क्यों|(?:是|含|算)(?!.*(?:我|推荐|推薦|有没有|有什么)).*[吗嗎么]|(?<!で)(?:は|って|も).+(?:ですか|ますか|かな|の)\s*$|[은는]\s.*(?:인가요?|입니까|(?<!알레르기)(?<!알러지)예요|나요)\s*$"
)
ASKS_FOR = re.compile(
    r"ありますか|どれ|どの|どんな|作れ|食べら|何|教え|おすすめ|私|있|추천|무엇|뭐|어떤|저는|나는|我|推荐|推薦"
)
FACT_ACCENTED = re.compile(r"(?<!\w)[èé] (?:una? )?(?:veg|halal|kosher|casher|sen[zm])")
OF_ONESELF = re.compile(
    r" make me ill $| mi (?:ha|hanno) (?:\w+ )?(?:ucciso|fatto)|^ (?:[\w]+ )?(?:son|es|sao|e|ist|sind|est|sono) (?:\w+ )?(?:all?ergi[cqs]\w*|intoll?erant\w*|celiac\w*|coeliaque\w*) |"
    r" (?:yo|estoy|soy|bin|suis|sou|io sono) (?:\w+ )?(?:all?ergi|intoll?eran)|"
    r" (?:i|im|my|me|we|our|us|sons?|daughters?|kids?|child|children|bab(?:y|ies)|toddlers?|teens?|teenagers?|wife|husband|partner|mum|mom|dad|mother|father|parents|brother|sister|gran|grandma|grandpa|granny|uncle|aunt|cousin|nephew|niece|friends?|flatmate|roommate|boyfriend|girlfriend|colleagues?|guests?|pupils?|students?|clients?|customers?|neighbou?rs?|someone|somebody|anyone|anybody|people|persons?|those) .*(?:allerg|intoleran|coeliac|celiac|anaphyla| kill| hospital)|(?:allerg|intoleran|coeliac|celiac|anaphyla| kills?| hospital).* (?:i|me|my|we|us|he|she|him|her) | allergics | allerg\w* (?:sufferers?|people|persons?|kids?|children|guests?|patients?|customers?) "
    r"| (?:with|for) (?:\w+ ){0,3}(?:allerg|intoleran|coeliac|celiac)| (?:i m|i am|im|we re|we are|my \w+ (?:is|are|s)) | (?:i|we) (?:can ?t|cannot|can not|don ?t|do not|must not|mustn t) "
    r"| (?:he |she |they |(?:my|our|his|her|their|the) (?:\w+ ){1,3}?)(?:can ?t|cannot|can not|must ?n ?t|must not|may not|(?:is|are|s|re) not (?:allowed|able) to|(?:is|are)n ?t (?:allowed|able) to|(?:is|are)n t (?:allowed|able) to|isn t allowed to|should ?n ?t|should not) (?:\w+ )?(?:eat|have|touch|tolerate|digest|stand|take|drink|handle|be near|do) "
    r"| (?:ich|mein\w*|wir|unser\w*|yo|je|mon|ma|nous|suis|notre|soy|tengo|mi|somos|sono|ho|mio|mia|sou|tenho|meu|minha|alguien|quelqu un|jemand\w*|qualcuno|alguem|personas?|personnes?|persone|pessoas?) .*(?:all?erg|intoll?er|zoliak|celiac|coeliaq)"
    r"| (?:bei|mit|trotz|avec|con|com|en cas d\w?|per|para|fur|pour) (?:\w+ ){0,3}?\w*(?:all?erg(?!en)|intoll?er|unvertrag|celiac|zoliak|coeliaq)"
)
"""Who speaks of their own body, or of somebody with an allergy, demands, whatever the form of the sentence."""

DENIED = re.compile(
    r" (?:not|isn ?t|aren ?t|wasn ?t|never|non|no|nor|don ?t|doesn ?t|neither|nobody|(?:anything|everything) (?:but|except)|(?:other|rather) than|without|(?:can ?t|cannot|can not|couldn ?t|could not|never) (?:live|do|go|survive|cope|be|imagine \w+)|nicht|kein\w*|pas|nao|ليس"
    r"|غير|नॉन)(?: (?:a|an|the|be|being|to|have|need|needs|has|it|them|want|any|or|vegan|necessarily|really|very|strictly|only"
    r"|just|all|even|eat|looking|for|is|are|actually|known|has|que|de|es|est|una?|pas|ein|eine|soy|yo|sono|suis|bin|known|severe|longer|such))* $"
)
FORMERLY = re.compile(
    r" (?:used to be|use to be|(?:was|were) (?:once|formerly|previously)|(?:once|formerly|previously) (?:was|were)|former|formerly|ex|fruher(?: \w+){0,2}|war (?:ich |sie |er )?fruher|(?:war|waren) mal|antes (?:era|eramos)|(?:solia|soliamos) ser|era(?:mos)? antes|etais|etait|etions|ero|eravamo|eu era)"
    r"(?: (?:an?|une?|um|uma|eine?|strict|mostly|avant|antes|prima))* $"
)
"""Who kept a diet once."""
WAS = re.compile(r" (?:i|she|he|we|they) (?:was|were)(?: an?| strict)* $")
ONCE = re.compile(
    r"^(?: \w+)? (?:for (?:years|ages|decades|a while|a (?:year|decade|month)|\w+ (?:years|months))|until|till|once|before|back then|in the past|as a (?:kid|child|teenager|student))\b"
)
"""What is told before a diet, and behind it, of one that was kept for a time."""
NOT_WANTED = re.compile(
    r" (?:don ?t|do not|never|please no) (?:\w+ )?(?:want|like|need|give|show|serve|offer|recommend|suggest|bring|find|send|cook|make|eat|order|get)(?: me| us| him| her| them)?"
    r"(?: any| anything| some| something| more| food| dishes| things| stuff| a| an| that is| that s| which is| that are)* $"
)
"""What follows is what nobody asked for: "don't give me vegan food", "I don't want anything without meat"."""
TWICE_DENIED = re.compile(
    r" (?:nothing|(?:don ?t|do not|not|never|won ?t|can ?t|cannot) (?:\w+ ){0,3}?(?:anything|any|stuff|things?|food|dishes|something|meals?)|no (?:foods?|dishes|meals?|recipes?|thing)) "
    r"(?:(?:that|which) )?(?:isn ?t|aren ?t|is not|are not|not|non|s not|wasn ?t) (?:(?:strictly|fully|completely|totally|certified|100|very|a|an) )*$"
)
"""What is taken back is demanded: "nothing that isn't vegan"."""
NOT_ITSELF = re.compile(
    r" (\w+) (?:without|with no|sans|ohne|sin|senza|sem) (?:\w+ ){1,4}?(?:isn t|is not|is no|isnt|wouldn t be|ist keine?|ist nicht|n est pas|no es|non e|nao e)(?= (?:(?:an?|the|real|really|un|une|una|um|uma|ein|eine|proper) )*\1 )"
)
"""A saying that leaves nothing out: "Easter without it isn't Easter"."""
OR_NOT = re.compile(
    r"^(?: [^ ,]+)? or (?:not|non|otherwise|meat|nah|nope|no|naw|na|what|nein|not ok)(?= )|^(?: [^ ,]+)? (?:oder (?:nicht|nich|net|nein)|o no|ou (?:non|pas)|o meno|ou nao|ya da degil|или нет|या नहीं) |^ (?:नहीं|nahi|salt|नमक) | ^ (?:is|are) (?:not )?(?:no|optional)"
)
LEFT_OUT = re.compile(
    r"(?<= )(?:lay(?:s|ing)? off|laid off|swear(?:s|ing)? off|sworn off|swore off|g[ia]ve up|giv(?:es?|en|ing) up|quit(?:s|ting)?|kick(?:s|ed|ing)?(?= (?:\w+ ){1,3}habit )"
    r"|stop(?:ped)? (?:eating|drinking|having)(?: (?:and|or) (?:eating|drinking))?|weaned (?:me |him |her |us )?off|"
    r"no(?! (?:l[aoe]s? |os |as )?(?:tolero|digiero|digerimos|soporto|suporto|aguanto|pruebo|pode|quero|beb(?:o|e|en|emos)|com(?:o|e|es|en|emos|eis)|quer(?:o|emos)|quieren?|toleran?|prueban?|soportan?|aguantan?) | (?:puedo|podemos|puede|como|comemos|tomo|quiero|es|sea|sean|necesit\w+|requier\w+|haya|hay|hag\w+|usen?|piquen?|vaya|llev\w+|teng\w+|tien\w+|conten\w+|conti\w+|inclu\w+|soy (?:(?!(?:free|please|sauce|milk|beans?|products?|or|and|in|at|for) )\w+ )*\w*(?:alergic|vegan|vegetarian|intoleran|celiac|fan|muy|un)\w*) )|(?<! nothing )(?<! never )without|with out|free (?:of|from)|avoid(?:s|ing)?(?: ,)?|exclud(?:e|es|ing)(?: ,)?|minus|zero|hold the|skip the|spare me the|ditch the|lose the|hates?|dislikes?|devoid of|refrain from|steer clear of|keep away from"
    r"|(?:nobody|no one|noone|none|neither|no guests?|no kids?)(?: (?:of|in|at|on|from|here|there|my|our|the|us|them|you|these|those|family|house|home|household|table|party|group|guests?|friends?|kids|children|who \w+|ever|really|actually|even|here|\w+ing))*"
    r" (?:eats?|drinks?|touch(?:es)?|likes?|wants?|has|have|tolerates?|consumes?|takes?|(?:can|may|will|would|should|must|is allowed to|are allowed to|is able to) (?:eat|drink|have|touch|stand|tolerate|handle|digest|stomach))"
    r"|(?:no way|not possible|impossible) (?:that )?(?:i|we|he|she|they) (?:can|could|will) (?:eat|have|touch|tolerate)|never (?:been|was|were) able to (?:eat|have|tolerate|digest)|(?:took|takes?|taken|put) (?:me|him|her|us|them|my \w+) off|(?:told|advised|ordered|asked|supposed|need|needs|have|has|want|wants|trying|try) (?:me |him |her |us |them )?to (?:cut|avoid|drop|stop eating|stay off|leave out|quit|give up|eliminate)(?: out)?"
    r"|(?:bans?|banned|forbids?|prohibits?|disallows?|(?:doesn|don|does not|do not)(?: ?t)? (?:allow|permit|accept))|(?:unable|not able|not allowed|forbidden|never allowed) to (?:eat|have|touch|tolerate|digest|drink)"
    r"|nothing (?:with|containing)|(?:anything|everything) (?:but|except)(?: for)?|(?:leav|cutt?)(?:e|ing)? out|stay (?:away from|off)"
    r"|(?:(?:do|does|can|could|must|should|will|may|would) ?not|(?:do|does|ca|wo|must|should|could|would)n? ?t|cannot|not|never)"
    r"(?: (?:want|like|have|eat|contains?|containing|includes?|including|uses?|using|tolerate|digest|take|drink|consume|get|be"
    r"|any|ever|to|allowed|able|supposed|with|made|handle|stand|need|put|add|do|serve|go|near|touch|offer|feed|stomach|keep|give (?:him|her|them|me)|give|really|actually|so))+)(?= )"
)
LEFT_OUT_KNOWN = re.compile(
    r"(?<= )(?:(?:any|all|every|whatever)(?: kinds? of)? (?!good|fine|ok|okay|set|well|great|done|day|time|of|right)(?:\w+ ){1,2}(?:but|except|bar|save)(?: for)?(?! (?:\w+ ){1,2}(?:is|are|s) (?:ok|okay|fine|good|allowed) )|skip(?:s|ping)?|omit(?:s|ting)?|(?:drop|lose|ditch)(?= the )|lack(?:s|ing)?|stay(?:s|ed|ing)? off|wean(?:ed|ing)? off|eliminat(?:e|es|ing)|remov(?:e|es|ing)|substitut(?:e|es|ing)|replac(?:e|es|ing)"
    r"|swap(?: out)?|apart from|other than|besides|no more|0|not|(?:is|are|was|were)n ?t|(?:i m|im|i am|we re|we are|is|are|go|going|went|gone|strictly) off|(?:leave|keep|take|cut|pick)(?= (?:\w+ ){1,4}(?:out|away|off) )"
    r"|nothing (?:that )?(?:has|have|contains?|includes?|uses?|made (?:with|from|of)))(?= )"
)
"""What leaves out only what is known for an allergen: "skip dessert" leaves out nothing."""
LEFT_OUT_ABROAD = re.compile(
    r"(?<= )(?:verzicht\w* auf|(?:deje|deja|dejo|dejamos|dejado)(?: de (?:comer|tomar|beber))?|renunci\w+ al?|arrete\w*(?: de (?:manger|boire))?|renonce\w* aux?|smesso di (?:mangiare|bere)|eliminato|rinunciato al?"
    r"|(?:parei|parou|paramos|larguei|cortei|deixei)(?: de (?:comer|beber|tomar))?(?: com)?|отказал\w* от|бросил\w*|gestopt met|"
    r"non(?! (?:posso|possiamo|puo|mangi\w*|bev\w*|vogli\w*|toller\w*|digerisco|sopporto) )|sin|sans|ohne|senza|sem|ni|kein(?:e|en|em|er)?|बिना|و?بدون|و?بلا|و?دون|و?من غير|غير|ممنوع|تجنب|(?:ما )?عدا|باستثناء|(?:خالي?|خالية) من|libres? de|pas d[eu]?|evit\w+|éviter"
    r"|no (?:puedo|podemos|puede|debo|debe|deben|deberia) (?:comer|tomar|llevar|tener|contener|incluir)|no (?:como|comemos|come|tomo|tolero|quiero|queremos|me gustan?|tengan?|lleven?|llevan?|contengan?|contienen?|tienen?|incluyan?)"
    r"|nada de|nada con|excepto|salvo|(?:tod[oa]s?|nada|cosa|tudo|toda?s? (?:las? |os? |as? )?\w+|cualquier \w+|qualquer \w+) menos|(?:tutt[oaie]|qualsiasi|qualunque)(?: (?:il|la|le|i|gli))? \w+ (?:tranne|meno|eccetto)|quit(?:a|ale|en|ar)|prohibid[oa]s?|me sientan? mal|non (?:(?:posso|possiamo|puo) (?:mangiare|bere)|mangi\w*|bev\w*|vogli\w*|toller\w*|digerisco|sopporto)|nao (?:(?:posso|podemos|pode) (?:comer|beber)|com(?:o|e|em|emos)|beb\w*|toler\w*|quero|gosto de)"
    r"|(?:peux|peut|pouvons|dois|doit|doivent|veux|veut) pas (?:manger|avoir|boire|prendre|contenir|digerer|tolerer)|(?:supporte|tolere|digere|mange|bois|consomme|aime|veux|contient|contiennent)\w* (?:pas|plus|jamais)"
    r"|aucune?|sauf|excepte\w*|exempte?s? d[eu]?|depourvue?s? d[eu]?|interdit\w* d[eu]?|frei von|nichts mit|nicht(?: mit)?|ausser|weglassen ,?|lass(?:t|en)?(?= (?:\w+ ){1,3}weg )"
    r"|لا [يت]حتوي على|لا يوجد (?:فيه|فيها|به|بها)|ليس (?:فيه|فيها|به|بها)|لا (?:اكل|ناكل|ياكل|اريد|احب|اتناول)|(?:لا|ما) (?:استطيع|اقدر|يمكنني|نقدر) (?:على )?(?:ان )?(?:اكل|تناول|اتناول|ناكل)"
    r"|без|ничего|nulla|niente|nichts|rien d[eu]?|nessun\w*|zonder|bez|uden|utan|исключая|кроме|не (?:ем|едим|ест|едят|пью|пьем|пьет|могу есть|можем есть|может есть|переношу|переносит|люблю|хочу|содержит)|нельзя|(?:eet|eten|drink|lust|mag) geen|geen|nie (?:jem|jemy|moge jesc|je|lubie)"
    r"|nao (?:pode|podem|posso) (?:comer|beber|ter)|nao (?:come|comem|bebo|bebe|quero|gosto de|tolero|tolera)|non (?:puo|possono|posso|possiamo) (?:mangiare|bere|prendere)|non (?:mangia|mangiano|mangiamo|tollero|tollera|voglio|bevo|beve|contenga|contiene|contengono)|livre de|isent[oa]s? de|priv[oi] di"
    r"|no (?:puede|puedo|pueden|podemos) con|no (?:bebemos|bebo|bebe|beben|tomamos|toleramos|tolera|puedo beber|soporto|soporta|comen|tome|le sienta bien|le sientan bien)|le sientan? mal|allergen|darf (?:kein\w*)|(?:esse|isst|essen|trinke|trinkt|trinken|vertrage|vertragt|vertragen|mag|mogen) (?:\w+ )?kein\w*"
    r"|ما (?:اكل|ابي|ابغي|اريد|احب|فيه|فيها)|[اي]تحسس من)(?= )"
)
PUT_OFF = (
    r"(?:(?:stuff|things?|dishes|food) )?(?:(?:really|just|kind of|kinda|always|sort of|honestly|still|rather|also) )*"
    r"(?:(?:scares?|frightens?|terrif(?:y|ies)|disgusts?|revolts?|repulses?|gross(?:es)?|creeps?|freaks?|weirds?|puts?|turns?) (?:me|us|him|her|them|my \w+|the kids)(?: (?:out|off))?"
    r"|(?:is|are|s) (?:really |just |so )?(?:not|never) (?:really |quite |exactly |so much )?(?:for (?:me|us|him|her|them|my \w+)|(?:my|our|his|her|their) (?:thing|cup of tea|style|taste))"
    r"|(?:is|are)n ?t (?:really |quite |exactly )?(?:for (?:me|us|him|her|them|my \w+)|(?:my|our|his|her|their) (?:thing|cup of tea|style|taste))"
    r"|(?:is|are|s) (?:too )?(?:disgusting|gross|revolting|yuck\w*|icky|scary|vile|nasty)"
    r"|(?:me|nos|le) (?:da|dan) (?:mucho )?(?:asco|miedo)|no (?:me|nos|le) (?:gusta|gustan|va|van|convence|apetece)|(?:mag|mogen|esse|essen) (?:ich|wir|er|sie) (?:\w+ )?nicht|(?:ist|sind) (?:\w+ )?(?:nichts fur (?:mich|uns)|nicht (?:so )?mein(?:s| ding))|ekelt? mich|ekeln mich"
    r"|(?:me|nous) (?:degoute|fait peur)\w*|(?:non (?:mi|ci|gli|le) piac\w+|(?:mi|ci) fa(?:nno)? schifo)|(?:me da|da me) nojo|lust ik niet|vind ik (?:niet lekker|vies)|(?:bana gore degil)|не (?:люблю|нравится|мое))"
)
"""What is told right behind that which somebody would rather not eat: "raw fish scares me"."""
OF_STATE = re.compile(rf" (?:raw|runny|cold|reheated|overcooked|undercooked|greasy|slimy|burnt) \w+ {PUT_OFF}$")
"""Who shuns raw fish does not shun fish."""
_CANNOT = "puedo|podemos|puede|pueden|posso|possiamo|puo|possono|pode|podem|como|comemos|come|comen|mangio|mangiamo|mangia|mangiano|digerisco|digiero|digeriamo|digerimos|tolero|toleramos|tollero|tolera|tollera|sopporto|soporto|suporto|tomo|tomamos|bebo|bebemos|bevo|beviamo|bebe|beve|quiero|queremos|voglio|quero|consumo|aguanto|pruebo|provo"
LEFT_OUT_AFTER = re.compile(
    rf"(?<= )(?:(?:that|which) )?(?:{PUT_OFF}"
    r"|(?:, (?=(?:all|both|each|every one) ))?(?:(?:is|are|was|s) )?(?:(?:strictly|absolutely|totally|completely|definitely|both|all|also|currently|always|each|every one|of them|of these|of those|are|is) )*(?:off limits|(?:a (?:big |hard |firm |definite |clear )?)no(?= (?:for|to|with|from|$|,))|off the (?:table|menu)|out of the question|not (?:an option|allowed|permitted|ok|okay|possible|for me)|a? ?no go|forbidden|prohibited|banned"
    r"|(?:very |really |extremely )?(?:dangerous|deadly|lethal|life threatening|poison|poisonous|toxic|fatal) (?:for|to) (?:me|us|him|her|them|my))"
    r"|(?:make|makes|made|making) (?:me|us|him|her|them|my \w+) (?:\w+ )?(?:sick|ill|itch\w*|swell\w*|vomit|gag|heave|retch|puke|barf|queasy|bloated|unwell|sneeze|wheeze|nauseous|cough|throw|react|break)"
    r"|(?:sends?|sent|puts?|lands?|landed|takes?|took) (?:me|us|him|her|them|my \w+) (?:straight |right |back )?(?:to|in|into) (?:the |an )?(?:hospital|emergency|er|icu|intensive|ambulance|anaphyla\w*)"
    r"|(?:(?:will|could|would|can|may|might|ll|nearly|almost|once|has|did) )*kill(?:ed|s)? (?:me|us|him|her|them|my)|(?:causes?|caused|triggers?|triggered|means?|leads? to) (?:\w+ ){0,3}anaphyla\w*|upsets? (?:my|his|her|our)|disagrees? with (?:me|him|her)"
    r"|sets? off (?:my|his|her|our|an?)|triggers? (?:my|his|her|our|an?)|bothers? (?:me|him|her|us|my)|(?:don|doesn|do not|does not|never)(?: ?t)? (?:agree|sit well|sit right|go down well|mix|go well) with (?:me|him|her|us|my)|(?:and|&) (?:i|me|my \w+) (?:don|doesn|do not|does not|won) ?t? ?(?:mix|get on|get along|agree|go together|go well together)"
    r"|(?:is|are|s) (?:\w+ )?(?:a |an )?(?:big |huge |real |no )?(?:problem|issue|trigger|worry|no no|nono|nightmare|danger|risk|concern|hazard|enemy|allergen)(?: for (?:me|him|her|us|them|my))?|(?:is|are|s) out(?= (?:$|, |so |for |please |as |because ))|(?:is|are|s) (?:bad|awful|terrible|dreadful|horrible|not good|no good) (?:for|on) (?:me|him|her|us|my)|(?:plays?|played) havoc|(?:make|makes) (?:my|his|her) \w+ (?:itch\w*|swell\w*|hurt\w*|ache\w*|tingle\w*|close\w*|burn\w*|run)"
    r"|(?:give|gives|gave) (?:me|us|him|her|them|my \w+) (?:\w+ )?(?:hives|rash\w*|cramps|reactions?|itch\w*|eczema|asthma|stomach|swelling|migraines?|headaches?|heartburn|gas|wind|diarrh\w*|trouble|tummy|indigestion|bloating|grief|the runs|nausea)"
    r"|(?:and|&) (?:i|me|he|she|my \w+) (?:are|don ?t|do not) (?:not |no |sworn |mortal |old |bitter )*(?:friends|enemies|get on|get along|mix|agree)|(?:is|are|s) (?:\w+ )?(?:my |his |her )?(?:enem(?:y|ies)|nemesis|kryptonite|a no(?: for (?:me|him|her|us))?(?= $| ,))|geht (?:bei (?:mir|ihm|ihr|uns) )?(?:gar |leider |uberhaupt )?nicht|gehen (?:gar |leider )?nicht|(?:ist|sind) (?:absolut |streng )?(?:tabu|verboten)|kommt nicht in frage|no puede ser|esta prohibid[oa]"
    rf"|(?:(?:, )?(?:no|non|nao) (?:l[aoei]s?|li|os|as) |(?:no|non|nao) )(?:{_CANNOT})(?: (?:comer\w*|tomar\w*|beber\w*|mangiar\w*|bere|digerir\w*|ingerir))?(?: (?:bien|bene|bem|nada|nunca|mai|mas|piu|mais|jamas))?(?= (?:$|, |y |e |et |pero |ma |mas |porque |perche |pois |asi |quindi ))"
    r"|(?:me |nous |lui |leur |m )?(?:sont|est|son|sono|estan|esta|sao|estao) (?:me |mi |\w+ment |\w+mente )?(?:formellement |tous |toutes |les deux )?(?:interdit|proscrit|defendu|prohibid|proibid|vietat|vedad)\w*"
    r"|(?:olmadan|olmayan|olmasin|icermeyen|icermesin|haric|disinda|almiyor\w*|icmiyor\w*|icmem|icmez|kullanmiyor\w*|kacini\w*|kaciniyor\w*|nefret|istemiyor\w*|yiyem\w*|yemiyor\w*|yemem|yemez|yemeyen|dokunuyor|yasak|tuketm\w*|sevmiyor\w*|sevmem|nelzya|нельзя|не ем|не едим|не переношу|не люблю|исключ\w*)"
    r"|(?:must|should|can|may|mustn|shouldn) ?(?:not|t) be (?:in|used|there|included|added)|no (?:please|thanks|thank you|way)|weglassen|weg|gar bort|(?:ver)?meiden|verzicht\w*|nicht(?= (?:essen |vertragen |haben |mogen )?(?:$|, ))"
    r"|(?:(?:मुझे|हमें|उसे|उन्हें|मेरे|मेरी|मेरा|मैं|हम|वह|वो|को|बेटे|बेटी|सूट|हजम|हज़म|पसंद|पसन्द|माफिक|बिल्कुल|बिलकुल|कुछ|कभी|भी|बर्दाश्त|सहन) )*नहीं|ना?(?= (?:हो|डाल|मिला))|मत|छो\S*|से परहेज\S*|से बच\S*|से दूर|के अलावा|के सिवा\S*|मना|वर्जित)(?= )"
)
"""What stands behind the name of what is left out: "peanuts make me ill"."""
ALLERGIC = re.compile(
    r"(?<= )(?:all?erg\w*|intoleran\w*|sensitiv\w*|anaphyla\w*|react(?:s|ed|ion|ions)?(?: badly| strongly| terribly| very badly| severely| violently)?|allergens to avoid) (?:to|against|is|are)(?= )"
    r"|(?<= )(?:anaphyla\w*|epi ?pens?)(?: (?:shock|reactions?|attacks?|episodes?))* (?:from|after|with|by|due to|because of|caused by|triggered by|over|when (?:i|he|she|we|they) (?:eats?|has|have|had|ate|touch\w*))"
    r"(?: (?:eating|having|touching|smelling|drinking|comer|eaten))?(?= )"
    r"|(?<= )(?:hospital|hospitali[sz]ed|emergency room|er|icu|intensive care|a e)(?: \w+)? (?:from|after|because of|due to) (?:eating|having|touching|drinking) (?!dinner |lunch |breakfast |at |out )"
    r"|(?<= )(?:hives|rash\w*|sick|ill|itchy|swollen|bloated|reactions?|break out|breaks out|swell up|die[ds]?|dying) (?:from|because of|(?:when|if|whenever) (?:i|he|she|we|they) (?:ever )?(?:eats?|ate|have|has|had|touch\w*|drinks?|drank)|(?:from |after |when |because of )?(?:eating|having|drinking))(?= )"
)
ALLERGIC_ABROAD = re.compile(
    r"(?<= )(?:ana(?:f|ph)[iy]la\w*)(?: (?:schock|shock|reaktion))?(?: \w+)? (?:por|con|al?|aux?|apres|durch|von|nach|auf|bei|de|dopo|per|com)(?= )|"
    r"(?<= )(?:all?erg\w*|intoll?eran\w*|reagier\w*(?: \w+){0,2}?(?= (?:auf|bei|mit) )|(?:reaction|reactions|reagisce|reacciona|reage|reagit)|[وبل]?(?:ال)?حساسي[ةه]|ал?лерг\w*|непереносим[оі]ст\w*|uczulen\w*|uczulon\w*|nietoleran\w*|overkanslig\w*|عدم تحمل)(?: (?:,|gegen|auf|an?|al|alla|alle|agli|ai|aux?|من|на|na|voor|mot|a|ao|aos|as|para|do|da|dos))?(?= )"
    r"|(?<= )(?:scared|terrified|afraid|frightened|petrified|phobia) (?:to death )?of(?: (?:eating|having|touching))?(?= )"
    r"|(?<= )(?:angst vor|peur d[eu]s?|miedo (?:al?|de)|(?:me|le|nos) dan? miedo|paura d\w+|medo d\w+|боюсь|bang voor|boje sie)(?= )"
    r"|(?<= )(?:hives|rash|rashes|itchy?|sick|ill|unwell|bloated|reactions?|swollen|cramps|migraines?|headaches?)"
    r" (?:from|after|to|with|when (?:i|we|he|she) (?:eats?|have|has))(?: eating| having)?(?= )"
)
ALLERGIES_LISTED = re.compile(
    r"^\W*(?:(?:my|our|the|his|her|their|known|food|kids?|son s|daughter s) )*allerg\w*(?: (?:in|of|for|on|at|our|my|the|this|group|family|house|household|party|table|alert|alerts|list|info|note|notes|warning|warnings|are|is|here|today|we have|guests?|kids?))*\s*[:：=](?!\s*(?:ok|okay|safe|fine|what|which|can|is|are|any)\b)"
)
OF_ALLERGY = re.compile(
    r"(?<= )(?:all?erg(?:y|ies|ic|ique|iques|isch\w*|ia|ias|ica|ico|ici|iche|icos|icas|ien?|iker\w*)|alerj\w*|intoll?eran\w*|ал?лерг\w*|непереносим[оі]ст\w*|एलर्जी|असहिष्णु\S*|[وبل]?(?:ال)?حساسي[ةه]|عدم تحمل|nietoleran\w*|overkanslig\w*|coeliac|anaphyla\w*)(?= )"
)
NO_ALLERGY = re.compile(
    r" (?:no|not|non|never|without|sans|sin|sem|senza|keine?|nicht|isn ?t|aren ?t|nobody|none|any|zero|outgrown|outgrew|pas|нет) (?:\w+ ){0,3}(?:all?erg|alerj|intol|ал?лерг|nietoleran)|allergens? "
)
"""Who speaks of an allergy and of what, in whatever grammar, unless there is none."""
REACTION = re.compile(
    r"(?<= )(?:hives|rash\w*|itch\w*|swell\w*|swollen|tingl\w*|blotch\w*|welts?|(?:come|comes|came|break|breaks) out in|brings? (?:me|him|her|us|them) out in|epi ?pens?|epi pens?|auto ?injectors?|throat (?:clos\w+|tight\w*|swell\w*|itch\w*)|lips? (?:tingl\w*|swell\w*|itch\w*)|eczema|bad (?:mix|match|news|combination|combo|idea)|hospital|anaphyla\w*|deadly|lethal|death|fatal|kill(?:s|ed)? (?:me|him|her|them|my)|(?:m|am|s|is|be) (?:\w+ )?dead(?! (?:tired|hungry|simple|easy|sea))|(?:d|would|could|might|will|ll|nearly|almost) die[ds]?(?! (?:for|of hunger|of thirst|to))|wreck\w* (?:me|him|her|us)|mess(?:es)? (?:me|him|her|us) up|(?:make|makes|made|leaves?) (?:me|him|her|us|them) (?:feel(?:ing)? )?(?:\w+ )?(?:bad|awful|terrible|rough|unwell|poorly|miserable|worse)|(?:if|when|whenever|every time) (?:i|he|she|we|they) (?:eats?|have|has|drinks?|ate|had|touch\w*) (?:[^ ,]+ ){1,4}?(?:, )?(?:i|he|she|we|they) (?:feel|feels|felt|get|gets|die|dies) (?:so )?(?:awful|terrible|bad|sick|ill|rough|unwell)|run to the (?:loo|toilet|bathroom)"
    r"|urticaria|ronchas|sarpullido|hinch\w+|me muero(?! (?:de|por) )|(?:me|nos) mat(?:a|an|o|aron|aria|arian|ar|ou)|me ponen? (?:muy )?(?:mal[oa]?|enferm[oa]|fatal)|muoio(?! di fame)|uccis[oaie]|uccid\w+|fa(?:nno)? (?:\w+ )?star\w* male|(?:mi|gli|si|ci) gonfi\w+|incho|incha|inchad[oa]|morro(?! (?:de|por) )|pass(?:ar|o|a) mal|me hacen? dano|le hacen? dano|sientan? (?:muy )?(?:mal|fatal)|caen? (?:muy )?(?:mal|fatal|pesad[oa])|urticaire|boutons|plaques rouges|demang\w*|gonfl\w+|rend\w* malades?|font? mal|fanno male|fa male|orticaria|prurito|faz(?:em)? mal|urticaria|coceira"
    r"|failli (?:me |le |la |en )?(?:tuer|mourir)|je meurs(?! de? )|me tue\w*|(?:mir|ihm|ihr|uns) (?:\w+ )?(?:schlecht|ubel)|sterbe?n?(?! vor)|stirbt|gestorben|umgebracht|umbring\w+|bring(?:t|en|e) (?:mich|ihn|sie|uns) (?:\w+ )?um|schwelle|dood|sterf|misselijk|umr\w+|puchn\w+"
    r"|убил\w*|убь\w+|умру|умер\w*|умир\w*|опуха\w+|опухн\w+|(?:yersem|yesem|icersem|yiyince) (?:\w+ )?olurum|oldurur|olduruyor|मर(?= (?:सक|जा))|से (?:[^ ]+ ){0,2}?(?:दिक्कत|तकलीफ|परेशानी)"
    r"|ausschlag|quaddeln|juck\w*|schwill?t|schwellen|zuschwell\w*|nesselsucht|krank|kasinti|dokuntu|dokunuyor|сыпь|отек|чешет\w*|зуд|плохо|खुजली|दाने|सूजन|طفح|حكة|حساسية|تورم)(?= )"
)
CONDITION = re.compile(
    r" ?(?:if|when|whenever|after|once|every time|wenn|sobald|immer wenn|nach|si|cuando|cada vez que|quand|des que|se|quando|appena|kiedy|gdy|als|когда|если|после|जब|अगर|اذا|لما) "
)
"""How the part opens of which the next one tells a reaction: "when I drink milk, …"."""
REACTION_UNSPACED = re.compile(
    r"(?<!饿)(?<!餓)(?:会死|會死)|要.{0,3}命|差[点點]死|(?<!すいて)(?<!減って)死(?:ぬ|に(?:ます|かけ))|(?<!배고파 )죽(?:어|을|습)|疹|じんましん|ジンマシン|蕁麻|かゆ|痒|腫れ|肿|두드러기|가려|붓|부어"
)
NO_REACTION = re.compile(
    r" (?:not|never|no|don ?t|doesn ?t|didn ?t|without|isn ?t|aren ?t|ate|eaten|swallowed|accidentally|just had|pas|nicht|ya no|help|now|nao|(?:is|are|am|s|re|m|has|have|started|starting) (?:been |now |all |really |getting |gone )*(?:swelling|itching|tingling|closing|swollen|itchy|tight|numb)|after eating|won ?t"
    r"|(?:against|for|with|gegen|bei|contre|contra|contro|mit) (?:an? |my |his |her |the |mein\w* |el |la |le |il )?(?:heartburn|migra\w+|asth?ma|diarrh?\w+|bloat\w*|upset|sore|sensitive|burning|durchfall|bauch\w*|nause\w*)) "
)
"""What takes back that something makes ill, or tells of what has happened rather than of what must not."""
OF_CHILDREN = re.compile(
    r" (?:kids?|children|child|toddlers?|teens?|teenagers?|under ?18s?|pregnan\w+|breastfeeding|ninos|ninas|enfants?|kinder|kindergeburtstag|bambini|criancas|cocuk\w*|детям|детей|школьник\w*)(?: s)? "
)
DRINKS = re.compile(
    r" (?:drinks?|cocktails?|punch|beverages?|something to drink|bebidas?|boissons?|getranke?|bevande|icecek\w*|напит\w*) "
)
"""Drinks for children, or for who is pregnant, are without alcohol."""
FREE = re.compile(r"(?<= )(?:free(?! (?:of|from|range|trade|time) )|frei\w{0,2}|vrij|siz|suz|रहित|मुक्त|फ्री|के बिना)(?= )")
LESS = re.compile(r"(?<= )less(?= )")
"""The ending of "meat less" as a word of its own; "has got less fat" leaves out nothing."""
ALLERGY = re.compile(
    r"(?<= )(?:allerg\w*|alerj\w*|intoll?eran\w*|sensitiv\w*|unvertraglichkeit|एलर्जी|असहिष्णु\S*)(?= )"
    r"|(?<= )(?:vertrag\w*|ertrag\w*|bekomm\w*|darf|durfen|kann|konnen|esse|essen|mag|mogen|will|mochte) (?:ich|wir|er|sie|es|mir|uns|ihm"
    r"|ihr|man|mein \w+|meine \w+|unser \w+|unsere \w+)(?: (?:leider|gar|uberhaupt|absolut))* (?:nicht|nie|niemals|schlecht|kaum)(?= )"
    r"|(?<= )(?:gives?|makes?|causes?) (?:me|us|him|her|them|my \w+) (?:hives|a rash|sick|ill|swell|itch\w*|bloated|a reaction"
    r"|migraines?|headaches?|cramps|unwell|vomit)(?= )"
)
LISTS = re.compile(
    r"(\b(?:eat|have|tolerate|digest|drink|consume|stand|contains?|include|to|of|from|without|no|exclude|excluding|against|allowed|comer|tomar|manger|boire|sin|sans|ohne|al?|aux?|gegen))"
    r"(?: (?:(?:the|these|those|any of|all|following|foods?|things?|ingredients?|allergens?) ?)+)?\s*[:：]|[:：](?=\s*(?:allerg|intoleran))"
)
"""A colon that only opens a list of what is left out, or tells why: "I can't eat: peanuts", "peanuts: allergic"."""
ASKS_THEN = re.compile(
    r"(?<= )(allergic|allergy|intolerant|intolerance|coeliac|celiac) (?=(?:is|are|can|could|should|would|what|which|any|how|does|do) )"
)
"""Who asks behind it without a comma: "lactose intolerant is goat cheese ok"."""
ASKS_BARE = re.compile(
    r"(?<=\w) (whats|what|which)(?= (?!(?:i|he|she|we|they|you|it|my|our|his|her|is|are|was|makes?|gives?|triggers?|can make) ))"
)
"""The same behind what somebody is allergic to: "allergic to shellfish whats a safe seafood"."""
WISHED = re.compile(r" (?:what|which|safe) (?:\w+ )??\w+(?= (?:can|could|is|are|may|do|should|would) | $)")
"""What is asked for beside an allergy: "what fruit can I eat with a kiwi allergy"."""
I_AM = re.compile(
    r"\b(?<!\bno )soy (?=(?:(?:muy|tambi[eé]n|una?|persona|gravemente|extremadamente|s[uú]per) ){0,3}"
    r"(?:al[eé]rgic[oa]s?|intolerantes?|cel[ií]ac[oa]s?|vegan[oa]s?|vegetarian[oa]s?|pes[ck][ae]tarian[oa]s?|diab[eé]tic[oa]s?|musulm[aá]n[oa]?|jud[ií][oa])\b)",
    re.IGNORECASE,
)
"""The Spanish "I am", which is spelled as the bean; "soy allergic" and "soy intolerant" speak of the bean.

Of a text as it was written, too.
"""
COMPOUND = re.compile(
    r"(?<= )(\w{2,}?)(frei\w{0,2}|free|less|vrij|siz|suz|allerg\w+|intoleran\w+|unvertraglichkeit)(?= )"
)

OF_FAITH = re.compile(
    r"(?<= )((?:musluman|yahudi)(?:[iy]\w{1,3}))(?= )|(?<= )(?:انا|نحن|عائلتي|زوجي|زوجتي|ضيوفي|я|мы|мой друг|ik ben|jestem|jestesmy|jag ar|vi ar|मैं|हम|मेरे दोस्त) (\S+)(?= )"
    r"|"
    r"(?<= )(?:(?:i m|i am|im|we re|we are|who (?:is|are|s)|he s|she s|he is|she is|they re|they are|is|are|being|be|as|yo|soy|somos|es|son|bin|sind|ist|suis|sommes|est|sont|sono|siamo|sou|somos|para|for|fur|pour|per|with|my|our|my \w+ s)"
    r" (?:an? |un |une |una |uma |both |all |practi[sc]ing |strict |orthodox |observant |devout |my |our |some |two |three |a few |the )*)(\w+)(?= )"
    r"|(?<= )(\w+)(?= (?:friends?|guests?|family|families|neighbou?rs?|in laws?|colleagues?|husband|wife|partner|boyfriend|girlfriend|parents?|grandparents|mother|father|mates?|flatmate|roommate|coworkers?|visitors?|people|person|kids?|students?|customers?|freunde?|gaste?|nachbarn?|amigos?|amigas?|invitados|amis?|invites?|amici|ospiti) )"
    r"|(?<= )(?:invitad[oa]s?|amig[oa]s?|vecin[oa]s?|familia|huespedes|suegr[oa]s?|comensales|companer[oa]s?|invites?|amie?s?|voisine?s?|famille|hotes|convives|collegues?|ospit[ei]|amic[oahi]+|vicin[oi]|famiglia|colleghi|convidad[oa]s?|vizinh[oa]s?|colegas?) (?:que )?(?:son |es |sont |est |sono |sao )?(?:muy |tres |molto |muito )?(\w+)(?= )"
    r"|(?<= )(?:can|could|may|do|should|would|will|must|konnen|durfen|pueden|peuvent|possono|podem) (?:an? |my |some |our )?(\w+)(?= (?:eat|have|drink|order|enjoy|essen|comer|manger|mangiare)(?: |$))"
)
"""Who is spoken of by faith, where it is said of people and not of dishes."""
NO_DRINKING = re.compile(
    r" (?:(?:don|doesn|won|can|do not|does not|never|cannot|will not|must not|mustn)(?: ?t)? (?:really |ever |want to |usually )?drink|(?:nobody|no one|none of (?:us|them|you|my \w+|the \w+|our \w+)) (?:here |really |ever )?drinks?"
    r"|(?:not|isn t|aren t|m not|re not|stopped|quit|quitting|given up|gave up|giving up|off) (?:the )?(?:drinking|drink|booze)|(?:trinke|trinken|trinkt) (?:\w+ )?(?:nicht|nichts alkoholisches)|no (?:bebemos|bebo|bebe|beben)|ne (?:bois|buvons|boit|boivent) pas|non (?:bevo|beviamo|beve|bevono)"
    r"|nao (?:bebo|bebemos|bebe|bebem)|icki icm\w*|не (?:пью|пьем|пьет|пьют)|(?:have to|need to|must|going to|gotta) drive|i m driving|i am driving|driving (?:home|later|afterwards|tonight|after))(?= (?:$|, |so |and |but |at |this |tonight |for |because |anymore |any more |either |here |there |home |later |y |et |und |e |и |ve ))"
)
"""Who does not drink does without alcohol."""
EXAMPLES = re.compile(
    r"\b(?:such as|like|for (?:example|instance)|e ?\.? ?g\b|including|incl|among others|say|wie zum beispiel|wie etwa|zum beispiel|z ?\.? ?b\b|etwa|como(?: por ejemplo)?|por ejemplo|comme|tel(?:le)?s? que|par exemple|ad esempio|come|por exemplo|например|ornegin|gibi|bijvoorbeeld|zoals|na przyklad)\b|例如|比如|たとえば|など|예를|같은|जैसे|مثل"
)
"""What is named behind it is only some of what is meant."""
