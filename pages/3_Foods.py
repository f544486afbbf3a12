"""The foods: looked through, searched, taken in from files. Draws; decides nothing."""

from ragfood.ui import foods, frame
from ragfood.ui.wording import t

frame.name_page(t("Foods"), wide=True)
house = frame.open_house()
foods.draw(house)
frame.warm_up(house)
