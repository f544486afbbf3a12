"""Sayings: ways of saying what is left out that are put in plain words before a sentence is read."""

# ruff: noqa: E501  a pattern is broken where its parts end
from __future__ import annotations

import re

FIGURES = (
    (re.compile(r"(?<= )non (?=(?:starchy|green|leafy) )"), "non_"),
    (
        re.compile(
            r"(?<= )(?:allergy|allergies|intolerance) (?:is|are)(?P<how> not| only| just|)(?: (?:to|against)(?= )|(?= (?:only |just )?(?:eggs?|milk|dairy|lactose|nuts?|tree nuts?|peanuts?|fish|shellfish|seafood|sesame|soya?|gluten|wheat|mustard|celery|lupin|sulphites) (?:,|and|or|but|not|$)))"
        ),
        r"is\g<how> allergic to",
    ),
    (
        re.compile(
            r"(?<= )(?<!non )(?<!n )(?<!two )(?<!and )veg(?= (?:food|foods|dish|dishes|dinner|lunch|breakfast|brunch|snacks?|recipes?|meals?|options?|starters?|appeti[sz]ers?|thali|biryani|pulao|momos?|burgers?|pizza|sandwich(?:es)?|people|guests?|friends?|family|person|only|please) )"
        ),
        "vegetarian",
    ),
    (
        re.compile(
            r"(?:(?<= no )|(?<= any )|(?<= eat )|(?<= eats )|(?<= hates )|(?<= hate )|(?<= like )|(?<= likes )|(?<= without ))veg(?= )"
        ),
        "vegetables",
    ),
    (re.compile(r"(?<= )(kein\w{0,2}|ohne) mais(?= )"), r"\1 maize"),
    (re.compile(r"(?<= )mais(?=\w* ?(?:allerg|unvertrag))"), "maize "),
    (re.compile(r"(?<= )(histamin|purin|fruktose|fodmap|oxalat|nickel)arm(?=\w{0,2} )"), r"\1 arm "),
    (
        re.compile(
            r"(?<= )(?<!my )(?<!his )(?<!her )(?<! a )(?<!new )(?<!the )(?<!your )(?<!our )(?:gf|g free)(?= )(?! (?:s|is|and i|wants|loves|likes) )"
        ),
        "gluten free",
    ),
    (re.compile(r"(?<= )(?:df|d free|lf)(?= )"), "dairy free"),
    (
        re.compile(
            r"(?<= )nothing (?:with a face|(?:that|which) (?:had|has|have) (?:a face|parents|a mother|eyes|legs|a mum))(?= )"
        ),
        "no meat",
    ),
    (
        re.compile(
            r"(?<= )(?:nothing (?:at all )?(?:(?:that|which|what) )?(?:(?:comes?|came|lives?|swims?|is|out|from|of|in|caught) )+(?:the )?(?:sea|ocean)|nada (?:que \w+ )?(?:del|do) mar|niente (?:\w+ ){0,2}?(?:di|del|dal) mare"
            r"|rien (?:qui \w+ )?de (?:la )?mer|nichts (?:\w+ ){0,2}?aus (?:dem )?meer|niets (?:\w+ )?uit (?:de )?zee|nic z morza|ничего (?:из|с) моря)(?= )"
        ),
        "no seafood",
    ),
    (
        re.compile(
            r"(?<= )(?:sea (?:creatures?|animals?|life|critters?|stuff)|(?:anything|everything|things?|stuff|foods?|animals?|creatures?) (?:(?:that|which) )?(?:(?:comes?|came|lives?|swims?|out|from|of|in) )+(?:the )?(?:sea|ocean)|meerestiere?)(?= )"
        ),
        "seafood",
    ),
    (
        re.compile(
            r"(?<= )(?:(?:(?:is|are|s|was) )?what |that |which )?(?:i|he|she|they|we|my \w+)(?: m| am| s| is| are| re)? (?:\w+ )?(?:react\w*|all?ergic|intolerant|sensitive) (?:badly )?(?:to|against)(?= (?:$|, |so |but |and |most |maybe ))"
        ),
        "make me ill",
    ),
    (
        re.compile(
            r"(?<= )(?<!don t )(?<!not )(?<!doesn t )(?<!never )(?<!no )(?<!nao )(?<!non )(?<!n )(?<!niet )(?<!nie )(?<!не )(?:(?:have|has|having|get|gets|got|had|ve|with|tengo|tiene|tenemos|ai|a|avons|ho|ha|abbiamo|tenho|tem|habe|hab|hat|haben|heb|heeft|mam|ma|меня|нас|него|нее) )(?:(?!no |not |any |never |kein|pas |nessun|nenhum|ningun|sin |geen|zadn|нет|less|fewer)\w+ )?(?:problem\w*|trouble|issues?|difficult\w*|dificultad\w*|probleme|schwierigkeiten|проблем\w*) (?:with|mit|con|avec|com|met|z|с|digesting|eating)(?: (?:le|la|les|el|los|las|il|lo|gli|o|a|os|as|der|die|das|any|all|eating|digesting))?"
            r"(?= (?:[^ ,]+ ){1,4}?(?:$|, |so |but ))(?! (?:my|the|this|mein\w*|mi|mon|ma) )"
        ),
        "problems allergic to",
    ),
    (
        re.compile(
            r"(?<= )(?:mit|bei|von) ((?:[^ ,]+ ){1,4}?)(?:hab\w*|krieg\w*|bekomm\w*|hat) (?:ich|er|sie|wir|mein\w* \w+) (?:(?!kein|nie)\w+ ){0,2}(?:probleme?|schwierigkeiten|arger|beschwerden)(?= )"
        ),
        r"allergisch gegen \1",
    ),
    (
        re.compile(
            r"(?<= )(?:any|every)thing (?:with a face|(?:that|which) (?:had|has|have) (?:a face|parents|a mother|eyes|legs|a mum))(?= )"
        ),
        "meat",
    ),
    (
        re.compile(
            r"(?<= )(?:(?:fish|seafood|fishes) (?:yes )?(?:, )?(?:but|and|just) no meat|(?:pescado|peixe|pesce|poisson|fisch|vis|balik) (?:si |sim |oui |ja |yes )?(?:, )?(?:pero|mas|ma|mais|aber|maar|ama) (?:no |nao |non |pas (?:de )?|kein\w* |geen |sin |sem |senza |sans |ohne |et yok)(?:carne|viande|fleisch|vlees)?|eats? fish (?:, )?but (?:no|not|never)(?: eat)? (?:other )?meat|fish (?:and seafood )?(?:is|are|s) (?:ok|okay|fine|allowed|good) (?:, )?but (?:no|not) meat|no meat (?:, )?(?:but|except|apart from|other than)(?: for)? fish(?: (?:is|are|s) (?:ok|okay|fine|allowed))?"
            r"|(?:vegetarian|veggie|veg|vego) (?:, )?(?:but|who|that|except)(?: i| he| she| we| they)? (?:still |also )?(?:eats?|with|for|have|has) fish)(?= )"
        ),
        "pescatarian",
    ),
    (
        re.compile(
            r"(?<= )(?:vegetarian|veggie|veg|vego|vegetarisch|vegetariana?|vegetarierin|vegetarier|vegetarienne?|vegano|meat ?free|meatless) (?:, )?(?:(?:but|except|though|although|plus|and|apart from|other than|save for|aber|ausser|mit ausnahme von|pero|salvo|excepto|mais|sauf|ma|tranne|mas) )+"
            r"(?:(?:that|for|i|we|do|does|also|still|sometimes|occasionally|will|eat|have|like|the|odd|some|a|bit|of|ich|wir|esse|essen|auch|si|tambien|como|comemos|je|nous|mange|mangeons|du|le|mangio|anche|il|eu|tambem) )*"
            r"(?:fish|seafood|fisch|pescado|poisson|pesce|peixe)(?= (?:$|,|is |are |esse |essen |so |please |from |in |for |und |and ))"
        ),
        "pescatarian",
    ),
    (
        re.compile(r"(?<= )(\w+) (?:haters?|avoiders?|dodgers?|phobes?|phobics?|phobic|averse|refusers?)(?= )"),
        r"without \1 ",
    ),
    (
        re.compile(
            r"(?<= )(?:about to |going to |soon |will |has |have |is |are |s |just )*(?:go|goes|going|gone|went) off(?: soon| tomorrow| today)?(?= (?:$|, |and |so |what |in |by ))"
        ),
        "left over",
    ),
    (re.compile(r"(?<= )(?:a , e|a n e)(?= )"), "hospital"),
    (
        re.compile(r"(?<= )(i|me|we|he|she|they|you|wife|husband|son|daughter) no(?= (?:eat|like|want|drink|have) )"),
        r"\1 don t",
    ),
    (
        re.compile(
            r"(?<= )et(?= (?:(?:(?:ve|veya|ya|da|de|,|ne|hic) )+\w+ )*(?:da |de |hic )?(?:yok|yasak|tuketm\w+|sevm\w+|olmadan|olmasin|olmayan|yem\w+|yiyem\w+|istemi\w+|haric|icermeyen) )"
        ),
        "meat",
    ),
    (re.compile(r"(?<= )गाय (?=(?:और|या|,|व) \S+ का मांस )"), "गाय का मांस , "),
    (re.compile(r"(?<= )नॉन ?वेज (?=(?:\S+ ){0,2}?(?:नहीं|मत|ना|मना) )"), "मांस "),
    (
        re.compile(
            r"(?<= )((?:don ?t|do not|doesn ?t|does not|didn ?t|won ?t|never|cannot|can ?t|can not|avoid\w*|no|not|without|hates?)(?: (?:eat|have|take|consume|touch|want|any|like|serve|cook))*) non ?veg(?:etarian)?(?= )"
        ),
        r"\1 meat",
    ),
    (re.compile(r"(?<= ne )et(?= ne )"), "meat"),
    (re.compile(r"(?<= )non ?veg(?:etarian)?(?= (?:\w+ ){0,2}?(?:nahi|nahin|nai|mat) )"), "meat"),
    (re.compile(r"(?<= )न(?= \S+ (?:(?:,|और|या|ही) )?न )"), "बिना"),
    (re.compile(r"(?<= बिना )(\S+) (?:(?:,|और|या|ही) )?न(?= )"), r"\1 बिना"),
    (
        re.compile(
            r"(?<= )(or|nor|and) (?:anything|any (?:other )?(?:foods?|dish|dishes|things?)|(?:other )?(?:things|foods|stuff|dishes)) (?:else )?(?:with|containing|(?:that |which )?(?:has|have|contains?)|made (?:with|from|of))(?= )"
        ),
        r"\1",
    ),
    (re.compile(r"(?<= )لا باس(?: به| بها)?(?= )"), "fine"),
    (re.compile(r"(?<= )nie (?:ma|bylo|zawiera\w*)(?= )"), "bez"),
    (re.compile(r"(?<= )(?:ni hablar|ni de broma|ni loc[oa]|ni en suenos|ni pensarlo)(?= )"), "no"),
    (re.compile(r"(?<= )(gluten|dairy|nuts?|eggs?|milk|meat|soya?|lactose|sugar|wheat) fee(?= )"), r"\1 free"),
    (
        re.compile(r"(?<= )no(?= (?:cafe da manha|almoco|jantar|lanche|natal|forno|brasil|inverno|verao|churrasco) )"),
        "em",
    ),
    (
        re.compile(
            r"(?<= )(?:no|not|not even|without|never|free of|avoids?|avoiding) (?:even |any )?(?:cheeses? )?(?:(?:that (?:is|s|are) |made |set |containing )*(?:with|from|using|containing) )?(?:calf |animal |lamb |kid )?rennet(?= )"
        ),
        "vegetarian",
    ),
    (
        re.compile(
            r"(?<= )(?:(?:no|without|broken|dead|busted|lost|haven ?t got an?|have no|don ?t have an?) (?:a |an |any |the |my |our |working )?(?:stove|stovetop|hob|cooker|hotplate|kitchen|gas|power|electricity|heat source)"
            r"|(?:stove|stovetop|hob|cooker|gas|power|electricity)(?: (?:is|s|are|has|have|just|went|going|gone|been|got|still|not|isn ?t|doesn ?t|has ?n ?t))* (?:broken|broke|dead|died|out|off|gone|down|bust|busted|packed up|kaput|kaputt|working|work|conked out|cut off|fixed)"
            r"|(?:power|electricity) (?:cut|outage|failure)|black ?out|zero cooking|nothing (?:\w+ ){0,2}?(?:has to be|needs to be|gets|must be|is|to be|needs) (?:cooked|heated|cooking|heating)|no need to (?:cook|heat)|(?:don ?t|doesn ?t|do not|does not|without) (?:having|have|need|needing|want|require|feel like)(?: to| any)? (?:be )?(?:cook|cooked|cooking|heated|heating)|cook ?less|heatless|stove ?free|without (?:having to )?(?:cook|heat|turn|switch|us)\w*(?: on)?(?: the| my| any)? ?(?:stove|hob|heat|it|them|anything|cooker|kitchen)?"
            r"|(?:ohne|nicht|kein) (?:zu )?(?:kochen|herd|hitze|kochplatte)|ohne dass (?:man|ich) kochen muss|herd (?:ist )?kaputt|kein strom|stromausfall|sin (?:tener que |necesidad de )?(?:cocinar|cocinarl[oa]s?|coccion|cocina|encender (?:la cocina|el fuego)|fuego|fogones)"
            r"|sans (?:cuisson|cuire|cuisiner|allumer|plaques?|gaziniere|feu|electricite)|senza (?:cottura|cuocere|cucinare|fornelli|accendere)|sem (?:cozinhar|cozedura|cozimento|fogao|fogo)|без (?:готовки|варки|плиты|термообработки|приготовления)|pisirmeden|pisirmesiz|ocaksiz|zonder (?:te )?koken|bez gotowania)(?= )"
        ),
        "no cooking please",
    ),
)
"""Turns of phrase for what has a name."""
