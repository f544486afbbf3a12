"""What the days have cost, against the budgets. Draws; decides nothing."""

from ragfood.ui import costs, frame

frame.name_page("Costs", wide=True)
house = frame.open_house()
costs.draw(house)
frame.warm_up(house)
