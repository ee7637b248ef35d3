from django.apps import AppConfig


class OrgConfig(AppConfig):
    name = "sammachip.org"
    verbose_name = "หน่วยงานและบุคคล"
