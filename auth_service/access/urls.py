from django.urls import path

from auth_service.access import api, checking, internal

urlpatterns = [
    path("systems/", api.SystemsView.as_view()),
    path("systems/<int:system_id>/", api.SystemView.as_view()),
    path("roles/", api.RolesView.as_view()),
    path("roles/<int:role_id>/", api.RoleView.as_view()),
    path("user-roles/", api.AssignmentsView.as_view()),
    path("user-roles/<int:assignment_id>/", api.AssignmentView.as_view()),
    path("access-check/", checking.AccessCheckView.as_view()),
    path("tts/round-robin/", internal.HoldersView.as_view()),
    path("tts/role-snapshot/", internal.RoleSnapshotView.as_view()),
]
