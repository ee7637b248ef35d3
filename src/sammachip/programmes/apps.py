from django.apps import AppConfig

from sammachip.trail import triggers


class ProgrammesConfig(AppConfig):
    name = "sammachip.programmes"
    verbose_name = "โครงการ"

    def ready(self) -> None:
        triggers.agrees("programmes.Terms", "programme", through="edition")
