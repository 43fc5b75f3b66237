from django.urls import path

from workflow_api.external.api import ReceiptView
from workflow_api.external.models import EndAction

urlpatterns = [
    path("integrations/ams/receipts/", ReceiptView.as_view(system=EndAction.System.AMS)),
    path("integrations/bms/receipts/", ReceiptView.as_view(system=EndAction.System.BMS)),
]
