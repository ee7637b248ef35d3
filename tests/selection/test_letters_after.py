"""Letters of what comes after a result: who moved up, who was called from a reserve list, who gave the place up."""

from sammachip.core.document import from_json, plain_text
from sammachip.core.thainum import to_thai
from sammachip.records import genuine
from sammachip.records.models import Paper
from sammachip.selection.actions.deciding import prepare_resolution
from sammachip.selection.actions.letters import Numbering, issue_letters
from sammachip.selection.actions.publishing import publish
from sammachip.selection.actions.withdrawing import withdraw_entry
from sammachip.selection.letters import letters_in, letters_of, rounds_with_letters
from sammachip.selection.models import Round, RoundEntry
from sammachip.trail import clock
from sammachip.web.results_told import results_told
from selection import build, test_reserve
from selection.build import Contest
from selection.test_publishing import meeting
from selection.test_withdrawing import TIERED, final, said

TOLD = TIERED.replace("on_withdrawal: next", "on_withdrawal: next\n      tell_left: true")


def text_of(entry: RoundEntry) -> str:
    """The last letter of an entry."""
    paper = letters_of(entry).order_by("pk").last()
    assert paper is not None
    return f"{paper.title}\n{plain_text(from_json(paper.content))}"


def issued(of: Contest, cast, *, first: int = 1) -> list[Paper]:
    round_ = Round.objects.get(pk=of.round.pk)
    waiting = list(letters_in(round_).filter(state="draft"))
    return issue_letters(round_, waiting, Numbering(clock.today(), first=first), actor=cast.anong)


def test_who_moves_up_is_written_to_as_the_others_and_who_leaves_where_the_pack_says(cast, at):
    at(build.NOW)
    made = final(cast, TOLD)

    withdraw_entry(made.entries[0], said(), actor=made.secretary)

    left, raised, called = (text_of(made.entries[place]) for place in (0, 2, 4))
    assert letters_in(made.round).filter(state="draft").count() == 8
    assert "รับทราบการถอนตัว" in left
    assert "ขอถอนตัว ตามหนังสือที่ บร ๐๐๑๙/๑ เนื่องจากสมาชิกไม่พร้อม นั้น" in left
    assert "ผลการพิจารณาเดิม: ได้รับคัดเลือก ระดับดี ลำดับที่ ๓" in raised
    assert "ได้เลื่อนลำดับตามหลักเกณฑ์ของโครงการ ผลการพิจารณาใหม่: ได้รับคัดเลือก ระดับดีเด่น" in raised
    assert "ผลการพิจารณาเดิม: อยู่ในบัญชีสำรองลำดับที่ ๑" in called
    assert "ผลการพิจารณาใหม่: ได้รับคัดเลือก ระดับดี" in called
    assert "จำนวน ๙๐,๐๐๐.๐๐ บาท (เก้าหมื่นบาทถ้วน) แทนจำนวนเดิม ๕๐,๐๐๐.๐๐ บาท" in raised
    assert "ได้รับการสนับสนุนงบประมาณ จำนวน ๕๐,๐๐๐.๐๐ บาท (ห้าหมื่นบาทถ้วน) ซึ่ง" in called
    assert "และการสนับสนุนงบประมาณ จำนวน ๙๐,๐๐๐.๐๐ บาท (เก้าหมื่นบาทถ้วน) สิ้นสุด" in left
    assert ["สนับสนุนงบประมาณ" in text_of(made.entries[place]) for place in (3, 5)] == [True, False]
    assert ["รวมตามน้ำหนัก" in one for one in (raised, called, left)] == [True, True, False]
    assert "ระดับดี ลำดับที่ ๔" in text_of(made.entries[3])


def test_what_went_out_before_stays_and_is_said_to_hold_no_more(cast, at):
    at(build.NOW)
    made = final(cast, TOLD)
    first = {one.about_id: one for one in issued(made, cast)}
    at("2018-09-11 09:00")

    withdraw_entry(made.entries[0], said(), actor=made.secretary)
    second = {one.about_id: one for one in issued(made, cast, first=9)}

    assert (len(first), len(second)) == (8, 3)
    stands = {
        entry.number: genuine.KINDS[paper.kind].life(paper).standing
        for entry in made.entries
        for pk, paper in first.items()
        if pk in entry.placements.values_list("pk", flat=True)
    }
    assert [number for number, life in stands.items() if life != genuine.Standing.HOLDS] == [1, 3, 5]
    assert {genuine.KINDS[one.kind].life(one).standing for one in second.values()} == {genuine.Standing.HOLDS}


def test_what_still_waited_for_who_left_goes_nowhere_where_the_pack_writes_to_nobody(cast, at):
    at(build.NOW)
    made = final(cast, TIERED)
    read = list(letters_in(made.round))

    withdraw_entry(made.entries[0], said(), actor=made.secretary)

    assert not letters_of(made.entries[0]).exists()
    assert letters_in(made.round).count() == 7
    assert dict(rounds_with_letters(cast.anong.office))[made.round] == 7
    round_ = Round.objects.get(pk=made.round.pk)
    issue_letters(round_, read, Numbering(clock.today(), first=1), actor=cast.anong)
    waits = [letters_of(entry).get().state for entry in made.entries[1:]]
    assert waits == ["issued", "draft", "issued", "draft", "issued", "issued", "issued"]


def test_who_is_called_from_the_list_before_reads_the_letter_of_the_round_that_called(cast, at):
    at(build.NOW)
    first, second = test_reserve.final(cast)
    withdraw_entry(second.entries[0], said(), actor=second.secretary)
    entry = RoundEntry.objects.get(round=second.round, called_from=first.entries[4])
    told = text_of(entry)

    papers = issued(second, cast)

    assert "ผลการพิจารณาเดิม: อยู่ในบัญชีสำรองลำดับที่ ๑" in told
    assert "ได้รับเรียกจากบัญชีสำรองตามหลักเกณฑ์ของโครงการ ผลการพิจารณาใหม่: ได้รับคัดเลือก ระดับดี" in told
    assert "รวมตามน้ำหนัก" in told
    [called] = [one for one in papers if one.about_id == entry.pk and "roundentry" in one.about_kind]
    assert called.title == told.partition("\n")[0], (
        "a numbered letter lost the name of its group in the lists"
    )
    assert [bool(one.letter) for one in results_told(entry.case, cast.anong)] == [False, True]


def test_a_corrected_result_does_not_tell_who_left_that_the_place_was_won(cast, at):
    at(build.NOW)
    made = final(cast, TOLD)
    withdraw_entry(made.entries[0], said(), actor=made.secretary)

    corrected = prepare_resolution(made.round, meeting(made), reason="ตามผลการร้องเรียน", actor=made.secretary)
    publish(corrected, seen=0, actor=made.chair)

    corrected.refresh_from_db()
    minutes = plain_text(from_json(corrected.paper.content))
    left, second, raised, called = (text_of(made.entries[place]) for place in (0, 1, 2, 4))
    assert "มตินี้แก้ไขผลตามมติในการประชุม" in minutes
    assert to_thai(f"{made.entries[0].case} ถอนตัวแล้วเมื่อวันที่") in minutes
    assert f"{to_thai(str(made.entries[0].case))} (ถอนตัวแล้ว)" in minutes
    assert letters_in(made.round).filter(state="draft").count() == 8
    assert "รับทราบการถอนตัว" in left
    assert "ได้รับคัดเลือก ระดับดีเด่น ลำดับที่ ๒" in second
    assert "ผลต่อไปนี้ใช้แทนผลตามมติในการประชุม" in second
    assert "ด้วยเหตุผลว่า ตามผลการร้องเรียน" in second
    assert "ได้เลื่อนลำดับตามหลักเกณฑ์ของโครงการ ผลการพิจารณาใหม่: ได้รับคัดเลือก ระดับดีเด่น" in raised
    assert "ผลการพิจารณาเดิม: อยู่ในบัญชีสำรองลำดับที่ ๑" in called
    stands = {genuine.KINDS[one.kind].life(one).standing for one in issued(made, cast)}
    assert stands == {genuine.Standing.HOLDS}
