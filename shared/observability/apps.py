from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules

from shared.observability import tracing


class ObservabilityConfig(AppConfig):
    name = "shared.observability"
    label = "observability"

    def ready(self) -> None:
        # The web process shows what only a worker counts, so it must know every declaration.
        autodiscover_modules("metrics")
        tracing.start()
