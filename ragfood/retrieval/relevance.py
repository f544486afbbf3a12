"""Relevance: whether a question asks about food at all, so that nothing is shown beside one that does not."""

# ruff: noqa: E501  a pattern is broken where its parts end
from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from ragfood.foods import ALLERGENS, DIETS, Food
from ragfood.retrieval.elsewhere import of_other_things
from ragfood.retrieval.everyday import everyday
from ragfood.words import fold, terms, terms_of, words

OFF_TOPIC = (
    "Who won the football match last night?", "Write a program that sorts a list of numbers.",
    "How do I reset the password of my account?", "What is the tallest building in the world?",
    "Explain the theory of relativity.", "My car does not start in the morning.", "Tell me a joke about lawyers.",
    "When was the first computer built?", "How do I file my taxes?", "Which film won the most awards?",
    "Translate this sentence into Latin.", "What is the fastest train in the world?",
)  # fmt: skip
"""Questions that no food bears on: how near an embedder finds them to the foods tells what nearness means with it."""

_ARTICLE = "ال"
"""Arabic writes "the" as part of the word."""
_LEAST_SHARE = 1 / 3
_LEAST_ORDINARY = 0.6
_LEAST_PLACES = 0.6
_LEAST_LETTERS = 4
_MOST_KNOWN = 256
"""Texts of which the answer is kept: each is searched for several times, with other limits."""
_LONGEST = 12
"""Words, or characters in scripts without spaces, of the longest name that is looked for inside a question."""

_SPEAKING_OF_FOOD = """
    breakfast breakfasts brunch cook cooked cooking cuisine cuisines dessert desserts dinner dinners dish dishes eat
    eaten eating eats food foods hungry lunch lunches meal meals recipe recipes restaurant snack snacks starving supper
    vegan vegetarian
    almuerzo almorzar cena cenan cenar cocinar comen comer comida comidas desayuna desayunan desayunar desayuno
    hambre merienda plato platos postre postres receta recetas
    aliment aliments cuisiner dejeuner diner faim mange mangent manger mangez nourriture plat plats recette recettes
    repas
    abendessen essen fruhstuck gegessen gericht gerichte hunger hungrig isst kochen mittagessen nachspeise nachtisch
    rezept rezepte speise speisen
    piatto piatti pasto pasti cena spuntino merenda prato pratos refeicao refeicoes lanche cafe jantares pequeno
    yemek yemegi yemekleri tarif tarifi tatli kahvalti еда еды блюдо блюда блюд завтрак обед ужин десерт рецепт рецепты
    перекус суп салат gerecht gerechten recept recepten ontbijt avondeten jedzenie danie dania przepis przepisy obiad
    gouter tentempie bocadillo gaste kuche snacken kocht kochst koche vorspeise vorspeisen entrantes antipasto antipasti готовят готовить приготовить закуска закуски
    iftar iftari suhoor sehri seder osechi fastenspeise fastenspeisen fastensuppe weihnachtsessen osteressen
    silvesteressen vrat beyaynetu इफ्तार इफ़्तार सहरी बनाऊं बनाएं سحور 年夜饭 おせち
    cibo colazione cucinare dolci mangia mangiano mangiare pranzo ricetta ricette
    almoco cozinhar jantar receita receitas sobremesa sobremesas
    jesc jedza jadaja potrawy potrawa kolacja kolacje sniadanie sniadania deser desery przekaska obiadu
    eet maaltijd toetje tussendoortje lunchen bakken koken
    yiyelim yesem yemekler pisir pisirmek pisirsem mezeler
    накормить накормлю покормить угостить угощение dugun dugunde نفطر يفطر يفطرون نتغدى نتعشى
    кушать кушают съесть перекусить готовят ужина завтрака обеда
    खाता खाती खाते खाऊं खाएं खाना खाने नाश्ता पकाना भूख भोजन रेसिपी व्यंजन
    їжа їжу їсти їдять їм готувати приготувати рецепти страва страви страву сніданок обід вечеря вечерю поїсти перекус
    mat maten äta äter laga maträtt recept middag frukost rätter efterrätt hungrig mellanmål
    makanan masakan resep sarapan
    أطباق مطبخ المطبخ أكلة وجبات طعامي آكل أكل أكلات جائع طبخ طبق طعام تؤكل يؤكل ياكل تاكل عشاء غداء فطور وجبة وصفة
"""
"""Any of these words makes a question one about food, whatever else it asks."""

_SPOKEN_UNSPACED = re.compile(
    "吃(?![惊驚力])|饿|餓|食物|美食|菜谱|食谱|烹饪|[早午晚][餐饭飯]|食べ|[朝昼夕]食|料理|甜[点點品]|スープ|サラダ|カレー|デザート|お腹(?=が?(?:す|空))|レシピ"
    "|먹(?=[을는고어나])|음식|요리|레시피|식사|간식|디저트|배고[프파픈]"
)
"""The same in scripts without spaces."""

_LONGING = re.compile(
    r"\b(?:in the mood for|craving|fancy (?:some|something|a)|feel like (?:some|something|a)|something (?:from|\w+(?:ese|ian|ish|an))\b(?! to (?:do|read|see|watch|visit|wear))"
    r"|(?:should|shouldn t|must|mustn t|can t|cannot|gotta|have to|need to|want to|ought to|not to|would you|to) (?:\w+ ){0,2}(?:try|order|taste|miss|sample|munch|nibble|devour)\b(?! (?:calling|again|on|you|him|her|them|my)\b)"
    r"|must (?:try|eat|haves?)|potlucks?|picnics?|barbecues?|bbqs?|buffets?|(?:quick|light|small|little|late|tiny) bites?|bite to|feed (?:a|an|my|the|six|eight|ten|\d+)|(?:have|having) (?:guests|people|friends) (?:over|round|coming)|(?:dinner|garden|birthday) part(?:y|ies)|hangovers?|comfort|things? (?:to|i|we) (?:\w+ )?(?:try|taste|order)|specialit(?:y|ies)|specialt(?:y|ies)|delicac(?:y|ies)|delicious|yummy|tasty|grub|nosh|munchies|foodies?|culinary|gastronom\w*|street stalls?|on the menu|menus?"
    r"|(?:on|to|for|put on) (?:the|my|our) (?:table|plate)s?\b(?! tennis)|(?:what|how) (?:to|should i|should we|can i|can we|could i) serve|themed? (?:night|evening|party|buffet)|cater(?:ing)? for|national (?:dish|drink)|(?:typical|traditional|classic|famous|popular|local) (?:things|treats|fare)|(?:usually|typically|traditionally) (?:have|serve|eat)|se come|se comen|que comem|comem em|comem os|mange t on|on mange|man isst|isst man|mangia in|mangiano in|eten ze|eet men|jedza|jada sie|je sie|yerler|yeniyor|yenilir|yiyorlar|кушают|antojo|apetece|especialidad\w*|specialite\w*|spezialitat\w*|specialita|gusto auf|lust auf|appetit|envie de|voglia di|vontade de"
    r"|kosten|probieren|probar|gouter|deguster|assaggiare|provar|блюд\w*|кухн\w*|едят|поесть|попробовать|yemek\w*|mutfa\w*|yenir|yiye\w*|lezzet\w*|restaurante?s?|jedzenie|potraw\w*|eten|gerechten?)\b"
    r"|特产|名菜|[\u4e00-\u9fff]{2}菜|يا?كل(?:ون)?\b|[اتن]اكل|好吃|名物|グルメ|맛집|맛있|स्वादिष्ट|पकवान|لذيذ|اكلات"
)
"""Who longs for something, or asks what not to miss, means food, where a place or a sort is all that is told."""

_OF_ANY_MEAL = "best ever evening favorite favourite feel fancy good greatest m morning most nice noon now popular tastiest today tomorrow tonight world"
_SAYING_WHICH = "breakfast brunch dessert dinner lunch snack supper vegan vegetarian"
"""A question that asks for anything to eat holds nothing but the former and words that speak of food, and none of
the latter, which foods are found by.
"""

ANY_MEAL = "dinner"
"""What is searched for then."""

_ASKING = """
    about cook hi please rich source sources thank thanks
    a con cuando cuanta cuanto dime donde este esta gracias hace hacen hacer hay lleva llevan me mi no o prepara
    preparar puede puedo quien quiero se si sin sobre su sus tiene tienen
    aux combien dis elle fait faire fais il je moi nous on peut peux plait puis quand quelles quels qui sa se son sont
    sur vous y
    auf aus bitte den dem es gibt ich im in kann mache machen macht man mir uber viel viele wann warum welche welcher
    welches wer wird wo zum zur
    और कब कहाँ कितना कितनी कितने कौन क्यों जाता जाती पर बताइए बताओ बारे मुझे मैं हूँ होता होती होते
    إلى أصنع أين الى تصنع ثم طريقة عن كم كيفية لماذا ماذا متى مع هل يصنع
"""
"""Words that only ask, beyond those that no search reads: they do not count against a question."""

_ASKING_UNSPACED = re.compile(
    "什[么麼]是|是什[么麼]|什[么麼]|怎[么麼]样?|如何|哪里|哪些|为什[么麼]|請問|请问|告诉我|吗|的|是|呢"
    "|とは|何ですか|なんですか|ですか|ますか|です|ください|教えて|どうやって|どんな|なぜ|いつ|どこ|とき|[はがをのにで何]"
    "|무엇(?:인가요|입니까|이야)?|뭐(?:예요|야|가)?|어떻게|어떤|알려\\s?(?:줘|주세요)|만드는|만들어요?|방법|인가요|입니까|(?<=.)[은는이가을를](?=\\s|$)"
)

_ORDINARY = """
    apple blackberry blue bulb bunny caesar caramel cassia cheap cherry chile chili chips citron clam cobb coco cod
    cream crab damper date deer dill doubles duck egg evoo fava fig flour fondue fresas goat goya granada grape grenade
    grits gold ham hamburger hamburg honey hummer iskender jerk kama kiwi koba lamb laver leche lemon light lima lime
    liver lobster locro loin lox mandarin mandi mango manta mas mate melon milk mint mole momo moon moong mustard
    myrtilles nuts oat olive onion orange palm paprika paris passion peach peanut pear pepper pera plum poire poke
    pomme rabbit radis raisin raspberry rashers ripe rocket rolex rye satay sage salt sesame sima skyr soba son
    spice sprouts steak steamboat sugar sultanas swiss taro tapa tempe til toast turkey waldorf خيار جزر جوز رمان चीनी
    टर्की केला आम 苹果 小米 拉西 富富 大福 大根 点心 點心
    そば なす タラ フォー モモ 가지 사과 미소 대구 고수 여주 비트 라임
"""
"""Names of foods that are words, places, people, or firms besides: alone they do not make a question one about food."""

_LOOKS = """
    baby black blood blossom bone boston branch breast broken brown bubble bush cheek cold cool dark dry fat fine firm flaky
    flat flower golden hair head hors horse hot island leg loin neck open pearl pink plain purple red root room rough round skin
    small smooth soft spring square star sticky stone summer table thick thin tree warm water wet white winter yellow
"""
"""What things look and feel like, and parts of bodies: words of foods that are none without others."""

_IN_PASSING = """
    ball bleu button concentrate dog drip eau eye finger five full globe hard heart here hop lap long mat mein mix ne partido
    pop purpose ring rio sheet side spot star stock strain string style table tail thread three true wild
"""
"""Words of foods that mean other things more often: never food words."""

_UNSPACED_NAME = re.compile(
    "[\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff]{2,}|[\u0e00-\u0eff]{4,}"
)
_KATAKANA_PAIR = re.compile("[\u30a1-\u30ff]{2}")
"""It spells sounds, which foods share with all other borrowed words; only whole names tell."""
_KANA_OR_HANGUL = (re.compile("[\u30a1-\u30ff]"), re.compile("[\u3041-\u309f]"), re.compile("[\uac00-\ud7a3]"))

_ABOUT_FOOD = """
    alergia alergias alergica alergicas alergico alergicos allergie allergies allergique allergiques allergisch
    celiaca celiaco intolerancia intolerante intolerantes intolerants
    allergen allergic allergy appetizer bake beverage boil calorie calories carb carbohydrate carbohydrates carbs cheap
    chewy cholesterol cook cooked cooking creamy crispy crunchy cuisine dairy delicious diabetic diet dietary energy fat
    fats fattening fibre fiber filling fluffy fry gluten grill halal healthy hungry ingredient ingredients intolerance
    intolerant iron juicy kcal keto kilojoule kitchen kosher lactose lean mineral minerals nutrient nutrients nutrition
    nutritious pescatarian pregnancy pregnant protein proteins roast salt saturated seafood serving shellfish sodium
    gooey cheesy buttery flaky crumbly crusty doughy melty garlicky herby zesty moreish starchy brothy soupy peppery crunch
    sticky sugar sugars sugary taste tastes tasty tender unsaturated vegan vegetarian vitamin vitamins
"""
"""What people say of food though no field of a food says it."""


class Relevance:
    """Knows which words are about food: those that name foods, what is in them, how they are made, how they taste
    and when they are eaten; and which words are places, which foods share with everything else.
    """

    def __init__(self, foods: Sequence[Food], titles: Collection[tuple[str, ...]]) -> None:
        """`titles` are the terms of all names of foods."""
        self._titles = titles
        self._places = _terms_of_all(f"{food.country} {food.region} {food.cuisine}" for food in foods)
        kitchen = _terms_of_all(" ".join(_fields(food)) for food in foods)
        self._kitchen = (kitchen | about_food()) - self._places - set(terms(_IN_PASSING))
        self._accented = frozenset(
            word for food in foods for text in _fields(food) for word in words(text.casefold()) if not word.isascii()
        )
        self._plain = frozenset(fold(_SPEAKING_OF_FOOD).split())
        self._ordinary = frozenset(terms(_ORDINARY))
        self._looks = frozenset(terms(_LOOKS))
        self._told = {term for term in self._kitchen - self._ordinary - self._looks if _tells(term)}
        self._asking = frozenset(fold(_ASKING).split())
        self._of_any_meal = _terms_of_all([_OF_ANY_MEAL, _SPEAKING_OF_FOOD]) - set(terms(_SAYING_WHICH))
        self._spaced, self._unspaced = _names(foods)
        self._known: dict[str, bool] = {}

    def asks_about_food(self, question: str) -> bool:
        """Whether the words of `question` alone show that it is about food.

        They do when it says "food", "eat", "dinner" or the like; when it is, or holds, the whole name of a food,
        however long it is (four letters, two characters of Chinese, Japanese or Korean; names that are ordinary
        words, such as "date", do not count); when at least two of its words are food words, or a third of them, or
        0.6 if those are ordinary words; or when next to nothing but a place is asked for ("Thai", but not "the
        capital of Thailand"): at least 0.6 of the words. Words that only ask are not counted. In scripts without
        spaces pairs of characters are words, but never two: "at least a third" is all that holds for them.
        What passes by accident speaks of food in passing ("Captain Cook").
        """
        if question not in self._known:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            self._known[question] = self._asks_about_food(question)
        return self._known[question]

    def _asks_about_food(self, question: str) -> bool:
        if of_other_things(question):
            return False
        if self._speaks_of_food(question) or tuple(terms(question)) in self._titles or self._names_a_food(question):
            return True
        if everyday().of_food(question, self._told):
            return True
        asked = self._asked(question)
        if of_kitchen := {term for term in (asked - self._other_words(question)) & self._kitchen if _tells(term)}:
            whole_words = sum(not _UNSPACED_NAME.fullmatch(term) for term in of_kitchen)
            least = _LEAST_ORDINARY if of_kitchen <= self._ordinary | self._looks else _LEAST_SHARE
            enough = whole_words >= 2 and not of_kitchen <= self._looks
            return enough or len(of_kitchen) >= least * len(asked)
        return bool(asked) and len(asked & self._places) >= _LEAST_PLACES * len(asked)

    def asks_for_anything(self, question: str) -> bool:
        """Whether it wants something to eat and does not say what: "what should I eat tonight"."""
        return self._speaks_of_food(question) and self._asked(question) <= self._of_any_meal

    def _speaks_of_food(self, question: str) -> bool:
        said = [fold(word) for word in words(question)]
        said += [word.removeprefix(_ARTICLE) for word in said if word.startswith(_ARTICLE)]
        spoken = not self._plain.isdisjoint(said) or bool(_SPOKEN_UNSPACED.search(question))
        return spoken or bool(_LONGING.search(" ".join(said)))

    def _asked(self, question: str) -> set[str]:
        left = [word for word in words(_ASKING_UNSPACED.sub(" ", question)) if fold(word) not in self._asking]
        return {term for word in left for term in terms_of(word) if len(term) > 1 or term.isascii()}

    def _other_words(self, question: str) -> set[str]:
        """Terms of words with accents that no food is written with: "pintó" is no pinto bean."""
        accented = {word for word in words(question.casefold()) if fold(word).isascii() and not word.isascii()}
        strange = {word for word in accented if not {word, word.removesuffix("s")} & self._accented}
        return {term for word in strange for term in terms_of(word)}

    def _names_a_food(self, question: str) -> bool:
        asked = terms(question)
        runs = (tuple(asked[at:end]) for at in range(len(asked)) for end in range(at + 1, len(asked) + 1)[:_LONGEST])
        return any(run in self._spaced for run in runs) or any(part in self._unspaced for part in _parts(question))


def _tells(term: str) -> bool:
    """Whether a food word says by itself that food is meant: no single letter, no spelt-out sounds."""
    return not (len(term) == 1 and term.isascii()) and not _KATAKANA_PAIR.fullmatch(term)


def _names(foods: Iterable[Food]) -> tuple[frozenset[tuple[str, ...]], frozenset[str]]:
    """Names that show by themselves that a question is about food: as terms, and whole in scripts without spaces."""
    spaced, unspaced = set(), set()
    ordinary = fold(_ORDINARY).split()
    for name in {fold(name) for food in foods for name in food.all_names}:
        said = [word for word in words(name) if terms_of(word)]
        if _UNSPACED_NAME.fullmatch(name):
            unspaced.add(name)
        elif sum(map(len, said)) >= (_LEAST_LETTERS if name.isascii() else _LEAST_LETTERS - 1):
            spaced.add(tuple(term for word in said for term in terms_of(word)))
    return frozenset(spaced - {terms_of(word) for word in ordinary}), frozenset(unspaced - set(ordinary))


def _parts(question: str) -> Iterator[str]:
    """All parts of the runs without spaces in a question that may be a name: none that begins within a word of
    kana or Hangul, or ends within one of katakana.
    """
    for run in (found[0] for found in _UNSPACED_NAME.finditer(fold(question))):
        for start in range(len(run)):
            if start and any(kind.match(run, start - 1) and kind.match(run, start) for kind in _KANA_OR_HANGUL):
                continue
            for end in range(start + 2, min(len(run), start + _LONGEST) + 1):
                katakana = _KANA_OR_HANGUL[0]
                if end == len(run) or not (katakana.match(run, end - 1) and katakana.match(run, end)):
                    yield run[start:end]


def field_texts(foods: Iterable[Food]) -> list[str]:
    """The words to which misspelt ones are repaired: for each food those of all its fields, without prose; and what
    people demand of foods.
    """
    fields = [" ".join((*_fields(food), food.country, food.region, food.cuisine)) for food in foods]
    return [*fields, " ".join((*DIETS, *ALLERGENS)), _ABOUT_FOOD]


def about_food() -> set[str]:
    """Terms that are about food and stand in no field of a food."""
    return set(terms(_ABOUT_FOOD))


def _fields(food: Food) -> tuple[str, ...]:
    """What is known of a food; its prose only where nothing else is."""
    prose = () if food.ingredients else (food.text,)
    return (*food.all_names, food.type, *food.ingredients, *food.methods, *food.tastes, *food.meals, *prose)


def _terms_of_all(texts: Iterable[str]) -> set[str]:
    different = {word for text in texts for word in words(text)}
    return {term for word in different for term in terms_of(word)}
