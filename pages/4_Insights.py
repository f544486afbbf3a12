"""What people ask about, what the collection lacks, and what they think of the answers. Draws; decides nothing."""

from ragfood.ui import frame, insights_page
from ragfood.ui.wording import t

frame.name_page(t("Insights"), wide=True)
house = frame.open_house()
insights_page.draw(house)
frame.warm_up(house)
