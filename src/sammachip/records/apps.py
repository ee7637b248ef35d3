from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "sammachip.records"
    verbose_name = "สารบรรณ"
