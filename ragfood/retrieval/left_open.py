"""Left open: questions that name no food at all and leave it to others what to eat: "surprise me"."""

# ruff: noqa: E501  a pattern is broken where its parts end
from __future__ import annotations

import re
from functools import lru_cache

from ragfood.words import fold, words

_LEFT_OPEN = re.compile(
    r"(?:(?:please|just|hi|hello|hey|ok|okay|well|so|hmm|can you|could you|can u|bugun|bana|mir|heute|hoy) )*"
    r"(?:surprise (?:me|us)|(?:recommend|suggest) (?:me |us )?(?:something|anything)(?: (?:nice|good|new|different))?|what (?:do|would|can|should) (?:you|u) (?:recommend|suggest)(?: me)?"
    r"|(?:any|some|got any|have you any|do you have any|give me (?:some|an?)|i need (?:some|an?)) (?:good |new )?(?:ideas?|suggestions?|recommendations?|inspiration)|inspire (?:me|us)|you (?:choose|decide|pick)(?: for me)?|(?:choose|decide|pick) (?:something )?for me"
    r"|(?:i m|i am|im|we re|we are) (?:so |very |really |pretty |absolutely )?(?:hungry|starving|peckish)|j ai (?:tres |si |super )?faim|(?:on|nous) (?:a|avons) faim|ich hab(?:e)? (?:so |grossen |voll )?hunger|wir haben hunger|(?:tengo|tenemos) (?:mucha )?hambre|ho (?:molta )?fame|abbiamo fame|(?:estou|to|tou) com (?:muita )?fome|ik heb (?:honger|trek)|jestem glodn[ya]|я (?:голоден|голодна)|хочу есть|(?:karnim|cok) ac(?:im|iktim)?|我(?:好)?饿(?:了)?|肚子饿(?:了)?|お(?:腹|なか)(?:が)?(?:すいた|空いた|ペコペコ)|배고파요?|배고픈데|(?:मुझे )?भूख लगी है|انا (?:جائع|جوعان)(?:ة)?"
    r"|(?:(?:what|which) ?(?:is|are|s) )?(?:the |your )?(?:(?:un)?healthiest|tastiest|yummiest|best|nicest|most (?:popular|famous|delicious|healthy|loved)) (?:dish|dishes|food|foods|meal|meals|thing|things|recipes?)(?: (?:to eat|you have|here|of all|ever|in (?:the|your) (?:world|collection)))*"
    r"|i (?:can t|cannot|can not) decide|i have no idea(?: what (?:i want|to have|to make))?|(?:i don t know|no idea|not sure) what (?:i want|i fancy|to have|to make|to order)"
    r"|sorprendeme|recomiendame algo(?: (?:rico|bueno))?|que me (?:recomiendas|recomienda|sugieres|aconsejas)|(?:alguna|tienes alguna) (?:idea|sugerencia|recomendacion)"
    r"|uberrasch(?:e|en sie)? mich|empfiehl mir (?:was|etwas)|(?:was )?(?:empfiehlst du|empfehlen sie|kannst du empfehlen|schlagst du vor)(?: mir)?|(?:hast du|haben sie) (?:eine idee|ideen|einen tipp|einen vorschlag)"
    r"|(?:surprends|surprenez) moi|que me (?:recommandes tu|recommandez vous|conseilles tu|conseillez vous|proposes tu|proposez vous)|(?:tu me|vous me) (?:conseilles?|conseillez|recommandes|recommandez) quoi|une idee"
    r"|sorprendimi|consigliami qualcosa|(?:che )?(?:cosa )?mi consigli|hai un idea|(?:me surpreenda|surpreenda me|me surpreende)|(?:o )?que (?:voce )?(?:me )?(?:recomenda|sugere|recomendas)|me (?:recomende|sugira) (?:algo|alguma coisa)"
    r"|удиви(?:те)? меня|посоветуй(?:те)? что нибудь|что (?:ты )?(?:посоветуешь|посоветуете|порекомендуешь)|beni sasirt|ne (?:onerirsin|onerirsiniz|tavsiye edersin)|bir sey oner|zaskocz mnie|co (?:polecasz|polecacie|proponujesz)|verras me|wat raad (?:je|jij) (?:me )?aan|wat beveel je aan"
    r"|(?:随便|给我|幫我|帮我)?推[荐薦](?:一下|点什么|一些|点)?(?:吧)?|有什么推荐(?:的)?(?:吗)?|おすすめ(?:は|は何ですか|は何|を教えて|を教えてください)?|何か(?:おすすめ|オススメ)(?:は|ある)?|추천 ?해 ?(?:줘|주세요)|뭐 추천해|فاجئني|(?:ب)?ماذا تنصح(?:ني)?|اقترح (?:علي )?شي(?:ء|ئا)|कुछ (?:सुझाओ|बताओ|सुझाइए)|क्या सुझाव है)"
    r"(?: (?:please|today|tonight|now|then|for (?:today|tonight|me|us)|por favor|hoy|bitte|heute|s il (?:te|vous) plait|per favore|oggi|hoje))*"
)

_NICE = (
    r"nice|good|great|easy|quick|fast|special|simple|tasty|yummy|delicious|fancy|different|new|fun|cosy|cozy"
    r"|comforting|romantic|lovely|really|very|super|something|a|an|and|bit|more|to|eat|cook|make|algo|rico|rica"
    r"|bueno|buena|facil|rapido|rapida|especial|sencillo|sencilla|diferente|distinto|muy|y|para|comer|cenar|de"
    r"|quelque|chose|truc|bon|facile|rapide|sympa|delicieux|tres|et|manger|d|etwas|was|schnelles|einfaches"
    r"|leckeres|gutes|besonderes|schones|nettes|feines|neues|und|zu|essen|ganz|mal|kochen|qualcosa|buono|veloce"
    r"|speciale|semplice|sfizioso|diverso|molto|e|da|mangiare|cucinare|di|bom|boa|gostoso|gostosa|simples|muito"
    r"|jantar|iets|lekkers|snels|makkelijks|bijzonders|simpels|leuks|te|eten|en"
)
_FOR_TONIGHT = re.compile(
    rf"(?:(?:i|we|want|need|would like|d like|quiero|quisiera|je|voudrais|ich|mochte|vorrei|quero|ik|wil|find|me|give|us|please) )*(?:something|anything|algo|alguma coisa|(?:quelque chose|un truc)|etwas|was|qualcosa|iets) (?:(?:{_NICE}) )*"
    r"(?:(?:for|para|pour|fur|per|voor) )?(?:tonight|this evening|esta noche|hoy(?: por la noche)?|ce soir|heute abend|stasera|questa sera|hoje a noite|esta noite|hoje|vanavond)(?: (?:please|por favor|bitte|s il (?:te|vous) plait|per favore))?"
)
"""A wish for the evening that says of the food no more than that it shall be nice: "something easy for tonight"."""


@lru_cache(maxsize=256)  # of each text it is asked several times while foods are found
def leaves_it_open(question: str) -> bool:
    """Whether `question` is nothing but that, in one of many languages."""
    said = " ".join(fold(word) for word in words(question))
    return bool(_LEFT_OPEN.fullmatch(said) or _FOR_TONIGHT.fullmatch(said))
