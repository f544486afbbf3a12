"""The foods: looked through, searched, taken in from files. Draws; decides nothing."""

from ragfood.ui import foods, frame

frame.name_page("Foods", wide=True)
house = frame.open_house()
foods.draw(house)
frame.warm_up(house)
