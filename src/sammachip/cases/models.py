"""The life of a programme: cases in a tree, tasks, filings with their revisions and sign-offs, clusters."""

from datetime import date

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sammachip.core.area import within
from sammachip.org.hats import Actor
from sammachip.org.models import Area, Office, Person, Power
from sammachip.org.sight import coded, reached
from sammachip.programmes.models import Edition, Programme
from sammachip.records.models import StoredFile
from sammachip.registry.models import Group
from sammachip.trail import clock
from sammachip.trail.columns import BahtField, PathField


class CaseLevel(models.TextChoices):
    NATION = "nation", _("กรม")
    PROVINCE = "province", _("จังหวัด")
    DISTRICT = "district", _("อำเภอ")
    SUBDISTRICT = "subdistrict", _("ตำบล")
    GROUP = "group", _("กลุ่ม")


class CaseQuerySet(models.QuerySet["Case"]):
    def within(self, path: str) -> "CaseQuerySet":
        low, high = within(path)
        return self.filter(path__gte=low, path__lt=high)

    def visible_to(self, actor: Actor) -> "CaseQuerySet":
        """The cases of the actor's own subtree, by the subject's path of today."""
        return self.filter(reached(actor.reaches(), "path", coded("programme__code")))

    def live(self) -> "CaseQuerySet":
        return self.filter(closed_at__isnull=True)

    def taking_part(self, day: date) -> "CaseQuerySet":
        """Those that took part at the end of that day. Groups join on a day of their own; offices are in throughout."""
        joined = ~Q(level=CaseLevel.GROUP) | Q(joined_on__lte=day)
        return self.filter(joined, Q(left_on__isnull=True) | Q(left_on__gt=day))


class Case(models.Model):
    """One subject's passage through a programme. It hangs under the nearest level above that its edition uses.

    The tree belongs to the programme; `edition` is the one this case follows today, and may differ from case to case.
    What a case must do is said by its edition; what is above, below and beside it is looked up by its programme.

    `joined_on` and `left_on` are the days on the papers; `opened_at` and `closed_at` when that was recorded here.

    `path` is the subject's path of today, for sight; `opened_path` that of the day it opened, for sums. A group's
    path ends in its own step (``/31/3101/310105/g7/``), so a path names one case of a programme.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="cases")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="cases")
    level = models.CharField(max_length=12, choices=CaseLevel)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, null=True, related_name="cases")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, related_name="cases")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, related_name="cases")
    path = PathField(db_index=True)
    opened_path = PathField()
    places = models.PositiveIntegerField(null=True)
    joined_on = models.DateField(_("เข้าร่วมเมื่อวันที่"))
    opened_at = models.DateTimeField()
    left_on = models.DateField(_("สิ้นสุดเมื่อวันที่"), null=True)
    closed_at = models.DateTimeField(null=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        ordering = ["programme", "path", "pk"]
        constraints = [
            models.CheckConstraint(
                name="case_has_one_subject",
                condition=(
                    Q(
                        level__in=["nation", "province", "district"],
                        office__isnull=False,
                        area__isnull=True,
                        group__isnull=True,
                    )
                    | Q(level="subdistrict", office__isnull=True, area__isnull=False, group__isnull=True)
                    | Q(level="group", office__isnull=True, area__isnull=True, group__isnull=False)
                ),
                violation_error_message=_("งานหนึ่งต้องเป็นของหน่วยงาน พื้นที่ หรือกลุ่มเพียงหนึ่งเดียวตามระดับ"),
            ),
            models.CheckConstraint(
                name="case_closed_says_the_day",
                condition=Q(closed_at__isnull=True, left_on__isnull=True)
                | Q(closed_at__isnull=False, left_on__isnull=False),
                violation_error_message=_("งานที่สิ้นสุดแล้วต้องมีวันที่สิ้นสุด"),
            ),
            models.UniqueConstraint(
                fields=["programme", "office"],
                name="case_once_for_office",
                violation_error_message=_("หน่วยงานนี้อยู่ในโครงการแล้ว"),
            ),
            models.UniqueConstraint(
                fields=["programme", "area"],
                name="case_once_for_area",
                violation_error_message=_("พื้นที่นี้อยู่ในโครงการแล้ว"),
            ),
            models.UniqueConstraint(
                fields=["programme", "group"],
                name="case_once_for_group",
                violation_error_message=_("กลุ่มนี้อยู่ในโครงการแล้ว"),
            ),
        ]
        indexes = [models.Index(fields=["programme", "level", "path"], name="case_of_level")]

    def __str__(self) -> str:
        return str(self.subject)

    def get_absolute_url(self) -> str:
        return reverse("web:case", args=[self.pk])

    @property
    def subject(self) -> Office | Area | Group:
        subject = self.office or self.area or self.group
        assert subject is not None
        return subject


class TaskResult(models.TextChoices):
    PASSED = "passed", _("ผ่าน")
    FAILED = "failed", _("ไม่ผ่าน")
    WITHDRAWN = "withdrawn", _("ถอนตัว")
    DECLINED = "declined", _("ไม่เข้าร่วม")


class TaskQuerySet(models.QuerySet["Task"]):
    def within(self, path: str) -> "TaskQuerySet":
        low, high = within(path)
        return self.filter(case__path__gte=low, case__path__lt=high)

    def visible_to(self, actor: Actor) -> "TaskQuerySet":
        return self.filter(reached(actor.reaches(), "case__path", coded("case__programme__code")))

    def unfinished(self) -> "TaskQuerySet":
        return self.filter(result="", held=False)

    def awaiting(self, actor: Actor) -> "TaskQuerySet":
        """Tasks whose turn is the actor's: this role in this office, or a signature for another that an order lets the
        person give. Their month or quarter has begun."""
        begun = self.unfinished().filter(opens_at__lte=clock.now())
        own = Q(turn_role=actor.role, turn_office=actor.office)
        for_another = Exists(Filing.objects.filter(task=OuterRef("pk"), state=FilingState.SENT)) & Exists(
            Power.objects.in_force_on(clock.today())
            .filter(holder=actor.person, for_role=OuterRef("turn_role"), for_office=OuterRef("turn_office"))
            .filter(Q(programme_code="") | Q(programme_code=OuterRef("case__programme__code")))
        )
        return begun.filter(own | Q(for_another, pk__in=self.model.objects.visible_to(actor)))

    def overdue(self, moment: object) -> "TaskQuerySet":
        return self.unfinished().filter(next_due__lt=moment)


class Task(models.Model):
    """One case × one stage × one occurrence. `advance` alone writes its result, turn, missing and due."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="tasks")
    stage = models.CharField(max_length=40)
    position = models.PositiveSmallIntegerField()
    occurrence = models.PositiveSmallIntegerField(default=1)
    period = models.CharField(max_length=40, blank=True)
    opens_at = models.DateTimeField()
    result = models.CharField(max_length=10, choices=TaskResult, blank=True)
    tier = models.CharField(max_length=40, blank=True)
    finished_at = models.DateTimeField(null=True)
    held = models.BooleanField(default=False)
    may_start = models.BooleanField(default=True)
    waits_for = models.JSONField(default=list)
    turn_role = models.CharField(max_length=20, blank=True)
    turn_office = models.ForeignKey(Office, on_delete=models.PROTECT, null=True, related_name="turns")
    missing_count = models.PositiveSmallIntegerField(default=0)
    next_due = models.DateTimeField(null=True)
    label = models.CharField(max_length=80, blank=True)
    begun = models.BooleanField(default=False)
    closed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    objects = TaskQuerySet.as_manager()

    class Meta:
        ordering = ["case", "position", "occurrence"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "stage", "occurrence"],
                name="task_once",
                violation_error_message=_("งานขั้นตอนนี้ของครั้งนี้มีอยู่แล้ว"),
            ),
            models.CheckConstraint(
                name="task_tier_only_when_passed",
                condition=Q(tier="") | Q(result=TaskResult.PASSED),
                violation_error_message=_("ระดับผลมีได้เฉพาะงานที่ผ่าน"),
            ),
        ]
        indexes = [
            models.Index(fields=["turn_office", "turn_role", "result"], name="task_turn"),
            models.Index(fields=["stage", "result"], name="task_stage"),
        ]

    def __str__(self) -> str:
        return f"{self.stage} · {self.case}"

    def get_absolute_url(self) -> str:
        return reverse("web:task", args=[self.pk])


class Extension(models.Model):
    """A deadline moved by letter: for one task, or for all tasks of a stage at and below an office.

    `edition` is the one it was made under; it holds for the whole programme.
    """

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="extensions")
    stage = models.CharField(max_length=40)
    role = models.CharField(max_length=20)
    task = models.ForeignKey(Task, on_delete=models.PROTECT, null=True, related_name="extensions")
    path = PathField()
    due_at = models.DateTimeField(_("กำหนดใหม่"))
    letter_number = models.CharField(_("ตามหนังสือที่"), max_length=60)
    letter_on = models.DateField(_("ลงวันที่"))
    reason = models.CharField(_("เหตุผล"), max_length=300)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["made_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="extension_names_its_letter",
                condition=~Q(letter_number="") & ~Q(reason=""),
                violation_error_message=_("การขยายเวลาต้องมีเลขที่หนังสือและเหตุผล"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.stage} {self.role} {self.due_at:%Y-%m-%d}"


class FilingState(models.TextChoices):
    DRAFT = "draft", _("ฉบับร่าง")
    SENT = "sent", _("ส่งแล้ว รอตรวจ")
    ACCEPTED = "accepted", _("รับแล้ว")
    WITHDRAWN = "withdrawn", _("ถอนคืน")


class FilingQuerySet(models.QuerySet["Filing"]):
    def visible_to(self, actor: Actor) -> "FilingQuerySet":
        of_programme = coded("task__case__programme__code")
        return self.filter(reached(actor.reaches(), "task__case__path", of_programme))

    def accepted(self) -> "FilingQuerySet":
        return self.filter(state=FilingState.ACCEPTED)


class Filing(models.Model):
    """One answered form on a task. `answers` is the draft; what was sent lies frozen in its revisions.

    With a `nil_reason` the draft says that there is nothing to report; `nil_accepted`: what was accepted says so.

    `saved` counts the saves of the draft: the number an edit must name to be taken. An `interim` one of a stage that
    repeats tells how far the work is; it does not answer for the one that is due. `registry_version` is what the
    registry knew of the group when its answers were filled in, or when it last learned from this filing.
    """

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="filings")
    number = models.PositiveSmallIntegerField(default=1)
    as_of = models.DateField(_("ข้อมูล ณ วันที่"), null=True, blank=True)
    state = models.CharField(max_length=10, choices=FilingState, default=FilingState.DRAFT)
    answers = models.JSONField(default=dict)
    saved = models.PositiveIntegerField(default=0)
    revision = models.PositiveIntegerField(default=0)
    hop = models.PositiveSmallIntegerField(null=True)
    accepted_revision = models.PositiveIntegerField(null=True)
    interim = models.BooleanField(_("ฉบับระหว่างทาง"), default=False)
    registry_version = models.PositiveIntegerField(default=0)
    nil_reason = models.CharField(_("เหตุผลที่ไม่มีข้อมูลรายงาน"), max_length=300, blank=True)
    nil_accepted = models.BooleanField(default=False)
    reopened_until = models.DateField(null=True)
    maker = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="filings")
    maker_office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    first_sent_at = models.DateTimeField(null=True)

    objects = FilingQuerySet.as_manager()

    class Meta:
        ordering = ["task", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["task", "number"],
                name="filing_number_once",
                violation_error_message=_("แบบรายงานลำดับนี้มีอยู่แล้ว"),
            ),
            models.CheckConstraint(
                name="filing_accepted_has_revision",
                condition=~Q(state=FilingState.ACCEPTED) | Q(accepted_revision__isnull=False),
                violation_error_message=_("รายงานที่รับแล้วต้องระบุฉบับที่รับ"),
            ),
            models.CheckConstraint(
                name="filing_sent_has_revision",
                condition=~Q(state=FilingState.SENT)
                | Q(revision__gt=0, first_sent_at__isnull=False, hop__isnull=False),
                violation_error_message=_("รายงานที่ส่งแล้วต้องมีฉบับ วันเวลาที่ส่ง และผู้ที่ต้องตรวจ"),
            ),
            models.CheckConstraint(
                name="filing_accepts_only_what_was_sent",
                condition=Q(accepted_revision__isnull=True) | Q(accepted_revision__lte=F("revision")),
                violation_error_message=_("ฉบับที่รับต้องเป็นฉบับที่ส่งมาแล้ว"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task} #{self.number}"

    def get_absolute_url(self) -> str:
        return reverse("web:filing", args=[self.pk])

    @property
    def is_sent(self) -> bool:
        return self.state == FilingState.SENT


class Revision(models.Model):
    """A filing as it was sent: answers and all that was filled in, frozen. Signers sign this.

    `edition` is the one under which it was sent: whoever reads the revision reads it by that edition's form.
    """

    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="revisions")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    answers = models.JSONField()
    facts = models.JSONField()
    nil_reason = models.CharField(_("เหตุผลที่ไม่มีข้อมูลรายงาน"), max_length=300, blank=True)
    document = models.JSONField()
    digest = models.CharField(max_length=64)
    registry_version = models.PositiveIntegerField(default=0)
    sent_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    sent_as = models.CharField(max_length=160)
    done_on = models.DateField()
    sent_at = models.DateTimeField()

    class Meta:
        ordering = ["filing", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["filing", "number"],
                name="revision_once",
                violation_error_message=_("ฉบับที่ส่งลำดับนี้มีอยู่แล้ว"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.filing_id} r{self.number}"


class SignVerdict(models.TextChoices):
    SIGNED = "signed", _("ลงนาม")
    RETURNED = "returned", _("ส่งคืนแก้ไข")
    REOPENED = "reopened", _("เปิดให้แก้ไข")


class SignOff(models.Model):
    """One hop's word on one revision. `on_paper`: done outside the system and recorded by an entitled officer."""

    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="signoffs")
    revision = models.PositiveIntegerField()
    hop = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=20)
    verb = models.CharField(max_length=40)
    verdict = models.CharField(max_length=10, choices=SignVerdict)
    reason = models.CharField(_("เหตุผล"), max_length=600, blank=True)
    signer = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    signer_name = models.CharField(_("ผู้ลงนาม"), max_length=160)
    signer_title = models.CharField(_("ตำแหน่ง"), max_length=200)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    power = models.ForeignKey(Power, on_delete=models.PROTECT, null=True, related_name="+")
    for_next_office = models.BooleanField(default=False)
    on_paper = models.BooleanField(default=False)
    paper_number = models.CharField(_("เลขที่หนังสือ"), max_length=60, blank=True)
    scan = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    done_on = models.DateField()
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    checked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["filing", "recorded_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="paper_signature_checked_by_another",
                condition=Q(checked_by__isnull=True) | (Q(on_paper=True) & ~Q(checked_by=F("recorded_by"))),
                violation_error_message=_("ผู้ตรวจการบันทึกลงนามในเอกสารต้องไม่ใช่ผู้บันทึก"),
            ),
            models.CheckConstraint(
                name="return_gives_reason",
                condition=Q(verdict=SignVerdict.SIGNED) | ~Q(reason=""),
                violation_error_message=_("การส่งคืนแก้ไขต้องระบุเหตุผล"),
            ),
            models.CheckConstraint(
                name="paper_signature_names_paper",
                condition=Q(on_paper=False) | ~Q(paper_number=""),
                violation_error_message=_("การลงนามในเอกสารต้องระบุเลขที่หนังสือ"),
            ),
            models.UniqueConstraint(
                fields=["filing", "revision", "hop"],
                condition=Q(verdict=SignVerdict.SIGNED),
                name="hop_signs_once",
                violation_error_message=_("ขั้นนี้ลงนามในฉบับนี้แล้ว"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.filing_id} r{self.revision} h{self.hop} {self.verdict}"


class PaperCheck(models.TextChoices):
    WAITING = "waiting", _("รอผู้อื่นตรวจ")
    CONFIRMED = "confirmed", _("ตรงกับเอกสาร")
    REJECTED = "rejected", _("ไม่ตรงกับเอกสาร")


class PaperRecordQuerySet(models.QuerySet["PaperRecord"]):
    def waiting(self) -> "PaperRecordQuerySet":
        """Those still to be checked whose hop has not moved on meanwhile."""
        return self.filter(
            check_result=PaperCheck.WAITING,
            filing__state=FilingState.SENT,
            revision=F("filing__revision"),
            hop=F("filing__hop"),
        )

    def awaiting(self, actor: Actor) -> "PaperRecordQuerySet":
        """Those that another person of the signing or of the recording office is to check: somebody like the actor."""
        offices = Q(office=actor.office) | Q(recorded_in=actor.office)
        return self.waiting().filter(offices).exclude(recorded_by=actor.person)


class PaperRecord(models.Model):
    """A signature on paper as one officer recorded it, where the programme asks a second person to check it.

    It counts for nothing until it is confirmed: then it becomes the sign-off of its hop. `office` is the one that
    signed, `recorded_in` that of the officer who recorded it.
    """

    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="paper_records")
    revision = models.PositiveIntegerField()
    hop = models.PositiveSmallIntegerField()
    signer_name = models.CharField(_("ผู้ลงนาม"), max_length=160)
    signer_title = models.CharField(_("ตำแหน่ง"), max_length=200)
    paper_number = models.CharField(_("เลขที่หนังสือ"), max_length=60)
    scan = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    done_on = models.DateField()
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    recorded_in = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    check_result = models.CharField(max_length=10, choices=PaperCheck, default=PaperCheck.WAITING)
    checked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    checked_at = models.DateTimeField(null=True)
    reason = models.CharField(_("สิ่งที่ไม่ตรงกับเอกสาร"), max_length=600, blank=True)

    objects = PaperRecordQuerySet.as_manager()

    class Meta:
        ordering = ["filing", "recorded_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="paper_record_checked_by_another",
                condition=Q(check_result=PaperCheck.WAITING, checked_by__isnull=True, checked_at__isnull=True)
                | (
                    ~Q(check_result=PaperCheck.WAITING)
                    & Q(checked_by__isnull=False, checked_at__isnull=False)
                    & ~Q(checked_by=F("recorded_by"))
                ),
                violation_error_message=_("ผู้ตรวจการบันทึกลงนามในเอกสารต้องไม่ใช่ผู้บันทึก"),
            ),
            models.CheckConstraint(
                name="paper_record_rejected_with_reason",
                condition=~Q(check_result=PaperCheck.REJECTED) | ~Q(reason=""),
                violation_error_message=_("ระบุสิ่งที่ไม่ตรงกับเอกสาร เพื่อให้ผู้บันทึกแก้ไขได้"),
            ),
            models.UniqueConstraint(
                fields=["filing", "revision", "hop"],
                condition=Q(check_result=PaperCheck.WAITING),
                name="paper_record_waits_once",
                violation_error_message=_("ขั้นนี้มีการลงนามในเอกสารรอตรวจอยู่แล้ว"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.filing_id} r{self.revision} h{self.hop} {self.check_result}"


class Photo(models.Model):
    """A picture given with a filing, for one of its rows, with a caption."""

    filing = models.ForeignKey(Filing, on_delete=models.CASCADE, related_name="photos")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="photos")
    row = models.CharField(max_length=40)
    caption = models.CharField(_("คำบรรยายภาพ"), max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["filing", "row", "position", "pk"]

    def __str__(self) -> str:
        return self.caption or str(self.file)


class ClusterBasis(models.TextChoices):
    SAME = "same", _("ผลิตสินค้าประเภทเดียวกัน")
    LINKED = "linked", _("เชื่อมโยงกัน")
    BOTH = "both", _("ผลิตสินค้าประเภทเดียวกัน และเชื่อมโยงกัน")


class ClusterQuerySet(models.QuerySet["Cluster"]):
    def visible_to(self, actor: Actor) -> "ClusterQuerySet":
        """Every office with a member in it sees a cluster; so does every office above."""
        of_programme = coded("edition__programme__code")
        return self.filter(reached(actor.reaches(), "members__case__path", of_programme)).distinct()

    def standing(self, day: date) -> "ClusterQuerySet":
        """Those that stood at the end of that day."""
        return self.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=day), made_on__lte=day)


class Cluster(models.Model):
    """Groups joined because they are alike or linked. `path` is their lowest common office: counted once, there.

    `edition` is the one it was made under; its members may follow others of the same programme.
    """

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="clusters")
    name = models.CharField(_("ชื่อคลัสเตอร์"), max_length=160)
    basis = models.CharField(_("ลักษณะที่รวมกันเป็นคลัสเตอร์"), max_length=10, choices=ClusterBasis)
    note = models.CharField(_("คำอธิบาย"), max_length=300, blank=True)
    path = PathField(db_index=True)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_on = models.DateField(_("จัดเมื่อวันที่"))
    made_at = models.DateTimeField()
    ended_on = models.DateField(_("ยกเลิกเมื่อวันที่"), null=True)
    ended_at = models.DateTimeField(null=True)

    objects = ClusterQuerySet.as_manager()

    class Meta:
        ordering = ["edition", "path", "name", "pk"]

    def __str__(self) -> str:
        return self.name


class ClusterMember(models.Model):
    """One group's share in a cluster."""

    cluster = models.ForeignKey(Cluster, on_delete=models.PROTECT, related_name="members")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="memberships")
    joined_at = models.DateTimeField()

    class Meta:
        ordering = ["cluster", "case__path", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cluster", "case"],
                name="member_once_in_cluster",
                violation_error_message=_("กลุ่มนี้อยู่ในคลัสเตอร์นี้แล้ว"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.cluster_id}:{self.case_id}"


class ClusterAnswer(models.Model):
    """An office's recorded answer that it has no cluster of its own, with the reason."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="cluster_answers")
    reason = models.CharField(_("เหตุผล"), max_length=300)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["case", "pk"]

    def __str__(self) -> str:
        return self.reason


class PlanLine(models.Model):
    """One line of a group's development plan: what, how much, which expense class, which weakness it answers."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="plan_lines")
    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="plan_lines")
    position = models.PositiveSmallIntegerField()
    item = models.CharField(_("รายการ"), max_length=200)
    quantity = models.DecimalField(max_digits=12, decimal_places=2)
    unit = models.CharField(max_length=40)
    price_baht = BahtField(_("ราคาต่อหน่วย"))
    amount_baht = BahtField(_("รวม"))
    expense_class = models.CharField(max_length=20)
    answers_dimension = models.CharField(max_length=40, blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["case", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="plan_line_not_negative",
                condition=Q(amount_baht__gte=0, price_baht__gte=0),
                violation_error_message=_("ราคาและยอดรวมต้องไม่ติดลบ"),
            )
        ]

    def __str__(self) -> str:
        return self.item
