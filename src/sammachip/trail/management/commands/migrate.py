"""Django's `migrate`, which lays the tables of an empty database at once instead of walking every step that led to them."""

from django.apps import apps
from django.core.management.commands import migrate
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder


class Command(migrate.Command):
    def handle(self, *labels: object, **options: object) -> None:
        connection = connections[str(options["database"])]
        if not options["app_label"] and not connection.introspection.table_names():
            lay_tables(connection)
        super().handle(*labels, **options)


def lay_tables(connection: BaseDatabaseWrapper) -> None:
    """Lay all tables as the models are, and hold every step as taken. All or nothing."""
    loader = MigrationLoader(None)
    recorder = MigrationRecorder(connection)
    migrated = [apps.get_app_config(label) for label in loader.migrated_apps]
    with connection.schema_editor() as editor:
        editor.create_model(recorder.Migration)
        for model in (model for app in migrated for model in app.get_models()):
            if model._meta.can_migrate(connection):
                editor.create_model(model)
        for step in loader.disk_migrations:
            recorder.record_applied(*step)
