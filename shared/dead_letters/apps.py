from django.apps import AppConfig

from shared.inbox import replays


class DeadLettersConfig(AppConfig):
    name = "shared.dead_letters"
    label = "dead_letters"

    def ready(self) -> None:
        from shared.dead_letters.services.replaying import resolve

        replays.on_success(resolve)
