from django.urls import path

from auth_service.employees import api

urlpatterns = [
    path("", api.RegistrationsView.as_view()),
    path("register/", api.RegisterView.as_view()),
    path("verify-email/", api.VerifyView.as_view()),
    path("internal/<int:user_id>/", api.InternalEmployeeView.as_view()),
    path("<int:registration_id>/", api.RegistrationView.as_view()),
    path("<int:registration_id>/approve/", api.ApproveView.as_view()),
    path("<int:registration_id>/reject/", api.RejectView.as_view()),
]
