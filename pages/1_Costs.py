"""What the days have cost, against the budgets. Draws; decides nothing."""

from ragfood.ui import costs, frame

house = frame.open_page("Costs", wide=True)
costs.draw(house)
frame.warm_up(house)
