from datetime import timedelta

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "sammachip.records"
    verbose_name = "สารบรรณ"

    def ready(self) -> None:
        from sammachip.records import actions_clips, actions_uploads, proof  # noqa: PLC0415 -- models are ready only now
        from sammachip.trail import checks, jobs  # noqa: PLC0415 -- models are ready only now

        checks.register("files", proof.damaged_files)
        checks.register("papers", proof.differing_papers)
        jobs.register("copy-clips", actions_clips.copy_next_clip, every=timedelta(seconds=5), apart=True)
        jobs.register("forget-uploads", actions_uploads.forget_abandoned, every=timedelta(hours=6))
