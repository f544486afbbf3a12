"""Safety notes: there when a question speaks of danger, in many languages, and not for ordinary recipes."""

from __future__ import annotations

import pytest

from ragfood.understanding.safety import called_for, safety_note, urgent

CALLED = {
    "my throat is swelling after peanuts": "anaphylaxis",
    "I can't breathe after eating shrimp": "anaphylaxis",
    "se me hincha la garganta": "anaphylaxis",
    "Mein Hals schwillt an": "anaphylaxis",
    "喉咙肿了怎么办": "anaphylaxis",
    "息ができない": "anaphylaxis",
    "I ate a peanut and my lips are tingling": "anaphylaxis",
    "My baby ate peanut and has hives on her face": "anaphylaxis",
    "she is short of breath after cashews": "anaphylaxis",
    "me pica la garganta después de comer nueces": "anaphylaxis",
    "mi hijo comió maní y le cuesta respirar": "anaphylaxis",
    "meine Zunge kribbelt nach Erdnüssen": "anaphylaxis",
    "Sie bekommt keine Luft nach den Nüssen": "anaphylaxis",
    "j'ai du mal à respirer après des noix": "anaphylaxis",
    "ma langue gonfle": "anaphylaxis",
    "うちの子が卵を食べて蕁麻疹が出た": "anaphylaxis",
    "吃了虾以后起疹子": "anaphylaxis",
    "우유 먹고 두드러기가 났어요": "anaphylaxis",
    "मूंगफली खाने के बाद मेरा गला सूज रहा है": "anaphylaxis",
    "عنده طفح جلدي بعد أكل البيض": "anaphylaxis",
    "my son is choking on a grape": "choking",
    "honey for a 6 month old": "honey",
    "can my baby have honey?": "honey",
    "¿puedo dar miel a un bebé?": "honey",
    "赤ちゃんにはちみつ": "honey",
    "homemade baby formula": "formula",
    "wine during pregnancy": "alcohol in pregnancy",
    "can I eat sushi while pregnant?": "pregnancy",
    "Ich bin schwanger, darf ich Sushi essen?": "pregnancy",
    "孕妇可以吃生鱼片吗": "pregnancy",
    "임산부가 먹으면 안 되는 음식": "pregnancy",
    "whole grapes for a toddler": "small children",
    "are green potatoes safe?": "solanine",
    "can I eat raw kidney beans": "kidney beans",
    "is raw cassava poisonous": "cassava",
    "how to prepare fugu": "fugu",
    "I found mushrooms in the forest, can I eat them?": "wild mushrooms",
    "are bitter almonds safe to eat?": "bitter kernels",
    "the can is bulging, is it safe?": "botulism",
    "rice left out overnight": "rice",
    "is pink chicken ok": "raw meat",
    "I ate mouldy bread": "spoiled or poisoned",
    "how few calories can I live on": "eating disorder",
    "eating 500 calories a day": "eating disorder",
    "I want to fast for 10 days": "eating disorder",
    "grapefruit and statins": "grapefruit",
    "which cheese with an MAOI": "maoi",
    "foods to avoid with warfarin": "warfarin",
    "what can a diabetic eat": "diabetes",
    "potassium and kidney disease": "kidney disease",
    "he drank and won't wake up": "alcohol",
    "is raw milk safe?": "raw milk",
    "I burned my hand on the pan!": "burn",
    "hot oil splashed on my arm": "burn",
    "Ich habe mir die Hand verbrannt": "burn",
    "me he quemado la mano": "burn",
    "the oil caught fire": "burning fat",
    "my pan is on fire, what do I do?": "burning fat",
    "Die Pfanne brennt": "burning fat",
    "I sliced off the tip of my thumb": "cut",
    "my finger won't stop bleeding": "cut",
    "Ich habe mir in den Finger geschnitten": "cut",
    "me he cortado el dedo": "cut",
}

QUIET = """
peanut stew from Ghana|honey cake recipe|vegan breakfast|what can I eat? I'm allergic to peanuts|nut allergy desserts
potato soup|kidney bean chili|what is cassava bread?|mushroom risotto|wild rice salad|almond cake|rice pudding|sushi
grapefruit salad|baby potatoes with honey|honey glazed baby carrots|honey for babyback ribs|raw fish dishes
green curry with potatoes|wine with cheese|how many calories in rice|dinner under 400 kcal|overnight oats|fish for kids
beer bread|steak tartare|fasting food for Lent|high potassium foods|diet dishes|snacks for kids with nuts|garlic bread
kid is anaphylactic to nuts, dessert ideas|crawfish étouffée|Langue de boeuf sauce piquante|¿qué picante es el mole?
does pad thai contain peanuts?|I'm lactose intolerant|what is high in protein?|fried rice|canned tuna salad
I've burned the rice|burnt ends|fire roasted peppers|cooking over an open fire|finger sandwiches|hand-cut chips
how do I cut my hand-pulled noodles?|food that burns fat|how do they burn the skin of peppers?|pot on fire: pot-au-feu
creme brulee without burning my hands|burned calories by hand washing
"""


@pytest.mark.parametrize(("question", "note"), CALLED.items())
def test_danger_is_answered_with_a_note_first(question: str, note: str) -> None:
    assert note in [each.id for each in called_for(question)]


@pytest.mark.parametrize("question", QUIET.strip().replace("\n", "|").split("|"))
def test_ordinary_questions_call_for_no_note(question: str) -> None:
    assert safety_note(question) == ""


def test_an_emergency_comes_first_and_names_the_numbers() -> None:
    note = safety_note("my lips are swelling and I can't breathe, I am pregnant and ate raw oysters")
    assert note.startswith("This may be a severe allergic reaction.")
    assert all(number in note for number in ("112", "911", "999")) and len(note.split("\n\n")) == 2


def test_what_was_said_above_is_not_said_again_to_every_follow_up() -> None:
    first = ["I have leftover rice and eggs"]
    assert safety_note(*first) and not safety_note("and something sweet for afterwards", first)
    assert safety_note("can I reheat the rice from yesterday?", first)
    assert safety_note("and now?", ["my throat is swelling after peanuts"]).startswith("This may be a severe")
    assert safety_note("with honey?", ["food for my 8 month old baby"]), "only both together call for it"


def test_minutes_matter_in_a_reaction_and_in_choking_and_not_in_other_dangers() -> None:
    assert urgent("my throat is swelling after peanuts") and urgent("my son is choking on a grape")
    assert not urgent("are green potatoes safe?") and not urgent("peanut stew")
