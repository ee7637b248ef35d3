from datetime import timedelta

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "sammachip.api"
    verbose_name = "API"

    def ready(self) -> None:
        from sammachip.api import actions  # noqa: PLC0415 -- models are ready only now
        from sammachip.registry.actions_erasing import when_erasing  # noqa: PLC0415 -- models are ready only now
        from sammachip.trail import jobs  # noqa: PLC0415 -- models are ready only now

        jobs.register("forget-receipts", actions.forget_old_receipts, every=timedelta(hours=6))
        when_erasing(actions.erase_in_receipts)
