from collections.abc import Sequence
from datetime import timedelta

from django.apps import AppConfig
from django.conf import settings
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate

from sammachip import demofile
from sammachip.trail import checks, clock, jobs, triggers


def lift_triggers(using: str, plan: Sequence[object], **_: object) -> None:
    """SQLite makes a table anew to change it, and refuses while the guard of another table reads it."""
    if plan and connections[using].vendor == "sqlite":
        triggers.remove(using)


def lay_triggers(using: str, **_: object) -> None:
    triggers.install(using)


def deliver() -> None:
    from sammachip.trail import actions  # noqa: PLC0415  models exist only once all apps are loaded

    while actions.deliver():
        pass


def seal_the_day() -> None:
    from sammachip.trail import actions  # noqa: PLC0415  as above

    actions.anchor(clock.today())


def forget_forms() -> None:
    from sammachip.trail import actions_forms  # noqa: PLC0415  as above

    actions_forms.forget_taken_forms()


class TrailConfig(AppConfig):
    name = "sammachip.trail"
    verbose_name = "ร่องรอย"

    def ready(self) -> None:
        triggers.append_only("trail.Event")
        pre_migrate.connect(lift_triggers, sender=self, dispatch_uid="trail.triggers-lifted")
        post_migrate.connect(lay_triggers, sender=self, dispatch_uid="trail.triggers")
        checks.register("ลำดับเหตุการณ์", checks.broken_chains)
        checks.register("กลไกป้องกันในฐานข้อมูล", checks.unguarded_tables)
        jobs.register("deliver-notices", deliver, every=timedelta(seconds=5))
        jobs.register("seal-the-day", seal_the_day, every=timedelta(hours=1))
        jobs.register("forget-forms", forget_forms, every=timedelta(hours=6))
        if demo := demofile.read(settings.DATA_DIR):
            clock.live_on(demo.today)
