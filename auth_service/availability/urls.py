from django.urls import path

from auth_service.availability import api

urlpatterns = [
    path("", api.AvailabilityView.as_view()),
    path("leaves/", api.LeavesView.as_view()),
    path("leaves/<int:leave_id>/", api.LeaveView.as_view()),
]
