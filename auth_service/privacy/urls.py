from django.urls import path

from auth_service.privacy import api

urlpatterns = [
    path("me/export/", api.OwnExportView.as_view()),
    path("<int:user_id>/export/", api.ExportView.as_view()),
    path("<int:user_id>/anonymise/", api.AnonymiseView.as_view()),
]
