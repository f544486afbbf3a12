"""Dangers told in the words of many languages, plainly or in a hurry, and questions that sound like them."""

# ruff: noqa: E501  a row is one list of phrases
from __future__ import annotations

import pytest

from ragfood.understanding.safety import called_for

TOLD = {
    "choking": (
        "he's going blue, a piece of steak went down the wrong way and he can't cough!!|my dad has meat lodged in his windpipe|she can't speak after swallowing a big bite, hands on her throat|a grape got stuck in my toddler's airway|"
        "he swallowed a bone and can't breathe or talk|food is stuck in my throat and i cant swallow|my husband is gagging on a piece of bread and turning purple|something went down the wrong pipe and she is turning blue|"
        "mi hijo se ha atragantado con una uva|mein Kind hat sich verschluckt und bekommt keine Luft|mon bébé s'étouffe avec un morceau de pomme|il bambino sta soffocando con un acino d'uva|"
        "meu filho está engasgado com uma uva|एक टुकड़ा गले में फंस गया है|孩子被葡萄噎住了|子供がブドウを喉に詰まらせた|"
        "아이가 포도가 목에 걸렸어요|ребенок подавился виноградом|çocuğum üzümle boğuluyor|my nan is chokin on her dinner help|"
        "the Heimlich manoeuvre how|he inhaled a peanut and now he's coughing nonstop|a fishbone is caught in my throat"
    ),
    "anaphylaxis": (
        "je viens de manger une crevette et j'ai du mal à respirer|my son's face is puffing up after a bite of satay|i'm coming up in hives after the prawns|her lips have gone all swollen after eating kiwi|"
        "I feel my throat tightening after the cashew curry|he's wheezing since he ate the cake|she's got an itchy mouth and is struggling for breath after walnuts|I just had sesame by mistake and I'm allergic, now what?|"
        "my daughter accidentally ate a peanut, she's allergic|mi hija comió cacahuete y le cuesta respirar|nach dem Essen schwillt meine Zunge an|meine Lippen schwellen nach den Nüssen an|"
        "ho mangiato noci e mi si gonfia la gola|comi camarão e minha garganta está fechando|吃了花生后喉咙肿了|エビを食べたら唇が腫れてきた|"
        "새우를 먹고 입술이 부었어요|我吃了虾全身起疹子|после орехов опухло горло|fıstık yedim boğazım şişiyor|"
        "बेटे ने मूंगफली खाई और सांस नहीं ले पा रहा|اكلت فستق وحلقي يتورم|ate shellfish, can hardly breathe|eyes swollen shut after eating nuts|"
        "do I use the EpiPen for hives|throat feels like closing up, had mango"
    ),
    "small children": (
        "mi hijo tiene dos años, ¿le puedo dar uvas enteras?|can my 3yo eat popcorn|is it ok to give a two-year-old whole cashews|whole cherry tomatoes for a toddler?|"
        "when can kids have whole nuts|my daughter is 2, peanuts ok?|my son is three. marshmallows?|Darf mein zweijähriges Kind ganze Trauben essen?|"
        "Ab welchem Alter dürfen Kinder Nüsse essen?|ma fille a deux ans, puis-je lui donner des raisins entiers ?|mio figlio ha due anni, può mangiare uva intera?|meu filho de 2 anos pode comer pipoca?|"
        "2 साल के बच्चे को मूंगफली दे सकते हैं|两岁宝宝可以吃坚果吗|2歳の子にナッツをあげてもいい?|두 살 아이에게 견과류를 줘도 되나요|"
        "can an 18-month-old have raw carrot sticks|hot dogs for a 2 y/o|baby led weaning: grapes whole or cut?|are nuts a choking hazard for a 4 year old"
    ),
    "honey": (
        "can a 9 months old taste honey|honey on the dummy of a newborn?|¿puede mi bebé de 8 meses comer miel?|ab wann dürfen Babys Honig|"
        "à partir de quel âge le miel pour bébé|bebek bal yiyebilir mi|can I sweeten my infant's porridge with honey|is manuka honey ok for my 5mo|"
        "my baby is ten months, honey toast fine?|赤ちゃんにはちみつ|아기 꿀 언제|宝宝能吃蜂蜜吗|"
        "quando o bebê pode comer mel|a che età il miele ai neonati"
    ),
    "pregnancy": (
        "20 weeks pregnant here - is salmon sashimi really off the table?|I'm expecting in May, is brie ok?|can I have rare steak, third trimester|is parma ham alright when you're having a baby|"
        "my wife's pregnant, what about blue cheese|embarazada de 5 meses, ¿puedo comer jamón serrano?|enceinte, puis-je manger du saumon fumé|schwanger - Mett okay?|"
        "incinta: posso mangiare il prosciutto crudo?|grávida pode comer sushi?|गर्भवती महिला पपीता खा सकती है|الحامل تأكل السوشي|"
        "孕妇能吃生鱼片吗|妊娠中に刺身|임신 중에 회 먹어도 되나요|hamileyken suşi yiyebilir miyim|"
        "беременным можно суши|is liver pate safe with a baby on the way|preggo and craving oysters|trying to conceive: how much tuna"
    ),
    "botulism": (
        "tin of beans with a bulging lid, fine if I boil it long enough?|the can of tuna is swollen|my home canned beans smell odd|the jar lid popped up, still good?|"
        "can is puffed up, eat it?|la lata de atún está hinchada|die Dose ist aufgebläht|la boîte de conserve est bombée|"
        "garlic confit in oil on the counter|dented can of tomatoes safe?|the tin hissed when I opened it|vacuum pack of fish blown up|"
        "la lattina è gonfia|罐头鼓起来了还能吃吗|缶詰が膨らんでいる"
    ),
    "kept warm": (
        "The chilli sat on the counter all afternoon, maybe six hours. Can the family still eat it tonight?|I left the soup out overnight|pizza was on the table since yesterday evening, ok?|stew stood on the stove for 8 hours|"
        "forgot the casserole in the car for five hours|is chicken curry ok after 4 hours at room temp|potato salad in the sun for three hours|can I eat lasagne that was out all night|"
        "how long can cooked chicken stay out of the fridge|la sopa estuvo fuera de la nevera toda la noche|die Suppe stand über Nacht draußen|la soupe est restée dehors toute la nuit|"
        "fell asleep and the stew was out for 7 hrs|left the chicken on the bench all day|power cut, fridge off for ten hours, meat ok?"
    ),
    "rice": (
        "is fried rice made from rice left out overnight ok|leftover rice 5 days in the fridge|my rice sat in the cooker since last night|can i reheat rice twice|"
        "arroz de ayer fuera de la nevera|Reis von gestern aufwärmen gefährlich?|riz cuit hier laissé dehors|隔夜饭能吃吗|"
        "sushi rice kept out 6 hours"
    ),
    "raw meat": (
        "is it ok if the chicken is still pink inside?|pork a bit pink in the middle safe?|burger red inside for my kids|chicken juices run pink|"
        "my chicken nuggets were raw in the middle|can I eat turkey medium rare|Hähnchen innen noch rosa|el pollo está rosado por dentro|"
        "le poulet est encore rose à l'intérieur|il pollo è rosa dentro|o frango está rosado por dentro|鸡肉里面还是粉色的|"
        "鶏肉が中まで火が通っていない|what temperature must chicken reach|should I rinse raw chicken|undercooked meatballs dangerous?|"
        "is steak tartare safe"
    ),
    "spoiled or poisoned": (
        "I think I ate off prawns and now I keep throwing up|drank bleach by accident|everyone has diarrhoea after the barbecue|I've got food poisoning|"
        "mouldy bread eaten by accident|can I cut the mould off jam|me intoxiqué con marisco|ich habe verdorbenen Fisch gegessen|"
        "j'ai mangé des huîtres avariées et je vomis|ate raw chicken by mistake|is meat with a green sheen ok|the milk smells sour can i drink it|"
        "吃坏肚子一直吐"
    ),
    "kidney beans": (
        "can you eat raw kidney beans?|kidney beans straight in the slow cooker without boiling|rohe Kidneybohnen giftig?|red kidney beans only soaked, not boiled|"
        "¿se pueden comer alubias rojas crudas?|haricots rouges mal cuits dangereux|undercooked kidney beans made me sick|are kidney beans toxic"
    ),
    "solanine": (
        "are green sprouting potatoes poisonous?|my spuds have gone green|potatoes with long shoots still ok?|grüne Kartoffeln giftig?|"
        "patatas con brotes se pueden comer|pommes de terre germées mangeables ?|green potato skin safe|eyes on old potatoes|"
        "картошка позеленела|发芽土豆能吃吗"
    ),
    "wild mushrooms": (
        "how can I tell if a mushroom I picked in the forest is edible|is this mushroom from my lawn ok to eat|we gathered some mushrooms, how to check|ich habe Pilze im Wald gefunden|"
        "he encontrado setas en el bosque|j'ai ramassé des champignons|ho raccolto funghi nel bosco|brown mushrooms growing under the oak, edible?|"
        "kid ate a mushroom in the park|app to identify mushrooms|грибы из леса"
    ),
    "warfarin": (
        "I take warfarin, how much spinach can I have?|on blood thinners, kale ok?|Marcumar und Brokkoli|tomo Sintrom, ¿puedo comer espinacas?|"
        "je prends de la coumadine, puis-je manger des épinards|prendo il coumadin|anticoagulants and green tea"
    ),
    "grapefruit": (
        "can I eat grapefruit while on simvastatin|pomelo with my blood pressure tablets|Grapefruit und Medikamente|pamplemousse et statines|"
        "toronja con atorvastatina|is marmalade ok with lipitor|grapefruit juice and my heart meds|can I have grapefruit with amlodipine"
    ),
    "diabetes": (
        "type 1 diabetic, how much carbohydrate is in a portion of white rice?|my blood sugar is low, what to eat|I have T2D, dessert ideas|soy diabético ¿qué fruta?|"
        "ich bin Diabetiker|je suis diabétique|sono diabetico|sou diabético|"
        "insulin units for pasta|मुझे शुगर है|أنا مصاب بالسكري|我有糖尿病|"
        "şeker hastasıyım|у меня диабет|my sugar crashed and I'm shaky|gestational diabetes breakfast"
    ),
    "eating disorder": (
        "how can I live on 300 calories a day to lose weight quickly|how do I stop eating for a week|I only eat 500 kcal daily is that ok|tips for purging|"
        "I feel guilty after eating and throw up|I want to starve myself|quiero dejar de comer para adelgazar|ich will nichts mehr essen um abzunehmen|"
        "comment vomir après manger|fasting for 10 days water only|how to hide that I'm not eating|400 calories per day meal plan|"
        "lose 10 kg in a week diet|I haven't eaten in 4 days on purpose|anorexic meal ideas"
    ),
    "raw eggs": (
        "is raw egg safe for a one year old|can my toddler have homemade mayo|runny yolk for a 10 month old|Tiramisu für Kleinkinder|"
        "mousse au chocolat con huevo crudo para niños|is cookie dough safe|are raw eggs ok|raw cookie dough for my 4 year old|"
        "rohe Eier gefährlich|oeuf cru enfant"
    ),
    "raw milk": (
        "is raw unpasteurised milk safe when you're pregnant|milk straight from the cow for kids|leche cruda segura|Rohmilch für Kinder|"
        "lait cru bébé|latte crudo bambini|is unpasteurized goat milk dangerous|raw milk benefits"
    ),
    "cassava": (
        "is it safe to eat cassava raw?|yuca cruda venenosa|Maniok roh giftig|manioc cru toxique|"
        "can I juice raw cassava|does cassava contain cyanide|mandioca brava veneno|are cassava leaves poisonous"
    ),
    "kidney disease": (
        "I'm on dialysis, can I eat bananas|CKD stage 4 dinner|mein Vater hat Nierenversagen, was darf er essen|insuficiencia renal dieta|"
        "maladie rénale bananes|low potassium for kidney patient|my kidneys are failing, potatoes?|renal diet recipes|"
        "kidney stones and spinach|transplanted kidney grapefruit"
    ),
    "pets poisoned": (
        "can dogs eat chocolate?|my cat ate an onion|Darf mein Hund Trauben fressen?|¿puede mi perro comer ajo?|mon chien a mangé du chocolat|"
        "il mio cane ha mangiato aglio|собака съела шоколад|köpeğim soğan yedi|狗可以吃葡萄吗|犬にチョコをあげてもいい?|"
        "강아지가 초콜릿을 먹었어요|is avocado toxic for my parrot|the puppy licked coffee off the floor|raisins for hamsters?"
    ),
    "pets": "is rice ok for my dog|I feed my dog leftover soup|can cats eat tuna|Was darf mein Hund essen?|¿puedo dar arroz a mi gato?",
}

HARMLESS = """
hot dog with onions
corn dogs with garlic
perro caliente con cebolla
catfish with garlic
let's chat about onions
meat pies with onions
cane sugar and garlic
Kalter Hund mit Schokolade
热狗里有洋葱吗
how do you cook a steak
choke chains
what is artichoke
french press coffee
a piece of cake recipe
blue cheese dip
baby back ribs
baby spinach salad with walnuts
whole grape salad for adults
popcorn chicken recipe
pregnancy test
rice pudding recipe
overnight oats
honey cake recipe
honey mustard dressing
tinned beans recipes
swollen grains of rice
what is in a hot dog
two year old cheddar
three year old parmesan
sprouted grain bread
green potato curry
pink salt
rosé chicken sauce
chicken tikka pink colour
how long does hummus keep
left over turkey ideas
nut free cakes for school
my son is allergic to nuts, dinner ideas
I'm allergic to shellfish, what can I eat in Spain
what can I give my 5 year old for lunch
family dinner for kids
throat soothing tea
soup for a sore throat
good for breathing
hot toddy recipe
peanut butter cookies for kids
beef jerky
what's the wrong way to cook pasta
bone broth recipe
fish bones stock
I get hives from sesame. snack ideas?
kids love grapes, what salads
cut grapes recipe
raisins nutrition
uvas calorías
helado de uvas
Trauben Nährwerte
Kinder Schokolade
ideas for kids' party
meals for a 70 year old
60 year old whisky
a 2 year aged cheese
two kinds of nuts
one-pot nuts
stood mixer
the soup stood for hours of simmering
slow cooked for six hours
dough left out overnight to rise
marinate overnight
leave the batter for 8 hours
bloated after beans
rotten shark hakarl
fermented shark
is durian smelly
what is moldy cheese
gorgonzola
how many calories per day
2000 calories a day meal plan
high calorie foods to gain weight
intermittent fasting meals
lose weight dinner
fasting soup for ramadan
fast food
"""


@pytest.mark.parametrize(
    ("topic", "question"), [(topic, each) for topic, listed in TOLD.items() for each in listed.split("|")]
)
def test_a_danger_calls_for_its_note_in_every_language(topic: str, question: str) -> None:
    assert topic in [note.id for note in called_for(question)]


@pytest.mark.parametrize("question", HARMLESS.strip().splitlines())
def test_what_only_sounds_like_danger_calls_for_no_note(question: str) -> None:
    assert not called_for(question)
