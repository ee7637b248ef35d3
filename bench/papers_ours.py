"""The letters by our own way, each run in a process of its own: drawn beside one another as PDF, or 878 as one job of the
records desk from the order to the bundles. Tells its time and memory as JSON."""

import json
import os
import sys
import threading
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from bench.timing import processor_seconds

if TYPE_CHECKING:
    from sammachip.org.hats import Actor
    from sammachip.records.models import LetterDraft

JOB = 878


def main(way: str, told: str) -> None:
    if way == "job":
        os.environ["DATA"] = told
    os.environ.pop("DATABASE_URL", None)
    os.environ.setdefault("LOG_LEVEL", "WARNING")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sammachip.settings")
    import django  # noqa: PLC0415 -- settings are read here, after the folder

    django.setup()
    print(json.dumps(drawn(Path(told)) if way == "drawn" else job()))


def drawn(told: Path) -> dict[str, float]:
    """All of them as PDF by as many processes as there are processors, from their start to their end."""
    from bench.papers import document  # noqa: PLC0415 -- the program is imported once it is set up
    from sammachip.records.drawers import Drawers, Drawing  # noqa: PLC0415 -- the program is imported once it is set up
    from sammachip.trail import clock  # noqa: PLC0415 -- the program is imported once it is set up

    letters = json.loads(told.read_text(encoding="utf-8"))
    begun, used = time.perf_counter(), processor_seconds()
    with Drawers() as drawers:
        made = drawers.draw([Drawing(document(one), clock.now(), kinds=("pdf",)) for one in letters])
    seconds, processor = time.perf_counter() - begun, processor_seconds() - used
    assert all(len(one.files["pdf"]) > 1000 for one in made), [one.why for one in made if one.why]
    return {"seconds": seconds, "processor": processor}


def job() -> dict[str, float]:
    """A letter to each of the country's districts: numbered, kept as PDF and DOCX, sent on its way, bound in both bundles."""
    from sammachip.records import actions_batches, actions_batchwork  # noqa: PLC0415 -- the program is imported once it is set up
    from sammachip.records.drawers import Drawers  # noqa: PLC0415 -- the program is imported once it is set up
    from sammachip.records.models import Batch, BatchState  # noqa: PLC0415 -- the program is imported once it is set up
    from sammachip.records.outgoing import gaps  # noqa: PLC0415 -- the program is imported once it is set up
    from sammachip.trail import clock  # noqa: PLC0415 -- the program is imported once it is set up

    draft, actor = written()
    numbering = actions_batches.Numbering(clock.today())
    batch = actions_batches.issue_to_all(draft, numbering, sends=True, actor=actor)
    memory = Memory()
    memory.start()
    begun, used = time.perf_counter(), processor_seconds()
    batch = Batch.objects.select_related("draft__office", "office", "ordered_by").get(pk=batch.pk)
    with Drawers() as drawers:
        actions_batchwork.work_on(batch, drawers)
    seconds, processor = time.perf_counter() - begun, processor_seconds() - used
    batch.refresh_from_db()
    made_at = list(batch.items.made().order_by("made_at").values_list("made_at", flat=True))
    assert (batch.state, len(made_at), list(gaps())) == (BatchState.DONE, JOB, [])
    first, half, last = made_at[0], made_at[JOB // 2], made_at[-1]
    return {
        "seconds": seconds,
        "processor": processor,
        "first_half": (half - first).total_seconds(),
        "second_half": (last - half).total_seconds(),
        "pages": batch.pages,
        **memory.most,
    }


def written() -> "tuple[LetterDraft, Actor]":
    """The signed letter with its list, in a new database with the offices of the country and one officer."""
    from bench.papers_letters import BODY, HEAD, letter  # noqa: PLC0415 -- the program is imported once it is set up
    from sammachip import preparing  # noqa: PLC0415 -- the program is imported once it is set up
    from sammachip.core.letter import LetterKind  # noqa: PLC0415 -- the program is imported once it is set up
    from sammachip.org.hats import Actor, Hat  # noqa: PLC0415 -- the program is imported once it is set up
    from sammachip.org.models import Office, OfficeLevel, Person, Post, Role  # noqa: PLC0415 -- the program is imported once it is set up
    from sammachip.records import actions_drafts  # noqa: PLC0415 -- the program is imported once it is set up
    from sammachip.records.actions_recipients import list_recipients  # noqa: PLC0415 -- the program is imported once it is set up
    from sammachip.records.recipients import Meant  # noqa: PLC0415 -- the program is imported once it is set up

    preparing.make_folder()
    preparing.bring_tables_up(lambda said: None)
    preparing.load_gazetteer(lambda said: None)
    Office.objects.filter(pk="00").update(letter_code="มท 0000")
    person = Person.objects.create(username="anong", prefix="นาง", given_name="อนงค์", family_name="ทดสอบระบบ")
    post = Post.objects.create(
        person=person, office=Office.objects.get(pk="00"), role=Role.DEPARTMENT_OFFICER,
        title="นักวิชาการพัฒนาชุมชน", starts_on=date(2018, 1, 1),
    )  # fmt: skip
    actor = Actor(person, Hat.of_post(post))
    columns = (*(f"ย่อหน้า {n}" for n in range(len(BODY))), "ตาราง")
    meant = []
    for turn, office in enumerate(Office.objects.filter(level=OfficeLevel.DISTRICT).order_by("path")):
        own = letter(turn)
        table = "\n".join(f"| {' | '.join(row)} |" for row in (HEAD, *own["rows"]))
        words = dict(zip(columns, (*own["body"], table), strict=True))
        meant.append(Meant(office.short_name, own["to"], office, words))
    assert len(meant) == JOB, len(meant)
    said = {
        "office_lines": "กรมสมมติ", "subject": "การจัดสรรงบประมาณ", "closing": "ขอแสดงความนับถือ",
        "signer_post": "อธิบดีกรมสมมติ", "body": "\n".join(f"{{{{{one}}}}}" for one in columns[:-1]),
        "annexes": [{"title": "สิ่งที่ส่งมาด้วย", "content": "{{ตาราง}}"}],
    }  # fmt: skip
    draft = actions_drafts.begin_letter(LetterKind.EXTERNAL, office=actor.office, answers=said, actor=actor)
    draft = list_recipients(draft, meant, columns=columns, seen=1, actor=actor)
    draft = actions_drafts.send_letter(draft, seen=2, actor=actor)
    return actions_drafts.sign_letter(draft, seen=2, on_paper=True, actor=actor), actor


class Memory(threading.Thread):
    """Looks a few times a second at this process and all that it started; `most` is the peak of each sort in MB."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.most = {"worker_mb": 0.0, "child_mb": 0.0}

    def run(self) -> None:
        while True:
            self._look(os.getpid(), "worker_mb")
            for child in below(os.getpid()):
                self._look(child, "child_mb")
            time.sleep(0.1)

    def _look(self, process: int, sort: str) -> None:
        self.most[sort] = max(self.most[sort], peak(process))


def below(process: int) -> list[int]:
    """The children of a process, of all its threads, and theirs."""
    found: list[int] = []
    for told in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            found += [int(child) for child in told.read_text(encoding="ascii").split()]
        except OSError:  # the thread has just ended
            continue
    return [*found, *(one for child in found for one in below(child))]


def peak(process: int) -> float:
    """The most a process held so far, in MB."""
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    except OSError:  # it has just ended
        return 0.0
    return sum(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM:")) / 1024


if __name__ == "__main__":
    main(*sys.argv[1:])
