"""The life of a programme: cases in a tree, tasks, filings with their revisions and sign-offs, clusters."""

from sammachip.cases.models.advice import Advice
from sammachip.cases.models.attachments import Attachment
from sammachip.cases.models.cases import Case, CaseLevel, CaseQuerySet, Ending
from sammachip.cases.models.clusters import (
    Cluster,
    ClusterAnswer,
    ClusterBasis,
    ClusterDecision,
    ClusterMember,
    ClusterQuerySet,
    ProposalVerdict,
)
from sammachip.cases.models.filings import Filing, FilingState, Handwritten, Photo, Revision
from sammachip.cases.models.handovers import Good, GoodCheck, GoodFound
from sammachip.cases.models.letters import BatchWork, LetterTie, SentWork
from sammachip.cases.models.listings import Listing
from sammachip.cases.models.plans import ClassDecision, LineAside, PlanLine, PlanWork
from sammachip.cases.models.receipts import Receipt
from sammachip.cases.models.seats import GroupSeat
from sammachip.cases.models.signing import PaperCheck, PaperRecord, SignOff, SignVerdict
from sammachip.cases.models.submissions import Submission, SubmissionFile, SubmissionState
from sammachip.cases.models.tasks import Extension, Task, TaskQuerySet, TaskResult, is_overdue

__all__ = [
    "Advice",
    "Attachment",
    "BatchWork",
    "Case",
    "CaseLevel",
    "CaseQuerySet",
    "ClassDecision",
    "Cluster",
    "ClusterAnswer",
    "ClusterBasis",
    "ClusterDecision",
    "ClusterMember",
    "ClusterQuerySet",
    "Ending",
    "Extension",
    "Filing",
    "FilingState",
    "Good",
    "GoodCheck",
    "GoodFound",
    "GroupSeat",
    "Handwritten",
    "LetterTie",
    "LineAside",
    "Listing",
    "PaperCheck",
    "PaperRecord",
    "Photo",
    "PlanLine",
    "PlanWork",
    "ProposalVerdict",
    "Receipt",
    "Revision",
    "SentWork",
    "SignOff",
    "SignVerdict",
    "Submission",
    "SubmissionFile",
    "SubmissionState",
    "Task",
    "TaskQuerySet",
    "TaskResult",
    "is_overdue",
]
