from django.apps import AppConfig


class MoneyConfig(AppConfig):
    name = "sammachip.money"
    verbose_name = "การเงิน"

    def ready(self) -> None:
        from sammachip.cases.actions import before_adopting, before_closing  # noqa: PLC0415 -- models are ready only now
        from sammachip.cases.kinds import reads_back  # noqa: PLC0415 -- models are ready only now
        from sammachip.money import adopting, belonging, bought, closing, facts, lives, paths, queries, sealed  # noqa: PLC0415 -- models are ready only now
        from sammachip.money.actions.planning import settle_plans  # noqa: PLC0415 -- models are ready only now
        from sammachip.money.actions.supporting import given_by_tier, settle_support  # noqa: PLC0415 -- models are ready only now
        from sammachip.money.kinds import SPENT, SpendKind  # noqa: PLC0415 -- models are ready only now
        from sammachip.money.kinds_purchase import PROCURED, PurchaseKind  # noqa: PLC0415 -- models are ready only now
        from sammachip.programmes.kinds import register  # noqa: PLC0415 -- models are ready only now
        from sammachip.selection.seating import let_give, when_seated  # noqa: PLC0415 -- models are ready only now
        from sammachip.trail import checks, triggers  # noqa: PLC0415 -- models are ready only now

        register(SpendKind())
        register(PurchaseKind())
        reads_back(SPENT)
        reads_back(PROCURED)
        facts.register()
        bought.register()
        lives.register()
        before_closing(closing.may_end)
        before_adopting(adopting.against)
        belonging.register()
        when_seated(settle_support)
        when_seated(settle_plans)
        let_give(given_by_tier)
        triggers.append_only("money.Entry")
        triggers.append_only("money.ChecklistAnswer")
        triggers.agrees("money.Register", "programme", through="edition")
        checks.register("บัญชีเงินกับรายการ", queries.check_accounts)
        checks.register("รายการเงินกับเหตุการณ์", sealed.altered)
        checks.register("การจัดซื้อจัดจ้างกับหลักฐาน", paths.orphans)
