from django.apps import AppConfig


class SelectionConfig(AppConfig):
    name = "sammachip.selection"
    verbose_name = "การคัดเลือก"

    def ready(self) -> None:
        from sammachip.cases.actions import before_closing  # noqa: PLC0415 -- models are ready only now
        from sammachip.org.hats import bring  # noqa: PLC0415 -- models are ready only now
        from sammachip.programmes.kinds import register  # noqa: PLC0415 -- models are ready only now
        from sammachip.selection import belonging, closing, lives  # noqa: PLC0415 -- models are ready only now
        from sammachip.selection.guards import of_results  # noqa: PLC0415 -- models are ready only now
        from sammachip.selection.kinds import RoundKind  # noqa: PLC0415 -- models are ready only now
        from sammachip.selection.seats import hats_on_panels  # noqa: PLC0415 -- models are ready only now
        from sammachip.selection.totals import differing  # noqa: PLC0415 -- models are ready only now
        from sammachip.trail import checks, triggers  # noqa: PLC0415 -- models are ready only now

        register(RoundKind())
        bring(hats_on_panels)
        belonging.register()
        lives.register()
        before_closing(closing.may_end)
        triggers.append_only("selection.Placement")
        triggers.append_only("selection.Round", may_change=("published_at",))
        triggers.append_only("selection.RoundTier")
        triggers.settles(
            "selection.Sheet", "sealed_at", may_change=("total", "replaced_at", "replace_reason")
        )
        triggers.told_once("selection.Sheet", "total")
        triggers.settles_with("selection.Mark", "sheet", "sealed_at")
        triggers.settles("selection.Resolution", "published_at")
        triggers.settles_with("selection.Placement", "resolution", "published_at")
        for guard in of_results():
            triggers.lay(guard)
        checks.register("คะแนนรวมกับใบคะแนน", differing)
