from django.urls import path

from workflow_api.calendars.api import importing, views

ONE = "calendars/<int:calendar_id>/"

urlpatterns = [
    path("calendars/", views.CalendarListView.as_view()),
    path("calendars/preview/", views.PreviewView.as_view()),
    path(ONE, views.CalendarView.as_view()),
    path(f"{ONE}effect/", views.CalendarEffectView.as_view()),
    path(f"{ONE}versions/", views.CalendarVersionsView.as_view()),
    path(f"{ONE}holidays/import/", importing.HolidayImportView.as_view()),
]
