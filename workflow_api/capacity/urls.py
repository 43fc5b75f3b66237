from django.urls import path

from workflow_api.capacity.api import PersonCapacityView

urlpatterns = [path("board/people/<int:user_id>/capacity/", PersonCapacityView.as_view())]
