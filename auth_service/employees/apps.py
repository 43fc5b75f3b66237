from django.apps import AppConfig


class EmployeesConfig(AppConfig):
    name = "auth_service.employees"
    label = "employees"
