from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "sammachip.records"
    verbose_name = "สารบรรณ"

    def ready(self) -> None:
        from sammachip.records import proof  # noqa: PLC0415 -- models are ready only now
        from sammachip.trail import checks  # noqa: PLC0415 -- models are ready only now

        checks.register("files", proof.damaged_files)
        checks.register("papers", proof.differing_papers)
