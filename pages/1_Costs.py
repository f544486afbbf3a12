"""What the days have cost, against the budgets. Draws; decides nothing."""

from ragfood.ui import costs, frame
from ragfood.ui.wording import t

frame.name_page(t("Costs"), wide=True)
house = frame.open_house()
costs.draw(house)
frame.warm_up(house)
