"""Letters written in the own office as things to do: to sign, to mend, to number."""

from django.db.models import Q
from django.utils.translation import gettext as _

from sammachip.org.hats import Actor
from sammachip.org.heads import headed_by
from sammachip.records.models import DraftState, LetterDraft
from sammachip.web.todos import Todo


def letters_to_sign(actor: Actor) -> list[Todo]:
    """The letters written in the own office that wait for its head, or for who stands in, to sign; one query."""
    own = LetterDraft.objects.visible_to(actor).filter(headed_by(actor), office=actor.office)
    waiting = own.filter(state=DraftState.SENT)
    return [
        _letter(one, _("ลงนาม{kind} «{subject}»"))
        for one in waiting.defer("answers").order_by("sent_at", "pk")
    ]


def letters_to_go_on_with(actor: Actor) -> list[Todo]:
    """The letters this person wrote that came back, or are signed and wait for their number; one query."""
    back = Q(state=DraftState.WRITING) & ~Q(returned_why="")
    own = LetterDraft.objects.visible_to(actor).filter(author=actor.person, office=actor.office)
    found = own.filter(back | Q(state=DraftState.SIGNED)).defer("answers").order_by("saved_at", "pk")
    words = {
        DraftState.WRITING: _("แก้ไขและเสนอลงนาม{kind} «{subject}» อีกครั้ง"),
        DraftState.SIGNED: _("ออกเลข{kind} «{subject}»"),
    }
    return [_letter(one, words[DraftState(one.state)]) for one in found]


def _letter(one: LetterDraft, words: str) -> Todo:
    return Todo(
        words=words.format(kind=one.get_kind_display(), subject=one),
        programme=_("สารบรรณ"),
        url=one.get_absolute_url(),
        label=one.get_state_display(),
        reason=one.returned_why if one.state == DraftState.WRITING else "",
    )
