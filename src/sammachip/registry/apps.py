from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "sammachip.registry"
    verbose_name = "ทะเบียนกลุ่ม"

    def ready(self) -> None:
        from sammachip.core.expr import Kind  # noqa: PLC0415 -- the registry of bindings fills when apps are ready
        from sammachip.programmes.facts import Binding, register_binding  # noqa: PLC0415 -- models are ready only now
        from sammachip.registry.models import LISTS, IncomeMoment, WelfareKind  # noqa: PLC0415 -- models are ready only now
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
            ("group.line_id", Kind.TEXT, "ไลน์ไอดี"),
            ("group.facebook", Kind.TEXT, "เฟซบุ๊ก"),
            ("group.founded_on", Kind.DATE, "วันที่จัดตั้งกลุ่ม"),
            ("group.otop_number", Kind.TEXT, "เลขทะเบียน OTOP"),
            ("group.otop_year", Kind.INTEGER, "ปีที่ลงทะเบียน OTOP (พ.ศ.)"),
            ("group.latitude", Kind.NUMBER, "ละติจูด"),
            ("group.longitude", Kind.NUMBER, "ลองจิจูด"),
            ("group.located_by", Kind.TEXT, "ที่มาของพิกัด"),
        ):
            register_binding(Binding(name, kind, label))
        register_binding(
            Binding("group.incomes[]", Kind.ROWS, "รายได้", ("moment", "amount", "period", "as_of", "method"))
        )
        jobs, welfare = (
            ("moment", "persons", "new_persons", "as_of", "method"),
            ("kind", "amount", "persons", "as_of"),
        )
        moments, kinds = {"moment": tuple(IncomeMoment.values)}, {"kind": tuple(WelfareKind.values)}
        register_binding(Binding("group.jobs[]", Kind.ROWS, "งานที่กลุ่มสร้าง", jobs, moments))
        register_binding(Binding("group.welfare[]", Kind.ROWS, "สวัสดิการที่กลุ่มจ่าย", welfare, kinds))
        for name, label in (
            ("products", "ผลิตภัณฑ์"),
            ("markets", "ตลาดและช่องทางจำหน่าย"),
            ("committee", "กรรมการและผู้มีบทบาทในกลุ่ม"),
            ("members", "สมาชิก"),
        ):
            register_binding(Binding(f"group.{name}[]", Kind.ROWS, label, LISTS[name].TOLD))
        register_binding(Binding("partners[]", Kind.ROWS, "ภาคีเครือข่าย", ("name", "kind", "part", "contact")))
        for model in ("Settlement", "Apart", "Support", "Consent", "Roster", "RosterLine"):
            triggers.append_only(f"registry.{model}")
        triggers.append_only("registry.Fact", erasable=("value", "before"))
        triggers.append_only("registry.Difference", erasable=("said", "shown"))
        undone = ("stands", "undone_reason", "undone_by", "undone_as", "undone_at")
        triggers.append_only("registry.Merge", may_change=undone)
        triggers.leads_no_further("registry.Merge", "group", "into", while_="stands")
