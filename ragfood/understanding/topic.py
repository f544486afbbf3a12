"""Topic: what a question is about beyond what it demands and the words that only ask."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from itertools import chain

from ragfood.demands import Demands, Vocabulary, nutrient_of
from ragfood.demands.facets import table
from ragfood.demands.phrases import diets_cut, polarity
from ragfood.demands.things import longest, things_said
from ragfood.demands.unspaced import without_left_out
from ragfood.understanding.lexicon import lexicon
from ragfood.understanding.talk import listed
from ragfood.understanding.vernacular import tongues_of
from ragfood.words import fold, sought_as, terms_of, words

_IDLE = re.compile(r"(?:allerg|intoleran|without|free\b|\w+-free\b|no\b|avoid)", re.IGNORECASE)
_OF_ONESELF = re.compile(
    r"al+[eé]rg|intol[eé]ran|coeliac|celiac|celíac|zöliak|anaphyla|एलर्जी|حساسية|过敏|過敏|アレルギー|알레르기|알러지"
    r"|аллерги|alerji|alergi|\bhives\b|\brash(?:es)?\b|\bswell\w*|throws? up|vomit|\bitch|asthma|headache"
    r"|migraine|bloated|\bsick\b",
    re.IGNORECASE,
)
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
"""Where words are not told apart, only names of foods count."""
_IDLE_WORDS = """
    loads heaps tons cut down barely hardly bulking building diabetic diabetics diabetes blood pressure muscle
    muscles bones pregnancy pregnant use using used много мало поесть acisindan em ne di o um uma plats plat piatti
    comida comidas व्यंजन चीज़ें चीजें खाना जैसी اكلات الناس ياكل people locals anything whatever stuff overnight
    high higher highest low lower lowest rich richest most least more less fewer fewest lots plenty content amount
    amounts source sources per gram grams gramm mg g kg kcal kj between under over above below at within than
    healthy healthier healthiest nutritious cuisine world level levels value dense packed light reduced maximum
    minimum max min food foods ingredient ingredients product products daily day today week top list ranking sort
    sorted order gym workout lot contain contains containing leanest fattiest fatty lean saltiest best good great
    need needs needed help helps gaining losing zero m ve re s ricos ricas riches pauvres bajas bajos altas altos
    alimentos aliments lebensmittel essen keto ketogenic friendly anaemic anemic anaemia anemia vegetables vegetable
    fruits speciality specialities specialty specialties delicacy delicacies fare classics classic favourites
    favorites national traditional authentic famous local regional style cooking kitchen typisch typische typisches
    tipico tipica tipicos tipicas typique typiques especialidad especialidades specialite specialites spezialitat
    spezialitaten cocina kuche manger comer north south east west northern southern eastern western weight loss
    energy nothing not too very quick fast easy simple mit viel wenig alto alta bajo baja rico rica riche faible
    unter mehr weniger als menos mas de que platos gerichte speisen please treat treats typical sin sans ohne friend
    friends son daughter kid kids child children wife husband partner guest guests mum mom dad mother father safe
    severe tree short running counting calories watching trying idea ideas suggestion suggestions craving cravings
    mood fancy feeling tonight brother sister grandma grandpa granny nan uncle aunt cousin nephew niece boyfriend
    girlfriend mate mates colleague colleagues flatmate roommate neighbour neighbours neighbor toddler teenager baby
    main mains course courses canteen order orders office school night evening both suit suits ni nor either neither nem
    nao sim mim favor rischi rischio riesgo riesgos risque risques risiko risk risks sicher safely really reaction
    reactions reacts badly host hosting exchange student comes even give religious reasons menu waiter restaurant
    family house nobody noone none everyone everybody somebody touches touch likes drinks eats coming visiting visit
    weekend saturday sunday monday tuesday wednesday thursday friday birthday ok okay fine alright thats lads guys
    folks ta cheers pls plz thx bit really quite just bought got new doc doctor says said told cant dont wont doesn
    didn couldn shouldn wouldn hasn haven isn aren wasn weren ll d person anyone problem problems issue trouble
    muslim muslims jewish hindu jain vegans vegetarians coeliacs celiacs meine mein meinen meinem meiner tochter
    sohn mann frau kinder ich wir ihr ihm mir mich uns sie er es bin habe haben hat kein keine keinen was wer wie wo
    welche welches welcher gibt kann konnen darf mache machen mocht mochte hatte gern gerne bitte zum zur im am vom
    beim fur aus uber nach auf man so etwas irgendwas lust vertrage vertragt allergie allergisch gegen mi mis tu su
    hija hijo marido mujer esposa novia novio yo me le les nos doy dar puede pueden tengo tiene soy esta algo quiero
    quisiera gustaria hay cual cuales merendar desayunar cenar almorzar preparo preparar hago hacer mon ma mes ton
    fils fille mari femme je nous il elle on ai avons suis est sont pas peut peux peuvent quoi quel quelle quels
    quelles faire fais voudrais aimerais envie quelque chose avec sono ho mio mia mie miei figlio figlia marito
    moglie cosa posso possiamo mangiare cucinare vorrei qualcosa che non ce sou tenho meu minha filho filha mulher
    podemos gostaria queria sugere sugira algum alguma var nedir yiyebilirim yiyebilir icin bana oner onerir misin
    bir sey iets noite vanavond stasera ce soir
    quero prato pratos sem algun plato sea tomar qual puis vous plait طبق اطباق yemegi yemekleri onerisi oneri yemek lol
    pls gran mate w whatsoever comfort у меня мне мои моя моего моей что можно на в и с для сыну дочери мужу жене есть
    хочу посоветуи посоветуите
    какои какие какое मुझे मैं खा खाऊं सकता सकती हूँ हूं हम क्या ماذا اكل استطيع يمكنني ان puedo little meal meals
    poco poca mucha mucho ricco dusuk भरपूर
    zoon dochter man vrouw kind kinderen kleindochter vriend vriendin moeder vader syn corka córka corce zona
    żona maz mąż mama tata dziecko dzieci oglum kizim esim karim kocam cocuk cocugum annem babam misafir син
    сину сина донька доньці доньки дружина дружині чоловік чоловіка чоловіку діти дитина дитині мама тато dotter
    fru barn barnen vän vänner mamma pappa ابني ابنتي زوجي زوجتي امي ابي اطفالي طفلي बेटा बेटी बेटे पति पत्नी
    मां माँ पिता बच्चा बच्चे बच्चों hola salut bonjour hallo ciao cześć czesc selam merhaba привет привіт hej
    مرحبا नमस्ते idees ideas idées ideen idee ideeën idei pomysły pomysly fikir fikirleri идеи идея ідеї ідея
    idéer أفكار आइडिया graag alstublieft proszę prosze lütfen lutfen пожалуйста tack فضلك svp gracias merci
    danke grazie obrigado obrigada dziękuję спасибо дякую शुक्रिया schnell schnelles rapido rápido rapide veloce
    szybki hızlı быстрый швидкий snabb سريع quick esposo sobrino prima hermano hermana frere sœur fratello
    sorella irmao irma
"""
"""Words that say nothing of which food is meant, beyond those that no search reads."""


_SHORT = 3
"""Letters of a word that is no stem: "raw", and not "rawness"."""


def without_demands(text: str, demands: Demands) -> str:
    """`text` without the words that say what is left out: they name just the foods that are not wanted."""
    text = without_left_out(text)
    left_out = {word for name in demands.words() if name not in demands.diets for word in re.split(r"[\s-]+", name)}
    stems = tuple(word.rstrip("s") for word in left_out if len(word) > 3)
    short = {word for facet in demands.unwanted for word in facet.name.split() if len(word) == _SHORT}
    safety = {*demands.diets, *demands.free_of, *demands.without_ingredients}
    clauses = [clause for clause in re.split(r"(?<=[.,;!?،।。])\s*(?!\d)", text) if not _OF_ONESELF.search(clause)]
    said = " ".join(clause for clause in clauses or [text] if clause.strip()).split()
    kept = [
        word
        for word in _beyond_names(said, safety, () if "en" in tongues_of(text) else (3, 2))
        if not _IDLE.match(word)
        and not word.lower().startswith(stems or ("\0",))
        and word.lower().strip(".,;!?") not in short
    ]
    return " ".join(kept) or text


def _beyond_names(said: Sequence[str], safety: Collection[str], sizes: Sequence[int]) -> Iterator[str]:
    """The words of a text without those that only name what is left out, and names of it of several words such as
    "frutos do mar", of whose words each may name something else.
    """
    at = 0
    while at < len(said):
        named = (size for size in sizes if _is_name(" ".join(said[at : at + size]), size, safety))
        size = next(named, int(_names_only(said[at], safety)))
        if not size:
            yield said[at]
        at += size or 1


def groups_of(text: str, demands: Demands) -> tuple[str, ...]:
    """The groups of ingredients that `text` names, but for those whose name only says what is left out."""
    spoken = words(fold(text))
    said, single = f" {' '.join(spoken)} ", frozenset(spoken)
    out = {*demands.diets, *demands.free_of, *demands.without_ingredients}
    meant = _meant_abroad(said, tongues_of(text))
    return meant or tuple(
        name
        for name, called, phrases in _called_groups()
        if any(
            out.isdisjoint(things_said(words(fold(each)), kinds=True))
            for each in chain(called & single, (each for each in phrases if each in said))
        )
    )


def _meant_abroad(said: str, tongues: Collection[str]) -> tuple[str, ...]:
    """Groups that words name in one of `tongues` which elsewhere are those of others: the "légumes" of French."""
    return tuple(
        name
        for name, listed in _called_abroad()
        if any(f" {word} " in said for code, each in listed if code in tongues for word in each)
    )


@lru_cache(maxsize=1)
def _called_groups() -> tuple[tuple[str, frozenset[str], tuple[str, ...]], ...]:
    """Groups of ingredients with the single words that call them, and what else does."""
    return tuple(
        (
            name,
            frozenset(filter(_is_single, row["words"])),
            tuple(sought_as(word.replace("_", " ")) for word in row["words"] if not _is_single(word)),
        )
        for name, row in table()["groups"].items()
    )


def _is_single(word: str) -> bool:
    return word.isascii() and "_" not in word


@lru_cache(maxsize=1)
def _called_abroad() -> tuple[tuple[str, tuple[tuple[str, tuple[str, ...]], ...]], ...]:
    """The groups that some words call in one language only, which is told by its code."""
    rows = ((name, row["words_in"]) for name, row in table()["groups"].items() if row.get("words_in"))
    return tuple((name, tuple((code, tuple(listed)) for code, listed in each.items())) for name, each in rows)


def _names_only(word: str, safety: Collection[str]) -> bool:
    """Whether a word names nothing but what is left out, in whatever language."""
    named = {*things_said(words(fold(word)), kinds=True)}
    return bool(named) and named <= {*safety}


def _is_name(phrase: str, size: int, safety: Collection[str]) -> bool:
    """Whether a phrase of `size` words is as a whole the name of something that is left out."""
    named, meaning = longest(words(fold(phrase)), safe=False)
    return named == size > 1 and {*meaning} <= {*safety}


def topic_of(text: str, demands: Demands, vocabulary: Vocabulary) -> str:
    """The words of `text` beyond `demands`, facets, and those that only ask."""
    diets = {word for name in demands.words() for word in fold(name).split()}
    own = _grammar(tongues_of(text) - {"en"})
    labels = {word for order in demands.orders for word in nutrient_of(order.nutrient).label.split()}
    labels |= {word for word in words(fold(text)) if demands.orders and _called_by_amounts().fullmatch(word)}
    plain = f" {' '.join(words(fold(without_demands(text, demands))))} "
    said = (diets_cut(plain) if demands.of_safety else plain).split()
    idle = (diets, labels, own, _idle_words(), listed("idle"), listed("stands"), polarity("refusing"))
    kept = (word for word in _beyond(said, vocabulary.phrases, idle) if terms_of(word))
    return " ".join(word for word in kept if not _UNSPACED.search(word) or vocabulary.names.mentions(word))


def _beyond(said: Sequence[str], phrases: Collection[str], idle: Collection[Collection[str]]) -> Iterator[str]:
    """The words of a text that belong to none of `phrases` and are not idle."""
    at = 0
    while at < len(said):
        size = next((size for size in (4, 3, 2) if " ".join(said[at : at + size]) in phrases), 1)
        word = said[at]
        if size == 1 and not (word in phrases or word[0].isdigit() or any(word in each for each in idle)):
            yield word
        at += size


@lru_cache(maxsize=1)
def _called_by_amounts() -> re.Pattern[str]:
    """What foods are called by what is in them: "calorica"."""
    return re.compile("|".join(table()["comparatives"]["nutrients"].values()))


@lru_cache(maxsize=64)
def _grammar(tongues: frozenset[str]) -> frozenset[str]:
    """Words that tell these languages, and nothing of which food is meant."""
    return frozenset(word for word, codes in lexicon().telling.items() if not tongues.isdisjoint(codes))


@lru_cache(maxsize=1)
def _idle_words() -> frozenset[str]:
    return frozenset(fold(_IDLE_WORDS).split())
