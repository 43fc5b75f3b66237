from django.urls import path

from auth_service.accounts import api

urlpatterns = [
    path("users/", api.PeopleView.as_view()),
    path("users/internal/", api.InternalPeopleView.as_view()),
    path("users/internal/<int:user_id>/", api.InternalPersonView.as_view()),
    path("users/<int:user_id>/", api.PersonView.as_view()),
]
