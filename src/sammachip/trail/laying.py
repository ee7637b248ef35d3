"""How a new database gets many tables at once."""

from collections.abc import Sequence

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.operations.models import CreateModel
from django.db.migrations.state import ProjectState


class LaidAtOnce(Operation):
    """A room's tables with all that stands on them, laid as the last of these operations leaves them.

    Operation by operation Django builds anew, for each, every model that is related to it, which with a hundred models
    takes most of a first start. Here the models are built once, when all of them are known.
    """

    def __init__(self, operations: Sequence[Operation]) -> None:
        self.operations = operations

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Add all the models to the state, whose built models are thrown away first: they would be kept up one by one."""
        state.__dict__.pop("apps", None)
        for one in self.operations:
            one.state_forwards(app_label, state)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Lay each table as it ends up: keys, indexes and constraints that later operations add come with it."""
        for one in self._tables():
            one.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for one in reversed(self._tables()):
            one.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return f"Lays {len(self._tables())} tables at once"

    def _tables(self) -> list[CreateModel]:
        return [one for one in self.operations if isinstance(one, CreateModel)]
