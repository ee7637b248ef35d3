from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "sammachip.web"
    verbose_name = "หน้าเว็บ"
