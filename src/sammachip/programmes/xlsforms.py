"""An edition's forms as collectors take them: the XLSForm as a workbook, and the form that is compiled from it."""

import io

from pyxform.xls2xform import convert

from sammachip.core.xlsform import LANGUAGE, XlsForm, xlsform
from sammachip.programmes.models import Edition
from sammachip.records.workbooks.writing import SafeWorkbook, write_text

WIDTHS = {"label": 60, "hint": 40, "constraint_message": 40}
USUAL_WIDTH = 24
ROOT = "data"
"""The element that holds the answers, as the compiler calls it when nobody says otherwise."""


def form_id(code: str, key: str) -> str:
    """The name under which answers to the form come back."""
    return f"{code}.{key}"


def collected_form(edition: Edition, key: str) -> XlsForm:
    """KeyError for a form the edition does not have."""
    name = form_id(edition.programme.code, key)
    return xlsform(edition.pack.forms[key], form_id=name, version=str(edition.number))


def workbook(edition: Edition, key: str) -> bytes:
    """The form as the workbook that collectors' own tools take in."""
    out = io.BytesIO()
    with SafeWorkbook(out) as book:
        head, plain = book.look(bold=True), book.look(text_wrap=True, valign="top")
        for name, columns, rows in collected_form(edition, key).leaves:
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            for place, column in enumerate(columns):
                sheet.set_column(place, place, WIDTHS.get(column.partition("::")[0], USUAL_WIDTH))
                write_text(sheet, 0, place, column, head)
                for number, row in enumerate(rows, start=1):
                    if text := row.get(column):
                        write_text(sheet, number, place, text, plain)
    return out.getvalue()


def xform(edition: Edition, key: str) -> bytes:
    """The form as a phone fetches it. KeyError for a form the edition does not have."""
    form = collected_form(edition, key)
    leaves = {name: [dict(row) for row in rows] for name, _columns, rows in form.leaves}
    compiled: str = convert(leaves, form_name=ROOT, default_language=LANGUAGE).xform
    return compiled.encode()
