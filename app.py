"""Front page: chat. Draws; decides nothing."""

from ragfood.ui import chat_page

chat_page.draw()
