"""Every safety topic in eight phrasings, and harmless questions that call for no note."""

# ruff: noqa: E501  a row is one list of phrases
from __future__ import annotations

import pytest

from ragfood.understanding.safety import called_for

CALLING = {
    "anaphylaxis": (
        "my throat is swelling after peanuts|I can't breathe after eating shrimp|hives all over after eating nuts|my lips are tingling after kiwi|"
        "my tongue feels swollen|she ate a cashew and is wheezing|he is allergic and just ate peanuts what do I do|I ate sesame and my face is swelling"
    ),
    "choking": (
        "my baby is choking on a grape|someone is choking what do I do|a fish bone is stuck in my throat|my child choked on a nut|"
        "how do I do the heimlich|he is choking|what to do when someone chokes on meat|food stuck in his throat"
    ),
    "honey": (
        "honey for a 6 month old|can my baby have honey|is honey safe for infants|can I give honey to my newborn|"
        "honey in my 8-month-old's porridge|when can babies eat honey|can a 10 month old eat honey cake|honey for babies under one"
    ),
    "formula": (
        "homemade baby formula recipe|can I make my own infant formula|can I give almond milk to my 3 month old instead of formula|can I dilute baby formula|"
        "cow's milk for a newborn|can I replace formula with goat's milk|oat milk for a 5 month old baby|diy baby milk"
    ),
    "alcohol in pregnancy": (
        "can I drink wine while pregnant|is one beer ok in pregnancy|I'm pregnant, can I have tiramisu with rum|champagne when expecting a baby|"
        "pregnant and had vodka|alcohol free beer pregnancy|how much wine can a pregnant woman drink|wine sauce while pregnant"
        "|estou grávida, posso tomar uma taça de vinho|schwanger: ein Glas Sekt zu Silvester?|sono incinta, un bicchiere di prosecco?|беременна, можно бокал вина?|jestem w ciąży, mogę wypić piwo?"
    ),
    "pregnancy": (
        "can I eat sushi while pregnant|is brie safe in pregnancy|what should I avoid when pregnant|I'm expecting, can I eat raw eggs|"
        "runny eggs pregnant|pregnant: is smoked salmon ok|can pregnant women eat liver|tuna during pregnancy"
    ),
    "small children": (
        "whole grapes for toddlers|can my 2 year old have popcorn|peanuts for a three year old|nuts for a 1-year-old|"
        "are hot dogs safe for toddlers|can a toddler eat whole almonds|popcorn for a two year old|grapes for my 18 month old"
        "|snack for my toddler|was kann mein einjähriger naschen|goûter pour un enfant de 2 ans|merienda para mi niña de 18 meses"
    ),
    "solanine": (
        "my potatoes have turned green|can I eat green potatoes|are green sprouting potatoes poisonous?|are sprouted potatoes safe|"
        "potatoes with sprouts, still ok?|is it ok to eat potatoes that are sprouting|green bits on potato|eyes growing on my potatoes, eat them?"
    ),
    "kidney beans": (
        "can I eat raw kidney beans|kidney beans in a slow cooker|are undercooked kidney beans toxic|do I need to soak kidney beans|"
        "dried kidney beans without boiling|are red beans poisonous raw|sprouted kidney beans safe|how long to boil kidney beans to be safe"
    ),
    "cassava": (
        "can I eat cassava raw|is cassava poisonous|is yuca safe raw|cyanide in cassava|"
        "bitter cassava preparation safe|undercooked manioc|is tapioca root toxic|how to make cassava safe"
    ),
    "fugu": (
        "how to cook fugu|pufferfish recipe|can I prepare blowfish at home|is fugu dangerous|"
        "fugu sashimi|where to eat puffer fish|is pufferfish poisonous|fugu liver"
    ),
    "wild mushrooms": (
        "I found mushrooms in the forest can I eat them|are wild mushrooms safe|I picked some mushrooms|mushrooms growing in my lawn edible?|"
        "how to identify edible mushrooms|death cap|foraged mushrooms recipe|ate a mushroom from the garden"
    ),
    "bitter kernels": (
        "can I eat apricot kernels|bitter almonds safe?|apricot seeds cure cancer|swallowed cherry pits|"
        "are peach pits poisonous|how many bitter almonds are deadly|vitamin b17|apple seeds cyanide"
    ),
    "botulism": (
        "my can is bulging|is a swollen tin safe|garlic in oil at room temperature|home canned beans smell odd|"
        "dented can safe to eat|botulism risk|leaking jar of tomatoes|the lid of the jar is bulging"
        "|homemade garlic in olive oil, stood three weeks on the window sill|wie lange hält sich selbstgemachtes knoblauchöl|aceite de ajo casero, ¿cuánto dura?"
    ),
    "rice": (
        "rice left out overnight|can I reheat rice|is leftover rice safe|day old rice safe|"
        "I left rice on the counter|reheating rice from yesterday|how long can cooked rice sit out|rice in the cooker on warm overnight"
        "|gekochter Reis, 2 Tage im Kühlschrank, noch ok?|cuánto tiempo dura el arroz cocido en la nevera"
    ),
    "kept warm": (
        "chicken left out overnight|is soup left out for 6 hours safe|left the stew on the counter all night|can I reheat chicken twice|"
        "food sat out for 5 hours|pizza left out overnight|is it safe to eat meat left at room temperature overnight|forgot to put the curry in the fridge last night"
    ),
    "refreezing": (
        "can I refreeze thawed meat|I thawed chicken yesterday, can I freeze it again|darf man aufgetautes Fleisch wieder einfrieren|¿puedo volver a congelar el pescado?|"
        "puis-je recongeler du poulet décongelé ?|мясо разморозилось, можно снова заморозить?|解冻的鸡肉可以再冷冻吗|一度解凍した肉を再冷凍しても大丈夫？"
    ),
    "raw flesh": (
        "can my grandmother eat steak tartare|is carpaccio safe for elderly people|can my 3 year old have sashimi|oysters after a transplant, my immune system is weak|"
        "kann meine Oma Mettbrötchen essen?|mon grand-père peut manger du tartare ?|mia nonna fa chemio, può mangiare sushi?"
    ),
    "raw meat": (
        "is pink chicken safe|can I eat raw chicken|my pork is still pink|is rare burger safe|"
        "should I wash chicken|undercooked turkey|ate raw mince|is medium rare pork ok"
        "|can i wash the chicken before i cook it|soll man hähnchen abwaschen?"
    ),
    "spoiled or poisoned": (
        "I think I have food poisoning|I ate mouldy bread|vomiting after eating oysters|my son drank bleach|"
        "ate spoiled meat|swallowed a battery|diarrhoea since the fish|I ate expired chicken"
    ),
    "eating disorder": (
        "how to stop eating|how few calories can I survive on|eating 500 calories a day|how to purge after eating|"
        "I want to lose 10 kg in a week|thinspo|water fast for 10 days|I think I have anorexia"
    ),
    "grapefruit": (
        "grapefruit with statins|can I eat grapefruit on blood pressure pills|pomelo and medication|grapefruit and lipitor|"
        "grapefruit juice with my medicine|is grapefruit ok with simvastatin|does grapefruit interact with drugs|grapefruit and my tablets"
    ),
    "maoi": (
        "foods to avoid with MAOI|tyramine foods|can I eat cheese on phenelzine|maoi diet|"
        "MAO inhibitor and soy sauce|tranylcypromine and wine|aged cheese with maois|monoamine oxidase inhibitors food"
    ),
    "warfarin": (
        "can I eat spinach on warfarin|vitamin k and coumadin|kale and blood thinners|natto with warfarin|"
        "diet on anticoagulants|warfarin and cranberry|blood thinner foods to avoid|I take marcumar, salad?"
    ),
    "diabetes": (
        "I'm diabetic what dessert|low blood sugar what to eat|type 2 diabetes breakfast|insulin dose for pasta|"
        "hypoglycemia snack|prediabetes diet|is fruit ok for diabetics|my blood sugar is high"
    ),
    "kidney disease": (
        "low potassium foods for kidney disease|I'm on dialysis what can I eat|renal diet|ckd diet|"
        "my kidneys are failing, what can I eat|kidney stones diet|kidney failure and bananas|high potassium in my blood what to avoid"
    ),
    "alcohol": (
        "my friend passed out from drinking|alcohol poisoning signs|can I drink with antibiotics|drinking with sleeping pills|"
        "how much vodka would kill me|he is drunk and won't wake up|beer and paracetamol|drinking and driving limit"
    ),
    "raw milk": (
        "is raw milk safe|unpasteurised milk for kids|raw goat milk|benefits of raw milk|"
        "cheese from unpasteurised milk|raw milk risks|can I drink unpasteurized milk|milk straight from the cow"
    ),
    "raw eggs": (
        "is raw egg safe for a one year old|can my toddler eat raw egg|are raw eggs safe|runny eggs for my baby|"
        "soft boiled egg for a 10 month old|homemade mayonnaise for toddlers|can infants have raw cookie dough with egg|salmonella in raw eggs"
    ),
}

HARMLESS = """
how is honey cake made
green potato salad
potato curry with green beans
fried rice
what is sushi
egg fried rice
baby back ribs
baby potatoes
kidney bean chili
canned kidney beans salad
cassava bread from the Caribbean
how to cook rice
chicken soup
grilled chicken from Peru
mushroom risotto
almond cake
apricot jam
wine sauce
beer bread
cheese from France
milk tea
grapefruit salad
spinach pie
what do Japanese eat for breakfast
low sugar dessert
salty snacks
is hummus vegan
raw fish dishes
steak tartare
my grandmother's steak tartare recipe
can I freeze bread dough again
ceviche like my grandma made
eggs benedict
poached eggs
tamago kake gohan
vegan mayonnaise
choking hazard? no, just a grape salad
swollen rice dumplings
spicy food that makes me sweat
what is garlic oil
overnight oats
leftover turkey ideas
how long do potatoes boil
lentils and chickpeas
fast food in Mexico
raw vegan desserts
eggless cake for my 5 year old
birthday cake for a one year old's party
baby shower snacks
snack for 2 adults
dried pasta shelf life
garlic oil spaghetti
snack ideas for a 3 hour drive
my son is 9, a snack for school
what is pickled herring
"""


@pytest.mark.parametrize(
    ("topic", "question"), [(topic, each) for topic, listed in CALLING.items() for each in listed.split("|")]
)
def test_a_danger_calls_for_its_note_however_it_is_said(topic: str, question: str) -> None:
    assert topic in [note.id for note in called_for(question)]


@pytest.mark.parametrize("question", HARMLESS.strip().splitlines())
def test_harmless_questions_call_for_no_note(question: str) -> None:
    assert not called_for(question)
