"""Who may do what with a case, a task, a filing; each refusal says why and what next."""

from sammachip.cases.rules.advising import may_advise
from sammachip.cases.rules.attaching import may_attach
from sammachip.cases.rules.deadlines import (
    may_extend,
    may_move_due,
    may_take_back_extension,
    moment_words,
)
from sammachip.cases.rules.roles import SEAT_LABELS, keys_in, opens, role_label, writes
from sammachip.cases.rules.seats import (
    MOST_SEATS,
    group_writes,
    may_keep_seats,
    may_last_until,
    may_open_seat,
)
from sammachip.cases.rules.signing import (
    may_be_dated,
    may_check_paper,
    may_have_signed,
    may_record_paper,
    may_sign_now,
    needs_second_person,
    signs_as,
)
from sammachip.cases.rules.submissions import may_decide, may_place, may_read_answers, may_take_in
from sammachip.cases.rules.tree import (
    may_adopt,
    may_change_edition,
    may_close_case,
    may_cluster,
    may_end_as,
    may_enrol_group,
    may_take_in_listed,
    other_levels,
    takes_groups,
)
from sammachip.cases.rules.writing import (
    NIL_REASON,
    may_close,
    may_declare_nil,
    may_edit,
    may_fill_in,
    may_reopen,
    may_send,
    may_start,
    may_withdraw_sending,
    may_write,
    takes_nil,
)
from sammachip.org.rules import may_be_done_on

__all__ = [
    "MOST_SEATS",
    "NIL_REASON",
    "SEAT_LABELS",
    "group_writes",
    "keys_in",
    "may_adopt",
    "may_advise",
    "may_attach",
    "may_be_dated",
    "may_be_done_on",
    "may_change_edition",
    "may_check_paper",
    "may_close",
    "may_close_case",
    "may_cluster",
    "may_decide",
    "may_declare_nil",
    "may_edit",
    "may_end_as",
    "may_enrol_group",
    "may_extend",
    "may_fill_in",
    "may_have_signed",
    "may_keep_seats",
    "may_last_until",
    "may_move_due",
    "may_open_seat",
    "may_place",
    "may_read_answers",
    "may_record_paper",
    "may_reopen",
    "may_send",
    "may_sign_now",
    "may_start",
    "may_take_back_extension",
    "may_take_in",
    "may_take_in_listed",
    "may_withdraw_sending",
    "may_write",
    "moment_words",
    "needs_second_person",
    "opens",
    "other_levels",
    "role_label",
    "signs_as",
    "takes_groups",
    "takes_nil",
    "writes",
]
