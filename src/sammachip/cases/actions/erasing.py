"""Somebody's data is erased in what was filed of their group: drafts, what was sent, what phones brought, captions.

The digest of what was sent stays, and an event tells the digest of what was left, so that `verify` can still prove both.
"""

from collections.abc import Mapping

from django.db import models
from django.db.models import F, Q, QuerySet

from sammachip.cases.actions.seats import erase_sitters
from sammachip.cases.actions.signing import told
from sammachip.cases.models import (
    Advice,
    Cluster,
    ClusterAnswer,
    ClusterDecision,
    Filing,
    Good,
    GoodCheck,
    GroupSeat,
    Handwritten,
    LineAside,
    Photo,
    PlanLine,
    Revision,
    SignOff,
    Submission,
    SubmissionFile,
)
from sammachip.cases.sealed import ERASED as VERB
from sammachip.cases.sealed import digest_now
from sammachip.core.erasing import ERASED
from sammachip.registry.actions_erasing import Erasing
from sammachip.trail.writes import erase_in

FROZEN = ["answers", "facts", "document", "nil_reason"]
NAMES_OF_A_SUBMISSION = ("instance_id", "digest")


def erase_in_cases(erasing: Erasing) -> dict[str, int]:
    """Erase in the filings of the group's cases and of the offices over it; signers' words are counted, and stay."""
    of_group = Q(task__case__group__in=erasing.groups)
    filings = Filing.objects.filter(of_group | Q(task__case__group=None, task__case__path__in=erasing.places))
    find, near = erasing.erasure, {"filing__in": filings}
    drafts = erase_in(filings, ["answers", "nil_reason"], find, beside=lambda _row: {"saved": F("saved") + 1})
    cases = {"case__group__in": erasing.groups}
    lines = erase_in(PlanLine.objects.filter(**cases), ["item"], find, instead=ERASED)
    goods = erase_in(Good.objects.filter(**cases), ["item"], find, instead=ERASED)
    aside = erase_in(LineAside.objects.filter(**cases), ["words", "reason"], find, instead=ERASED)
    checks = erase_in(GoodCheck.objects.filter(good__case__group__in=erasing.groups), ["remark"], find)
    hands = erase_in(Handwritten.objects.filter(**near), ["written_by"], find, instead=ERASED)
    return {
        "drafts": len([*drafts, *lines, *aside, *goods, *checks, *hands, *_erase_in_clusters(erasing)]),
        "revisions": _erase_in_revisions(filings, erasing),
        "submissions": _erase_in_submissions(filings, erasing),
        "captions": len(erase_in(Photo.objects.filter(**near), ["caption"], find, instead=ERASED)),
        "seats": erase_sitters(
            GroupSeat.objects.filter(**cases).select_related("person", "case__edition"),
            find,
            actor=erasing.actor,
        ),
        "words": _telling(SignOff.objects.filter(**near), "reason", erasing)
        + _telling(Advice.objects.filter(**near), "words", erasing),
    }


def _erase_in_clusters(erasing: Erasing) -> list[int]:
    """In what offices wrote of their clusters; gives back the rows that changed."""
    near, find = Q(path__in=erasing.places) | Q(path__startswith=erasing.path), erasing.erasure
    answers = ClusterAnswer.objects.filter(case__path__in=erasing.places)
    return [
        *erase_in(Cluster.objects.filter(near), ["name", "note"], find, instead=ERASED),
        *erase_in(ClusterDecision.objects.filter(near), ["title", "because", "reason"], find, instead=ERASED),
        *erase_in(answers, ["reason"], find, instead=ERASED),
    ]


def _erase_in_revisions(filings: QuerySet[Filing], erasing: Erasing) -> int:
    """In what was sent; each erasing has its event, with the digest of what was left."""
    sent = Revision.objects.filter(filing__in=filings)
    changed = erase_in(sent, FROZEN, erasing.erasure, instead=ERASED, beside=lambda _row: {"salt": ""})
    for one in Revision.objects.filter(pk__in=changed).select_related("filing__task__case").order_by("pk"):
        digest, request = digest_now(one), erasing.request.pk
        told(VERB, one.filing, erasing.actor, revision=one.number, digest=digest, request=request)
    return len(changed)


def _erase_in_submissions(filings: QuerySet[Filing], erasing: Erasing) -> int:
    """In what phones sent of the group, and what waits in its offices for somebody to place it."""
    near = Submission.objects.filter(Q(filing__in=filings) | Q(filing=None, path__in=erasing.places))
    files = SubmissionFile.objects.filter(submission__in=near)
    named = erase_in(files, ["name"], erasing.erasure, beside=_numbered)
    return len([*named, *erase_in(near, _words_of(Submission), erasing.erasure)])


def _numbered(row: Mapping[str, object]) -> dict[str, object]:
    """What is left of a picture's name with its number: two of one submission never get the same."""
    return {"name": f"{row['pk']} {row['name']}".strip()}


def _words_of(model: type[models.Model]) -> list[str]:
    """The columns of a table that hold what people typed."""
    typed = (models.CharField, models.TextField, models.JSONField)
    fields = (one for one in model._meta.local_concrete_fields if isinstance(one, typed) and not one.choices)
    return [one.name for one in fields if one.name not in NAMES_OF_A_SUBMISSION]


def _telling(rows: QuerySet[SignOff] | QuerySet[Advice], column: str, erasing: Erasing) -> int:
    return sum(erasing.erasure.tells_in(words) for words in rows.values_list(column, flat=True))
