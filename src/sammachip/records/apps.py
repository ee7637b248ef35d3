from datetime import timedelta

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "sammachip.records"
    verbose_name = "สารบรรณ"

    def ready(self) -> None:
        from sammachip.records import actions_clips, actions_uploads, incoming, outgoing, proof  # noqa: PLC0415 -- models are ready only now
        from sammachip.trail import checks, jobs, triggers  # noqa: PLC0415 -- models are ready only now

        checks.register("files", proof.damaged_files)
        checks.register("papers", proof.differing_papers)
        checks.register("letter numbers", outgoing.gaps)
        checks.register("letters received", incoming.faults)
        triggers.append_only("records.NumberSeries", may_change=("last",))
        cancelled = ("cancelled_at", "cancelled_by", "cancelled_why")
        triggers.append_only("records.OutgoingLetter", may_change=cancelled)
        triggers.settles("records.OutgoingLetter", "cancelled_at")
        moved = ("state", "version", "section", "officer", "kept_in")
        triggers.append_only("records.IncomingLetter", may_change=(*moved, *cancelled))
        triggers.settles("records.IncomingLetter", "cancelled_at")
        triggers.append_only("records.IncomingFile")
        triggers.append_only("records.IncomingAct")
        triggers.append_only("records.LetterReading")
        triggers.append_only("records.LetterConfirmation")
        jobs.register("copy-clips", actions_clips.copy_next_clip, every=timedelta(seconds=5), apart=True)
        jobs.register("forget-uploads", actions_uploads.forget_abandoned, every=timedelta(hours=6))
