from django.apps import AppConfig
from django.db.models.signals import post_migrate

from sammachip.trail import triggers


def lay_triggers(using: str, **_: object) -> None:
    triggers.install(using)


class TrailConfig(AppConfig):
    name = "sammachip.trail"
    verbose_name = "ร่องรอย"

    def ready(self) -> None:
        triggers.append_only("trail.Event")
        post_migrate.connect(lay_triggers, dispatch_uid="trail.triggers")
