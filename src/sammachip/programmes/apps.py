from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "sammachip.programmes"
    verbose_name = "โครงการ"
