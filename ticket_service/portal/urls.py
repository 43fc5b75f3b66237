from django.urls import path

from ticket_service.portal.api import CategoriesView, MyTicketsView

urlpatterns = [
    path("tickets/mine/", MyTicketsView.as_view()),
    path("categories/", CategoriesView.as_view()),
]
