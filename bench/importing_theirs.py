"""The same sheet by django-import-export, in its own environment: ten columns, cleaned, one key; tells its time as JSON."""

import json
import sys
from pathlib import Path

import django
from django.conf import settings

from bench.timing import processor_seconds

COLUMNS = (
    "name",
    "kind",
    "province",
    "district",
    "subdistrict",
    "moo",
    "village",
    "product",
    "members",
    "phone",
)


def main(file: Path, way: str, folder: Path) -> None:
    settings.configure(
        DATABASES={
            "default": {"ENGINE": "django.db.backends.sqlite3", "NAME": str(folder / f"{way}.sqlite3")}
        },
        INSTALLED_APPS=["django.contrib.contenttypes", "import_export"],
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        IMPORT_EXPORT_USE_TRANSACTIONS=True,
    )
    django.setup()
    from django.db import connection, models  # noqa: PLC0415  settings are configured above
    from import_export import resources  # noqa: PLC0415  as above
    from import_export.formats.base_formats import XLSX  # noqa: PLC0415  as above

    class Group(models.Model):
        """A group of the same ten columns."""

        name = models.CharField(max_length=160)
        kind = models.CharField(max_length=30, choices=[("กลุ่มอาชีพ", "กลุ่มอาชีพ"), ("กลุ่มออมทรัพย์", "กลุ่มออมทรัพย์")])
        province = models.CharField(max_length=80)
        district = models.CharField(max_length=80)
        subdistrict = models.CharField(max_length=80)
        moo = models.PositiveSmallIntegerField()
        village = models.CharField(max_length=80)
        product = models.CharField(max_length=200)
        members = models.PositiveIntegerField()
        phone = models.CharField(max_length=40)

        class Meta:
            app_label = "import_export"
            indexes = [models.Index(fields=["subdistrict", "name"], name="group_key")]

        def __str__(self) -> str:
            return self.name

    with connection.schema_editor() as editor:
        editor.create_model(Group)
    options = {
        "model": Group,
        "fields": COLUMNS,
        "import_id_fields": ("district", "subdistrict", "moo", "name", "kind"),
        "clean_model_instances": True,
        "use_bulk": way == "bulk",
        "skip_diff": way == "bulk",
    }
    resource = type("GroupResource", (resources.ModelResource,), {"Meta": type("Meta", (), options)})()
    begun = processor_seconds()
    dataset = XLSX().create_dataset(file.read_bytes())
    dataset.headers = list(COLUMNS)
    if way == "usual":
        shown = resource.import_data(dataset, dry_run=True)
        assert not shown.has_errors(), shown.row_errors()[:1]
        assert not shown.has_validation_errors(), shown.invalid_rows[:1]
    resource.import_data(dataset, dry_run=False, raise_errors=True)
    seconds = processor_seconds() - begun
    assert Group.objects.count() == len(dataset)
    print(json.dumps({"seconds": seconds}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
