"""The words in which people say diets, allergens and what they leave out, in twelve languages, folded by words.fold.

In the tables an underscore stands for a space. A key names all that its words mean: diets, allergens or ingredients.
"""

# ruff: noqa: E501  a row of a table is one line of words
from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType

from ragfood.words import fold

DIET_WORDS = MappingProxyType(
    {
        "vegan": "vegan vegans vegen vegaan vagan plant_based plantbased vegano vegana veganos veganas vegani vegane veganes veganen veganer"
        " vegetalien vegetalienne vegetaliens vegetaliennes वीगन विगन نباتي_صرف نباتية_صرفة",
        "vegetarian": "vegetarian vegetarians vegitarian vegeterian vegatarian vegetarain vegiterian veggie pure_veg vegetariano vegetariana vegetarianos vegetarianas vegetariani"
        " vegetariane vegetarien vegetarienne vegetariens vegetariennes vegetarisch vegetarische vegetarisches"
        " vegetarischen vegetarischer vegetarier शाकाहारी نباتي نباتية meatless",
        "pescatarian": "pescatarian pescatarians pescetarian pescetarians pescetariano pescetarisch",
        "halal": "halal हलाल حلال",
        "kosher": "kosher koscher casher cacher कोशर कोषर كوشير",
        "gluten": "coeliac coeliacs celiac celiacs celiaco celiaca celiacos coeliaque zoliakie celiachia सीलिएक",
        "alcohol": "non_alcoholic nonalcoholic",
    }
)
"""Words that demand by themselves, whether or not a "without" stands by."""

THINGS = MappingProxyType(
    {
        "gluten": "gluten glutten gluton glutton glutin wheat trigo ble weizen glutine frumento ग्लूटेन गेहूं غلوتين جلوتين قمح cebada centeno orge seigle gerste roggen",
        "milk": "dairy diary milk lactose cow_s_milk cows_milk leche lactosa lacteos lait laitiers produits_laitiers milch laktose"
        " milchprodukte latte lattosio latticini leite laticinios दूध डेयरी लैक्टोज حليب لاكتوز البان queso quesos mantequilla nata fromage"
        " fromages beurre kase formaggio burro queijo manteiga पनीर चीज मक्खन घी جبن جبنة جبنه زبدة زبده",
        "nuts peanuts": "nut nuts frutos_secos nueces noix fruits_a_coque nuss nusse nussen noci frutta_secca"
        " frutta_a_guscio nozes castanhas oleaginosas मेवे मेवा नट नट्स مكسرات",
        "nuts": "tree_nut tree_nuts treenut treenuts almendra almendras amande amandes mandel mandeln mandorle haselnuss haselnusse noisette noisettes"
        " avellana avellanas anacardos cajou cashewkerne pistache pistaches pistazien pistachos walnuss walnusse nocciole बादाम काजू अखरोट لوز كاجو جوز بندق فستق",
        "peanuts": "peanut peanuts penut penuts groundnut groundnuts cacahuete cacahuetes cacahuate cacahuates mani arachide arachides"
        " erdnuss erdnusse erdnussen arachidi amendoim amendoins मूंगफली فول_سوداني",
        "eggs": "egg eggs huevo huevos oeuf oeufs ei eier eiern uovo uova ovo ovos अंडा अंडे अंडों بيض",
        "fish": "fish pescado poisson poissons fisch pesce peixe मछली سمك اسماك",
        "crustaceans": "crustacean crustaceans crustaceos crustaces krebstiere crostacei झींगा झींगे قشريات gambas camaron camarones langostinos cangrejo"
        " langosta crevette crevettes crabe homard garnele garnelen krabbe krabben gamberi camarao camaroes جمبري روبيان قريدس",
        "molluscs": "mollusc molluscs mollusk mollusks moluscos mollusques weichtiere molluschi رخويات calamares pulpo mejillones ostras moules"
        " huitres tintenfisch muscheln austern",
        "crustaceans molluscs": "shellfish shell_fish marisco mariscos fruits_de_mer meeresfruchte schalentiere"
        " frutti_di_mare frutos_do_mar शेलफिश محار",
        "fish crustaceans molluscs": "seafood sea_food ماكولات_بحرية",
        "soybeans": "soy soya soja soia soybean soybeans सोया صويا",
        "sesame": "sesame seseme sesamo sesam gergelim तिल سمسم",
        "mustard": "mustard mostaza moutarde senf senape mostarda सरसों خردل",
        "celery": "celery celeriac apio celeri sellerie sedano aipo كرفس",
        "lupin": "lupin lupins lupine lupines altramuces lupini tremoco ترمس",
        "sulphites": "sulphite sulphites sulfite sulfites sulfitos solfiti sulfit كبريتيت",
        "vegetarian": "meat meats carne viande fleisch मांस لحم لحوم",
        "vegan": "animal animals animal_product animal_products",
        "pork": "pork cerdo porc schweinefleisch schwein maiale porco सूअर خنزير لحم_خنزير",
        "alcohol": "alcohol alcool alkohol शराब كحول",
        "onion": "onion onions cebolla oignon oignons zwiebel zwiebeln cipolla cipolle cebola प्याज بصل",
        "garlic": "garlic ajo ail knoblauch aglio alho लहसुन ثوم",
    }
)
"""What is left out by "no …", "without …", "…-free" and allergies. "Nuts" alone takes peanuts along, to be safe."""

MEMBERS = MappingProxyType(
    {
        "gluten": "barley rye spelt semolina couscous",
        "milk": "cheese butter cream yogurt yoghurt casein whey ghee paneer",
        "nuts": "almond cashew walnut hazelnut pistachio pecan macadamia brazil_nut pine_nut",
        "eggs": "mayonnaise meringue",
        "fish": "salmon tuna cod anchovy sardine mackerel",
        "crustaceans": "shrimp prawn crab lobster crayfish langoustine",
        "molluscs": "squid octopus oyster mussel clam scallop cuttlefish",
        "soybeans": "tofu tempeh edamame",
        "sesame": "tahini",
    }
)
"""For an allergy they are the whole allergen; in "without almonds" only themselves."""

SYNONYMS = MappingProxyType(
    {
        "pork": "bacon ham prosciutto pancetta guanciale lard pork_belly chorizo salami ground_pork black_pudding pork_fat"
        " spam gammon pepperoni mortadella lardon speck nduja crackling sausage gelatin gelatine hot_dog bratwurst",
        "alcohol": "wine beer rum brandy sake mirin vodka whisky whiskey sherry marsala port_wine shaoxing_wine tequila"
        " stout cachaca gin pisco kirsch liqueur cognac vermouth aquavit arrack ouzo champagne prosecco cider amaretto",
        "beef": "steak veal oxtail brisket corned_beef bresaola pastrami",
        "red meat": "beef steak veal oxtail pork bacon ham lamb mutton goat venison",
        "cheese": "mozzarella parmesan feta cheddar ricotta paneer halloumi mascarpone gruyere emmental pecorino gorgonzola"
        " brie camembert gouda queso quark manchego provolone kashkaval parmigiano",
        "coriander": "cilantro",
        "cilantro": "coriander",
        "aubergine": "eggplant brinjal",
        "eggplant": "aubergine brinjal",
        "courgette": "zucchini",
        "zucchini": "courgette",
        "spring onion": "scallion",
        "scallion": "spring_onion",
        "chilli": "chili chile",
        "chili": "chilli chile",
        "shrimp": "prawn",
        "prawn": "shrimp",
        "yogurt": "yoghurt",
        "bell pepper": "capsicum",
        "capsicum": "bell_pepper",
        "maize": "corn",
        "corn": "maize",
        "beetroot": "beet",
        "chickpea": "garbanzo",
    }
)
"""Other words that name an ingredient, kinds of it among them. Sausages and gelatine count as pork, to be safe: what
they are made of is seldom said."""

NO_FOOD = """
    added time oven ovens microwave stove grill blender pan pot fridge heat fire cooking baking frying boiling cook bake
    knead knock fuss problem problems issue issues matter doubt wonder idea longer money effort limit rush worries worry
    allergy allergies intolerance intolerances restriction restrictions preference spicy spice spiced hot cold warm
    sweet sour salty savoury savory bitter quick fast easy simple cheap healthy light heavy rich high low fat fats carb
    carbs calorie calories protein fibre fiber sodium cholesterol tasty delicious creamy crunchy crispy fresh raw vegan
    vegetarian enough feel feeling guilt range gift thing stuff side case particular specific ever either too only just
    still breakfast breakfasts lunch lunches dinner dinners supper brunch snack snacks dessert desserts meal meals menu
    menus diet diets cuisine today tonight tomorrow since being asking thanks cutting losing going trace traces because
    but safe alternative alternatives version versions product products people kid kids restaurant
"""
"""What no food is called, so that "no time" leaves nothing out."""

DISHES = """
    soup soups stew stews salad salads curry curries pasta pastas cake cakes bread breads pizza pizzas cookie cookies
    noodle noodles sauce sauces drink drinks sandwich sandwiches burger burgers pancake pancakes pie pies
"""
"""Where the name of what is left out ends: "no celeriac soup" leaves out celeriac."""

UNSPACED_DIETS = MappingProxyType(
    {
        "vegan": "纯素 純素 全素 严格素食 ヴィーガン ビーガン 비건",
        "vegetarian": "素食 素菜 吃素 ベジタリアン 菜食 채식 베지테리언",
        "halal": "清真 ハラル ハラール 할랄",
        "kosher": "洁食 潔食 コーシャ 코셔",
    }
)
UNSPACED_THINGS = MappingProxyType(
    {
        "gluten": "面粉 麵粉 小麦粉 麸质 麩質 麸 小麦 小麥 グルテン 글루텐 밀가루 밀",
        "milk": "奶酪 芝士 黄油 奶油 チーズ バター 生クリーム 치즈 버터 乳制品 奶制品 乳製品 牛奶 奶 乳糖 乳 牛乳 유제품 우유 유당",
        "peanuts": "花生 ピーナッツ 落花生 땅콩",
        "nuts peanuts": "坚果 堅果 ナッツ 견과류 견과 넛트",
        "eggs": "玉子 鸡蛋 雞蛋 蛋 卵 たまご 계란 달걀",
        "fish": "鱼 魚 생선",
        "crustaceans": "虾 蝦 甲壳类 甲殻類 えび エビ 海老 螃蟹 蟹 龙虾 龍蝦 かに カニ 새우 꽃게 게살 랍스터 갑각류",
        "crustaceans molluscs": "贝类 貝類 贝 貝 扇贝 牡蛎 鱿鱼 章鱼 イカ タコ 牡蠣 오징어 문어 낙지 조개 조개류",
        "fish crustaceans molluscs": "海鲜 海鮮 シーフード 魚介類 魚介 해산물 해물",
        "soybeans": "豆制品 大豆 黄豆 대두 콩",
        "nuts": "杏仁 腰果 核桃 榛子 开心果 アーモンド カシューナッツ カシュー くるみ クルミ 아몬드 호두 캐슈넛",
        "mustard": "芥末 芥末酱 マスタード からし 겨자 머스터드",
        "celery": "芹菜 セロリ 셀러리",
        "lupin": "羽扇豆 ルピナス",
        "sulphites": "亚硫酸盐 亜硫酸塩 아황산염",
        "sesame": "芝麻 ごま ゴマ 胡麻 참깨",
        "pork": "猪肉 豬肉 豚肉 돼지고기",
        "vegetarian": "肉类 肉類 肉 고기",
        "alcohol": "酒精 酒 アルコール 알코올 술",
        "onion": "洋葱 洋蔥 玉ねぎ 양파",
        "garlic": "大蒜 蒜 にんにく ニンニク 마늘",
    }
)

JOINERS = ", and or nor y e et o u ou oder und ni और या و او"
FILLERS = """
    any the a an some of my your other kind kinds type types sort form forms all added trace traces raw severe bad whatsoever jegliche jeglichen jegliches nada
    la el los las le les l d de des du der die das dem den gli i il lo ai alle agli al alla au aux os as um que es
    के से की का
"""
"""Words that bind what is left out, and words that may stand before each."""


def folded(table: Mapping[str, str]) -> Mapping[str, tuple[str, ...]]:
    """Each word of a table, folded, to what its key names."""
    return _folded(tuple(table.items()))


@lru_cache(maxsize=8)
def _folded(items: tuple[tuple[str, str], ...]) -> Mapping[str, tuple[str, ...]]:
    return {fold(word): tuple(key.split()) for key, listed in items for word in listed.split()}


def any_of(phrases: Iterable[str]) -> str:
    """A pattern for any of `phrases`, the longest first."""
    return "|".join(re.escape(each) for each in sorted(phrases, key=len, reverse=True))
