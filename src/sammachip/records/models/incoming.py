"""The register of letters received: a line for every letter that came in, and what was done about it since."""

from datetime import date

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from sammachip.core.letternumber import one_spelling
from sammachip.core.thainum import tidy, to_arabic
from sammachip.org.hats import OFFICERS, Actor
from sammachip.org.heads import headed_by
from sammachip.org.models import Office, Person, Section
from sammachip.org.sight import NOTHING, OfProgramme, reached, told_above
from sammachip.records.models.files import StoredFile
from sammachip.records.models.secrecy import Secrecy

WRITERS = frozenset(OFFICERS)


class Urgency(models.TextChoices):
    PLAIN = "plain", pgettext_lazy("urgency", "ปกติ")
    URGENT = "urgent", _("ด่วน")
    VERY = "very", _("ด่วนมาก")
    MOST = "most", _("ด่วนที่สุด")


class IncomingState(models.TextChoices):
    """What was done last about a letter; each but the first is brought by an act."""

    RECEIVED = "received", _("ลงรับแล้ว")
    NOTED = "noted", _("เสนอแล้ว")
    ORDERED = "ordered", _("สั่งการแล้ว")
    ASSIGNED = "assigned", _("มอบหมายแล้ว")
    DONE = "done", _("ดำเนินการแล้ว")


class IncomingLetterQuerySet(models.QuerySet["IncomingLetter"]):
    def visible_to(self, actor: Actor) -> "IncomingLetterQuerySet":
        """Lines of offices in the actor's own subtree, and those ordered down into it; for one programme's eyes those
        tied to it alone."""
        reaches, of_programme = actor.reaches(), told_above("records.IncomingLetter")
        own = reached(reaches, "office__path", of_programme)
        down = OrderedDown.objects.filter(reached(reaches, "office__path", _of_letters(of_programme)))
        return self.filter(own | Q(pk__in=down.values("letter")))

    def open_to(self, actor: Actor) -> "IncomingLetterQuerySet":
        """Of those that the actor sees, the letters themselves: of secret ones what was received or held by this person,
        and what came to an office of this head."""
        post = actor.hat.post
        section = Q(section=post.section_id) if post and post.section_id else NOTHING
        named = Q(officer=actor.person) | section | headed_by(actor)
        down = OrderedDown.objects.filter(named)
        own = Q(secrecy="") | Q(recorded_by=actor.person) | named
        return self.visible_to(actor).filter(own | Q(pk__in=down.values("letter")))

    def of_year(self, office: Office, year: int) -> "IncomingLetterQuerySet":
        return self.filter(office=office, year=year)

    def standing(self) -> "IncomingLetterQuerySet":
        return self.filter(cancelled_at__isnull=True)

    def bearing(self, letter_number: str, dated_on: date | None) -> "IncomingLetterQuerySet":
        """Lines that stand for the letter of this number and day; none where one of them is not told, for nobody can tell."""
        if not (letter_number and dated_on):
            return self.none()
        return self.standing().filter(letter_number=letter_number, dated_on=dated_on)

    def saying(self, words: str) -> "IncomingLetterQuerySet":
        """Those whose numbers, subject, sender or folder say these words; all without words."""
        said = tidy(words)
        found = Q(subject__icontains=said) | Q(from_whom__icontains=said) | Q(kept_in__icontains=said)
        numbered = Q(number=to_arabic(said)) | Q(letter_number__icontains=one_spelling(said))
        return self.filter(found | numbered) if said else self

    def awaiting(self, actor: Actor, *, as_head: bool) -> "IncomingLetterQuerySet":
        """Those that this hat is to note upward, order or assign; money's officers hold what they are given.

        `as_head` for the office's head, and for who stands in.
        """
        turn = {IncomingState.RECEIVED, IncomingState.NOTED} if as_head else set()
        if actor.role in WRITERS and not actor.is_head:
            turn |= {IncomingState.RECEIVED, IncomingState.ORDERED}
        own = self.standing().filter(office=actor.office, state__in=turn)
        if actor.role not in WRITERS:
            return own
        others = OrderedDown.objects.filter(office=actor.office).unreceived().exclude(_in_hands_of(actor))
        return own | self._ordered(others)

    def to_receive(self, office: Office) -> "IncomingLetterQuerySet":
        """Those that an office above ordered down to this one, and that have no line in its register yet."""
        return self._ordered(OrderedDown.objects.filter(office=office).unreceived())

    def _ordered(self, down: "OrderedDownQuerySet") -> "IncomingLetterQuerySet":
        return self.standing().filter(state=IncomingState.ASSIGNED, pk__in=down.values("letter"))

    def with_whom(self) -> "IncomingLetterQuerySet":
        """With all who hold each, for lists that name them."""
        down = OrderedDown.objects.select_related("office", "officer", "section")
        return self.select_related("officer", "section").prefetch_related(
            models.Prefetch("ordered_down", down)
        )

    def held_by(self, actor: Actor) -> "IncomingLetterQuerySet":
        """Those assigned to this person, to the section of this hat, or to its office as a whole; one that was ordered
        down until it has its line here, which is held in its stead."""
        down = OrderedDown.objects.filter(_in_hands_of(actor), office=actor.office).unreceived()
        gone = Exists(OrderedDown.objects.filter(letter=OuterRef("pk"))) & Q(section=None, officer=None)
        own = Q(_in_hands_of(actor), office=actor.office) & ~gone
        return self.standing().filter(own | Q(pk__in=down.values("letter")), state=IncomingState.ASSIGNED)


def _of_letters(of_programme: OfProgramme) -> OfProgramme:
    """The same of what was ordered down: by the letter that was."""
    return lambda code: Q(letter__in=IncomingLetter.objects.filter(of_programme(code)))


def _in_hands_of(actor: Actor) -> Q:
    section = actor.hat.post.section_id if actor.hat.post else None
    shared = Q(section__isnull=True) | Q(section=section) if section else Q(section__isnull=True)
    return Q(officer=actor.person) | Q(shared, officer__isnull=True)


class IncomingLetter(models.Model):
    """One line of an office's register of letters received, and where the matter stands.

    With `running` the receiving number is the next of the office's own register; without, it came from the register the
    office keeps elsewhere. What the letter says of itself never changes; an act moves `state` on and counts `version`
    up, and says in `section` and `officer` who holds the letter in its own office; to whom it went below stands in
    `ordered_down`. `line_above` is then, in the register of such an office, the line whose order brought it. A cancelled line
    stays with its reason.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="incoming_letters")
    year = models.PositiveSmallIntegerField(_("ปี พ.ศ."))
    running = models.PositiveIntegerField(null=True)
    number = models.CharField(_("เลขรับ"), max_length=60)
    received_at = models.DateTimeField(_("รับเมื่อ"))
    letter_number = models.CharField(pgettext_lazy("letter", "ที่"), max_length=60, blank=True)
    dated_on = models.DateField(_("ลงวันที่"), null=True)
    from_whom = models.CharField(pgettext_lazy("letter", "จาก"), max_length=200)
    to_whom = models.CharField(pgettext_lazy("letter", "ถึง"), max_length=200)
    subject = models.CharField(_("เรื่อง"), max_length=300)
    urgency = models.CharField(_("ชั้นความเร็ว"), max_length=10, choices=Urgency, default=Urgency.PLAIN)
    secrecy = models.CharField(_("ชั้นความลับ"), max_length=12, choices=Secrecy, blank=True)
    due_on = models.DateField(_("กำหนดตามหนังสือ"), null=True)
    kept_in = models.CharField(_("แฟ้มที่เก็บต้นฉบับ"), max_length=120, blank=True)
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=IncomingState, default=IncomingState.RECEIVED)
    version = models.PositiveSmallIntegerField(default=0)
    section = models.ForeignKey(Section, on_delete=models.PROTECT, null=True, related_name="+")
    officer = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="letters_held")
    line_above = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="lines_below")
    cancelled_at = models.DateTimeField(null=True)
    cancelled_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    cancelled_why = models.CharField(_("เหตุที่ยกเลิก"), max_length=300, blank=True)

    objects = IncomingLetterQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["office", "state"], name="incoming_at_work")]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "year", "number"],
                name="receiving_number_once_a_year",
                violation_error_message=_("เลขรับนี้มีในทะเบียนหนังสือรับของปีนี้แล้ว"),
            ),
            models.UniqueConstraint(
                fields=["office", "year", "running"],
                name="receiving_running_once_a_year",
                violation_error_message=_("เลขลำดับนี้ลงรับไปแล้วในปีนี้"),
            ),
            models.UniqueConstraint(
                fields=["line_above", "office"],
                name="incoming_ordered_down_received_once",
                violation_error_message=_("หนังสือที่สั่งการลงมาฉบับนี้ลงรับในหน่วยงานนี้แล้ว"),
            ),
            models.CheckConstraint(
                name="incoming_held_only_while_assigned",
                condition=Q(section__isnull=True, officer__isnull=True)
                | Q(state__in=[IncomingState.ASSIGNED, IncomingState.DONE]),
                violation_error_message=_("หนังสือมีผู้รับผิดชอบเมื่อมอบหมายแล้วเท่านั้น"),
            ),
            models.CheckConstraint(
                name="incoming_moves_by_acts",
                condition=Q(state=IncomingState.RECEIVED, version=0)
                | (~Q(state=IncomingState.RECEIVED) & Q(version__gte=1)),
                violation_error_message=_("สถานะของหนังสือรับเปลี่ยนเมื่อมีการเสนอ สั่งการ มอบหมาย หรือปิดเรื่องเท่านั้น"),
            ),
            models.CheckConstraint(
                name="incoming_cancelled_says_why",
                condition=Q(cancelled_at__isnull=True, cancelled_why="")
                | (Q(cancelled_at__isnull=False) & ~Q(cancelled_why="")),
                violation_error_message=_("การยกเลิกเลขรับต้องมีเหตุผล"),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("web:incoming-letter", args=[self.pk])

    @property
    def in_whose_hands(self) -> str:
        """Who holds it, in a few words for its line in the register; "" while nobody does."""
        down = list(self.ordered_down.all())
        there = str(down[0]) if len(down) == 1 else gettext("{n} หน่วยงาน").format(n=len(down)) if down else ""
        return " · ".join(filter(None, (str(self.officer or self.section or ""), there)))

    @property
    def is_own(self) -> bool:
        """Whether the office counted this receiving number here."""
        return self.running is not None

    @property
    def is_cancelled(self) -> bool:
        return self.cancelled_at is not None

    @property
    def is_urgent(self) -> bool:
        return self.urgency != Urgency.PLAIN

    @property
    def is_done(self) -> bool:
        return self.state == IncomingState.DONE


class OrderedDownQuerySet(models.QuerySet["OrderedDown"]):
    def unreceived(self) -> "OrderedDownQuerySet":
        """Those whose office has no line of its own for the letter yet."""
        there = IncomingLetter.objects.filter(line_above=OuterRef("letter"), office=OuterRef("office"))
        return self.filter(~Exists(there))


class OrderedDown(models.Model):
    """One office below to which a letter is ordered down as things stand, and who is to act there: an officer, a section, or
    with neither everybody. The head's next order takes its place; what was ordered when, the acts tell."""

    letter = models.ForeignKey(IncomingLetter, on_delete=models.PROTECT, related_name="ordered_down")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="letters_ordered_down")
    section = models.ForeignKey(Section, on_delete=models.PROTECT, null=True, related_name="+")
    officer = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    objects = OrderedDownQuerySet.as_manager()

    class Meta:
        ordering = ["letter", "office__path"]
        constraints = [
            models.UniqueConstraint(
                fields=["letter", "office"],
                name="ordered_down_once_to_an_office",
                violation_error_message=_("หนังสือฉบับนี้สั่งการไปยังหน่วยงานนี้แล้ว"),
            )
        ]

    def __str__(self) -> str:
        return " ".join(str(one) for one in (self.officer, self.section, self.office.short_name) if one)


class IncomingFile(models.Model):
    """A file of a letter received: the letter as it came or was scanned, and its enclosures."""

    letter = models.ForeignKey(IncomingLetter, on_delete=models.PROTECT, related_name="files")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["letter", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["letter", "file"],
                name="incoming_file_once",
                violation_error_message=_("ไฟล์นี้แนบกับหนังสือรับฉบับนี้แล้ว"),
            )
        ]

    def __str__(self) -> str:
        return str(self.file)


class ActKind(models.TextChoices):
    NOTED = "noted", _("เกษียน")
    ORDERED = "ordered", _("สั่งการ")
    ASSIGNED = "assigned", _("มอบหมาย")
    DONE = "done", _("ปิดเรื่อง")


class IncomingAct(models.Model):
    """One act about a letter received: what was written, by whom, when. The `position`-th of its letter.

    `on_paper`: done on the letter itself by somebody who may never log in, and recorded by an officer. What is assigned
    goes to an officer, to a section, or with neither to the office as a whole: the own, or `to_office` below it.
    """

    letter = models.ForeignKey(IncomingLetter, on_delete=models.PROTECT, related_name="acts")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=ActKind)
    words = models.CharField(_("ข้อความ"), max_length=600, blank=True)
    section = models.ForeignKey(Section, on_delete=models.PROTECT, null=True, related_name="+")
    officer = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    to_office = models.ForeignKey(Office, on_delete=models.PROTECT, null=True, related_name="+")
    done_by_name = models.CharField(_("ผู้ดำเนินการ"), max_length=160)
    done_by_title = models.CharField(_("ตำแหน่ง"), max_length=200)
    done_on = models.DateField(_("วันที่"))
    on_paper = models.BooleanField(default=False)
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["letter", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["letter", "position"],
                name="incoming_act_once",
                violation_error_message=_("มีผู้บันทึกเรื่องนี้ไปก่อนแล้ว"),
            ),
            models.CheckConstraint(
                name="incoming_act_assigns_to_somebody",
                condition=Q(kind=ActKind.ASSIGNED)
                | Q(section__isnull=True, officer__isnull=True, to_office__isnull=True),
                violation_error_message=_("ระบุผู้รับผิดชอบได้เฉพาะการมอบหมาย"),
            ),
            models.CheckConstraint(
                name="incoming_act_says_something",
                condition=~Q(words="") | Q(kind__in=[ActKind.ASSIGNED, ActKind.DONE]),
                violation_error_message=_("การเกษียนและการสั่งการต้องมีข้อความ"),
            ),
            models.CheckConstraint(
                name="incoming_act_names_who",
                condition=~Q(done_by_name=""),
                violation_error_message=_("ระบุชื่อผู้เกษียน สั่งการ มอบหมาย หรือปิดเรื่อง"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.letter_id} {self.position} {self.kind}"
