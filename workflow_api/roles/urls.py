from django.urls import path

from workflow_api.roles.api import RoleListView, RoleMemberListView

urlpatterns = [
    path("roles/", RoleListView.as_view()),
    path("roles/<int:role_id>/members/", RoleMemberListView.as_view()),
]
