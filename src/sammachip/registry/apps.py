from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "sammachip.registry"
    verbose_name = "ทะเบียนกลุ่ม"

    def ready(self) -> None:
        from sammachip.core.expr import Kind  # noqa: PLC0415 -- the registry of bindings fills when apps are ready
        from sammachip.programmes.facts import Binding, register_binding  # noqa: PLC0415 -- models are ready only now
        from sammachip.trail import triggers  # noqa: PLC0415 -- models are ready only now

        for name, kind, label in (
            ("group.name", Kind.TEXT, "ชื่อกลุ่ม"),
            ("group.kind", Kind.TEXT, "ชนิดกลุ่ม"),
            ("group.product", Kind.TEXT, "ผลิตภัณฑ์ของกลุ่ม"),
            ("group.occupation_kind", Kind.TEXT, "ประเภทอาชีพ"),
            ("group.members_count", Kind.INTEGER, "สมาชิก (คน)"),
            ("group.sale_places", Kind.TEXT, "สถานที่จำหน่าย"),
            ("group.otop_registered", Kind.BOOL, "ลงทะเบียน OTOP"),
            ("group.chair_name", Kind.TEXT, "ประธานกลุ่ม"),
            ("group.phone", Kind.TEXT, "โทรศัพท์"),
        ):
            register_binding(Binding(name, kind, label))
        register_binding(
            Binding("group.incomes[]", Kind.ROWS, "รายได้", ("moment", "amount", "period", "as_of", "method"))
        )
        register_binding(Binding("partners[]", Kind.ROWS, "ภาคีเครือข่าย", ("name", "kind", "part", "contact")))
        for model in ("Fact", "Difference", "Settlement", "Apart"):
            triggers.append_only(f"registry.{model}")
        undone = ("stands", "undone_reason", "undone_by", "undone_as", "undone_at")
        triggers.append_only("registry.Merge", may_change=undone)
