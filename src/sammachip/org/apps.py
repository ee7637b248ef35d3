from django.apps import AppConfig

from sammachip.trail import triggers


class OrgConfig(AppConfig):
    name = "sammachip.org"
    verbose_name = "หน่วยงานและบุคคล"

    def ready(self) -> None:
        triggers.append_only("org.AuditReading")
