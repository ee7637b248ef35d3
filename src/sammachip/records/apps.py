import os
from datetime import timedelta

from django.apps import AppConfig


def processors_to_spare() -> int:
    """All but one, which answers those who wait at a screen; at least one."""
    return max(1, (os.cpu_count() or 1) - 1)


class RecordsConfig(AppConfig):
    name = "sammachip.records"
    verbose_name = "สารบรรณ"

    def ready(self) -> None:
        from sammachip.records import dispatch, genuine, guards, incoming, outgoing, proof, readings  # noqa: PLC0415 -- models are ready only now
        from sammachip.records.actions_batches import forget_old_bundles  # noqa: PLC0415 -- models are ready only now
        from sammachip.records.actions_batchwork import work_next  # noqa: PLC0415 -- models are ready only now
        from sammachip.records.actions_clips import copy_next_clip  # noqa: PLC0415 -- models are ready only now
        from sammachip.records.actions_mailing import mail_waiting  # noqa: PLC0415 -- models are ready only now
        from sammachip.records.actions_patience import forget_misses  # noqa: PLC0415 -- models are ready only now
        from sammachip.records.actions_scans import forget_old_scans  # noqa: PLC0415 -- models are ready only now
        from sammachip.records.actions_scanwork import read_waiting  # noqa: PLC0415 -- models are ready only now
        from sammachip.records.actions_uploads import forget_abandoned  # noqa: PLC0415 -- models are ready only now
        from sammachip.trail import checks, jobs  # noqa: PLC0415 -- models are ready only now

        checks.register("แฟ้มที่เก็บ", proof.damaged_files)
        checks.register("เอกสารที่ออก", proof.differing_papers)
        checks.register("เลขหนังสือส่ง", outgoing.gaps)
        checks.register("ทะเบียนหนังสือรับ", incoming.faults)
        checks.register("หนังสือที่อ่าน", readings.differing)
        checks.register("การส่งหนังสือ", dispatch.strayed)
        guards.lay()
        genuine.know_letters()
        jobs.register("mail-letters", mail_waiting, every=timedelta(seconds=10), apart=True)
        jobs.register(
            "copy-clips", copy_next_clip, every=timedelta(seconds=5), apart=True, hands=processors_to_spare()
        )
        jobs.register("make-batches", work_next, every=timedelta(seconds=2), apart=True)
        jobs.register("read-scans", read_waiting, every=timedelta(seconds=2), apart=True)
        jobs.register("forget-scans", forget_old_scans, every=timedelta(hours=6))
        jobs.register("forget-bundles", forget_old_bundles, every=timedelta(hours=6))
        jobs.register("forget-misses", forget_misses, every=timedelta(hours=1))
        jobs.register("forget-uploads", forget_abandoned, every=timedelta(hours=6))
