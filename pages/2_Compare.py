"""Providers and models on the same questions, and the scorecard of the migration. Draws; decides nothing."""

from ragfood.ui import compare, frame

frame.name_page("Compare", wide=True)
house = frame.open_house()
compare.draw(house)
frame.warm_up(house)
