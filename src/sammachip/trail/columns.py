"""Column types of the house: exact baht, and paths that sort alike on both databases."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import Combinable
from django.utils.translation import gettext_lazy as _

from sammachip.core.money import from_satang, to_satang

if TYPE_CHECKING:
    # Only the type stubs know fields as generic: what may be assigned, and what is read.
    WholeField = models.BigIntegerField[
        Decimal | int | Combinable | None, Any
    ]  # Decimal, or None where nullable
    TextField = models.CharField[str | Combinable, str]
else:
    WholeField, TextField = models.BigIntegerField, models.CharField


class BahtField(WholeField):
    """Baht as `Decimal` in Python, whole satang in the database.

    SQLite adds DECIMAL columns in floating point; whole satang add exactly on every database.
    """

    description = "exact baht"

    def from_db_value(self, value: int | None, *_: object) -> Decimal | None:
        return None if value is None else from_satang(value)

    def to_python(self, value: Any) -> Any:  # Django hands over whatever a form or fixture held
        if value is None or isinstance(value, Decimal):
            return value
        if isinstance(value, float):
            raise ValidationError(_("จำนวนเงินต้องเป็นเลขฐานสิบ ไม่ใช่เลขทศนิยมลอยตัว"))
        return Decimal(str(value))

    def get_prep_value(self, value: Any) -> int | None:  # as above
        if value is None or hasattr(value, "resolve_expression"):
            return value  # type: ignore[no-any-return]  # None or a database expression
        return to_satang(self.to_python(value))

    def value_to_string(self, obj: models.Model) -> str:
        return str(self.value_from_object(obj))


class PathField(TextField):
    """An office or area path such as ``/31/3101/``; byte order on every database, so ranges find subtrees."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # passes Django's own arguments through
        kwargs.setdefault("max_length", 60)
        super().__init__(*args, **kwargs)

    def db_parameters(self, connection: BaseDatabaseWrapper) -> dict[str, Any]:  # as Django types it
        parameters = super().db_parameters(connection)
        if connection.vendor == "postgresql":
            parameters["collation"] = "C"
        return parameters
