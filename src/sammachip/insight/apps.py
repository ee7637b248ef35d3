from django.apps import AppConfig


class InsightConfig(AppConfig):
    name = "sammachip.insight"
    verbose_name = "ภาพรวม"

    def ready(self) -> None:
        from sammachip.insight import facts, outcomes  # noqa: PLC0415 -- models are ready only now

        facts.register()
        outcomes.register()
