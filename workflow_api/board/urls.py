from django.urls import path

from workflow_api.board.api import BoardView

urlpatterns = [path("board/", BoardView.as_view())]
