"""Dish: the one dish that a question is about, whatever its other words are: "what is spread on manakish?"; whether it
asks for dishes at all.
"""

# ruff: noqa: E501  a pattern is broken where its parts end

# ruff: noqa: E501  a pattern is broken where its parts end
from __future__ import annotations

import re
from collections.abc import Sequence

from ragfood.demands import Vocabulary
from ragfood.foods import Food
from ragfood.words import fold, words

_FOR_OTHERS = re.compile(
    r"\b(?:like|similar|alternatives?|instead|substitutes?|replace\w*|others?|another|else|besides?|alongside|except"
    r"|but not|apart from|than|as good as"
    r"|(?:go|goes|going|eat|eaten|serve[ds]?|drink|drunk|dip|dipped|pair\w*|have|put) (?:well )?(?:in|on|it )?"
    r"(?:with|alongside|next to)|side dish(?:es)?|sides?|beilagen?|toppings?"
    r"|(?:dishes|foods|meals|soups|stews|salads|snacks|desserts|drinks|curries|breads|sauces|ideas|recipes) )\b",
    re.I,
)
_DISHES = re.compile(
    r"\b(?:dish(?:es)?|meals?|mains?|main courses?|entrees?|recipes?|dinners?|lunch(?:es)?|suppers?|platos?|recetas?|comidas?|plats?|recettes?"
    r"|gerichte?|rezepte?|repas|past[oi]|mahlzeit\w*|refeic\w+|(?:can|could|should|shall|to|do|would) (?:i|we|you)? ?(?:make|cook|do|prepare|use)(?= (?:with|from|out of|of|these|this|them|it|up))|left ?overs?|left over|use up|using up"
    r"|(?:mach|koch|tun|machen|kochen|back)\w* (?:ich |wir |man )?(?:draus|daraus|damit|mit)|ubrig|reste|verwerten|(?:que|qu est ce que|quoi) (?:puedo|hago|hacemos|podria|faire|je fais|cuisiner|cocinar)|sobr(?:o|aron|ado|ou|aram)|aprovechar|avanz\w+|cosa (?:ci )?(?:posso|faccio|cucino)|o que (?:faco|posso|fazer)"
    r"|zrobic|ugotowac|przepis|zostal[oay]|приготовить|сделать|осталась|остались|осталось|yapabilir\w*|yapayim|yapilir|pisirebilir\w*|(?:kan|zal|moet) ik (?:\w+ )?(?:maken|koken)|iets maken)\b"
    r"|做什[么麼]|能做|可以做|剩|作れ|作る|余|만들|해 ?먹|남은|남았|बना सकत|बनाऊं|बनाएं"
    r"|व्यंजन|اطباق|طبق|菜|料理|요리"
)


def asks_for_dishes(question: str) -> bool:
    """Whether it asks for what is cooked, and not for a thing to eat as it is."""
    return bool(_DISHES.search(fold(question)))


_MADE_WITHOUT = re.compile(
    r"^(?:\W*(?:so|hi|hey|ok|please|but|and))*\W*(?:can|could|may|should|how|is it|possible|do|does|puedo|se puede|podria|como|kann|wie|geht|peut|puis|est ce|comment|posso|si puo|come|da para|mozna)\b"
    r".{0,30}\b(?:make|cook|bake|fry|prepare|do|made|cooked|baked|hacer|cocinar|preparar|faire|cuire|preparer|fare|cucinare|fazer|zrobic)\b.*\b(?:without|w/o|sin|sans|senza|sem|bez)\b"
    r"|^\W*(?:kann|wie|geht)\b.*\bohne\b.*\b(?:machen|kochen|backen|zubereiten|gemacht)\b"
)
"""Who asks whether a dish can be made without an oven asks about that dish, and for no other."""


def made_without(question: str) -> bool:
    """Whether `question` asks how to make something without what it is usually made with."""
    return bool(_MADE_WITHOUT.search(fold(question)))


def the_dish(question: str, named: Sequence[str], vocabulary: Vocabulary) -> tuple[str, ...]:
    """The id of the only dish among those `named`, if it is spelt as it is called and no other food is asked for:
    "soups like pho" is not about pho.
    """
    said = words(fold(question))
    spelt = {each.ids[0]: " ".join(said[each.start : each.end]) for each in vocabulary.names.mentions(question)}
    foods = (vocabulary.foods[each] for each in named if each in spelt and each in vocabulary.foods)
    dishes = [food for food in foods if food.type not in ("ingredient", "condiment", "")]
    one = len(dishes) == 1 and _is_called(dishes[0], spelt[dishes[0].id])
    return (dishes[0].id,) if one and not _FOR_OTHERS.search(question) else ()


def _is_called(food: Food, spelt: str) -> bool:
    """Whether it is the name that was said, rather than another word of its stem, as "frying" is of "fries"."""
    called = (fold(name) for name in food.all_names)
    return any(name.startswith(spelt.rstrip("s")) and len(spelt) > 3 for name in called) or not spelt.isascii()
