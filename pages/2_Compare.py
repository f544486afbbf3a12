"""Providers and models on the same questions, and the scorecard of the migration. Draws; decides nothing."""

from ragfood.ui import compare, frame
from ragfood.ui.wording import t

frame.name_page(t("Compare"), wide=True)
house = frame.open_house()
compare.draw(house)
frame.warm_up(house)
