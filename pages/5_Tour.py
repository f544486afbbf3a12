"""Six steps through the app for whoever shows it to others. Draws; decides nothing."""

from ragfood.ui import frame, tour
from ragfood.ui.wording import t

frame.name_page(t("Tour"))
house = frame.open_house()
tour.draw(house)
frame.warm_up(house)
