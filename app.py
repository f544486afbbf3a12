"""Front page: chat. Draws; decides nothing."""

from ragfood.ui import frame, transcript

house = frame.open_page("Chat")
transcript.draw(house)
