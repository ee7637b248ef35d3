"""Answers to any form, as a person might type them: enough for the form to be sent."""

from random import Random

from sammachip.core.fields import Field, FieldType, FormSpec

CHAIR, PHONE = "นางประธาน นามสมมติ", "0891112222"
PERSONAL = {"group.chair_name": CHAIR, "group.phone": PHONE}


def answers(form: FormSpec, chance: Random) -> dict[str, object]:
    """One answer for every field that somebody types, pictures left out."""
    return {
        one.key: _answer(one, chance)
        for one in form.fields
        if one.type is not FieldType.PHOTOS and (one.type is FieldType.TABLE or not one.filled)
    }


def _answer(one: Field, chance: Random) -> object:
    if one.save_to in PERSONAL:
        return PERSONAL[one.save_to]
    match one.type:
        case FieldType.TABLE:
            return _rows(one, chance)
        case FieldType.CHOICE:
            return chance.choice(one.choices).value
        case FieldType.CHOICES:
            return [chance.choice(one.choices).value]
        case FieldType.YES_NO:
            return chance.choice(["yes", "no"])
        case FieldType.DATE:
            return "10 กันยายน 2561"
        case FieldType.INTEGER | FieldType.NUMBER | FieldType.MONEY | FieldType.PERCENT:
            return str(max(int(str(one.min or 0)), 1))
        case FieldType.PHONE:
            return PHONE
        case _:
            return f"ข้อความ {chance.randint(1, 9)}"


def _rows(table: Field, chance: Random) -> object:
    typed = [column for column in table.columns if column.is_typed]
    if table.rows:
        return {row.value: {one.key: _answer(one, chance) for one in typed} for row in table.rows}
    if table.filled:
        return []
    return [{one.key: _answer(one, chance) for one in typed} for _row in range(max(table.min_rows, 1))]
