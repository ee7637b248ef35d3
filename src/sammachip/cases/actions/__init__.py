"""The verbs of case work: open, enrol, write, send, sign, return, extend, close. Each ends with `advance`."""

from sammachip.cases.actions.adopting import Adoption, adopt_edition, before_adopting, prospect
from sammachip.cases.actions.advancing import advance, advance_all, advancing_once
from sammachip.cases.actions.advising import give_advice
from sammachip.cases.actions.attachments import attach_sent, attach_upload, begin_file, remove_file
from sammachip.cases.actions.classing import decide_classes
from sammachip.cases.actions.clusters import answer_no_cluster, end_cluster, make_cluster
from sammachip.cases.actions.deadlines import close_task, extend_due, take_back_extension
from sammachip.cases.actions.invited import TakenIn, take_in_listed
from sammachip.cases.actions.keying_in import key_in
from sammachip.cases.actions.letters import (
    ask_as_the_batch_does,
    ask_for_work,
    issue_with_work,
    receive_ordered,
    receive_sent,
    tie_letter,
    untie_letter,
)
from sammachip.cases.actions.on_paper import check_paper_signature, record_paper_signature
from sammachip.cases.actions.pictures import add_photo, remove_photo
from sammachip.cases.actions.proposals import accept_proposal, put_aside, take_up_again
from sammachip.cases.actions.proposed_lines import put_line_aside, take_line_up
from sammachip.cases.actions.seats import end_seat, enter_seat, open_seat, renew_pin
from sammachip.cases.actions.signing import reopen_filing, return_filing, sign_filing
from sammachip.cases.actions.submissions import place_submission, put_submission_aside, take_in
from sammachip.cases.actions.tree import (
    before_closing,
    cases_ending_with,
    close_case,
    enrol_group,
    may_end_now,
    open_case,
    open_work,
)
from sammachip.cases.actions.writing import declare_nil, save_draft, send_filing, start_filing, take_back

__all__ = [
    "Adoption",
    "TakenIn",
    "accept_proposal",
    "add_photo",
    "adopt_edition",
    "advance",
    "advance_all",
    "advancing_once",
    "answer_no_cluster",
    "ask_as_the_batch_does",
    "ask_for_work",
    "attach_sent",
    "attach_upload",
    "before_adopting",
    "before_closing",
    "begin_file",
    "cases_ending_with",
    "check_paper_signature",
    "close_case",
    "close_task",
    "decide_classes",
    "declare_nil",
    "end_cluster",
    "end_seat",
    "enrol_group",
    "enter_seat",
    "extend_due",
    "give_advice",
    "issue_with_work",
    "key_in",
    "make_cluster",
    "may_end_now",
    "open_case",
    "open_seat",
    "open_work",
    "place_submission",
    "prospect",
    "put_aside",
    "put_line_aside",
    "put_submission_aside",
    "receive_ordered",
    "receive_sent",
    "record_paper_signature",
    "remove_file",
    "remove_photo",
    "renew_pin",
    "reopen_filing",
    "return_filing",
    "save_draft",
    "send_filing",
    "sign_filing",
    "start_filing",
    "take_back",
    "take_back_extension",
    "take_in",
    "take_in_listed",
    "take_line_up",
    "take_up_again",
    "tie_letter",
    "untie_letter",
]
