"""A district with groups to survey, laid into an office's data folder. Run as a program, beside the server."""

import os

import django

PASSWORD = "sammachip-2561"
NAMES = ("กลุ่มทอผ้าบ้านตัวอย่าง", "กลุ่มจักสานบ้านตัวอย่าง", "กลุ่มขนมบ้านตัวอย่าง")


def lay() -> None:
    import cast  # noqa: PLC0415 -- models stand only after django.setup
    import make  # noqa: PLC0415 -- likewise
    import standing  # noqa: PLC0415 -- likewise

    standing.begin()
    people = cast.gather()
    for actor in (people.malee, people.mana):
        actor.person.set_password(PASSWORD)
        actor.person.save(update_fields=["password"])
    district = make.district(people, places=4)
    for moo, name in enumerate(NAMES, start=1):
        make.enrolled(district, make.group(people.malee, name=name, moo=moo), actor=people.malee)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sammachip.settings")
    django.setup()
    lay()
