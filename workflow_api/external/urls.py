from django.urls import path

from workflow_api.external.api.integrations import (
    IntegrationsView,
    ResetBreakerView,
    TestIntegrationView,
)
from workflow_api.external.api.operations import OperationsView
from workflow_api.external.api.receipts import ReceiptView
from workflow_api.external.models import EndAction

urlpatterns = [
    path("integrations/", IntegrationsView.as_view()),
    path("integrations/operations/", OperationsView.as_view()),
    path("integrations/<slug:adapter>/reset/", ResetBreakerView.as_view()),
    path("integrations/<slug:adapter>/test/", TestIntegrationView.as_view()),
    path("integrations/ams/receipts/", ReceiptView.as_view(system=EndAction.System.AMS)),
    path("integrations/bms/receipts/", ReceiptView.as_view(system=EndAction.System.BMS)),
]
