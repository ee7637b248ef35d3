from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "sammachip.cases"
    verbose_name = "การดำเนินงาน"

    def ready(self) -> None:
        from sammachip.cases import batches, belonging, facts, handovers, lives, planned, sealed, standings  # noqa: PLC0415 -- models are ready only now
        from sammachip.cases.actions.deadlines import settle_under_terms  # noqa: PLC0415 -- models are ready only now
        from sammachip.cases.actions.erasing import erase_in_cases  # noqa: PLC0415 -- models are ready only now
        from sammachip.cases.kinds import ClusterKind, FormKind  # noqa: PLC0415 -- models are ready only now
        from sammachip.cases.seats import seats_of  # noqa: PLC0415 -- models are ready only now
        from sammachip.core.expr import Kind  # noqa: PLC0415 -- models are ready only now
        from sammachip.org.hats import bring  # noqa: PLC0415 -- models are ready only now
        from sammachip.programmes.actions import when_terms_set  # noqa: PLC0415 -- models are ready only now
        from sammachip.programmes.facts import Binding, register_binding  # noqa: PLC0415 -- models are ready only now
        from sammachip.programmes.kinds import register  # noqa: PLC0415 -- models are ready only now
        from sammachip.registry.actions_erasing import when_erasing  # noqa: PLC0415 -- models are ready only now
        from sammachip.trail import checks, triggers  # noqa: PLC0415 -- models are ready only now

        register(FormKind())
        register(ClusterKind())
        register_binding(
            Binding(
                "plan.lines[]",
                Kind.ROWS,
                "แผนพัฒนา",
                ("item", "quantity", "unit", "price", "amount", "expense_class", "dimension"),
            )
        )
        when_terms_set(settle_under_terms)
        when_erasing(erase_in_cases)
        bring(seats_of)
        facts.register()
        handovers.register()
        planned.register()
        belonging.register()
        batches.register()
        lives.register()
        checks.register("สถานะงาน", standings.differing)
        checks.register("รายงานที่ส่ง", sealed.altered)
        triggers.append_only(
            "cases.Revision", erasable=("answers", "facts", "document", "nil_reason", "salt")
        )
        triggers.append_only("cases.SignOff")
        triggers.append_only("cases.Receipt")
        triggers.append_only("cases.Advice")
        triggers.append_only("cases.ClassDecision")
        triggers.append_only("cases.Listing")
        triggers.agrees("cases.Case", "programme", through="edition")
