"""Counts a selection again from its dossier alone, and says whether it was altered.

    python recompute_dossier.py DOSSIER.json
    python recompute_dossier.py DOSSIER.zip

Of the ZIP every file is held against its hash first, so that an altered PDF or a scan of a signed sheet is named too. It
needs Python 3.11 and nothing else; no part of the program that made the dossier. It ends with 0 when every hash agrees and
the marks give the result that was published, else with 1 and one line for each thing that does not agree.
"""

import hashlib
import json
import sys
import zipfile
import zlib
from collections.abc import Iterator
from fractions import Fraction
from itertools import groupby
from pathlib import Path
from typing import Any  # plain JSON

HANDED_IN, VOTE = "handed-in", "vote"
FORM = "sammachip-selection-dossier/1"
DATA, SUMS = "dossier.json", "SHA256SUMS"
SEALED = ("rules", "entries", "conflicts", "sheets", "votes", "scans")
SINCE_LATER = ("scans",)
"""Sections that older resolutions did not freeze."""
Plain = dict[str, Any]  # plain JSON
UNREADABLE = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What reading meets where a name was changed, or a value is no longer of its kind."""
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError)
"""What opening a ZIP meets where a byte of its own was changed: a size, a way of packing, the mark of a password."""


def canonical(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(content: object) -> str:
    return hashlib.sha256(canonical(content)).hexdigest()


def main(file: Path) -> int:
    if not zipfile.is_zipfile(file):
        return counted_again(file.read_bytes())
    try:
        files, broken = opened(file)
    except BROKEN as error:
        print(f"altered: the list of what the ZIP holds ({error})")
        return 1
    wrong = [f"altered: {name}" for name in (*broken, *unlike(files))]
    wrong += [f"altered: {name}" for name in scans_unlike(files)]
    for line in wrong:
        print(line)
    return max(counted_again(files.get(DATA, b""), whole=not wrong), int(bool(wrong)))


def opened(archive: Path) -> tuple[dict[str, bytes], list[str]]:
    """The files of the ZIP, and the names of those that cannot be read from it any more."""
    files: dict[str, bytes] = {}
    broken: list[str] = []
    with zipfile.ZipFile(archive) as kept:
        for name in kept.namelist():
            try:
                files[name] = kept.read(name)
            except BROKEN:
                broken.append(name)
    return files, broken


def unlike(files: dict[str, bytes]) -> Iterator[str]:
    """The files whose bytes are not those of their hash, or that the list of hashes does not name."""
    said = files.get(SUMS, b"").decode(errors="replace").splitlines()
    sums = {name: one for one, _, name in (line.partition("  ") for line in said)}
    for name in sorted((files.keys() | sums.keys() | {DATA}) - {SUMS}):
        if name not in files or hashlib.sha256(files[name]).hexdigest() != sums.get(name):
            yield name


def scans_unlike(files: dict[str, bytes]) -> Iterator[str]:
    """The scans that are not those of which the data file tells: whoever alters one may have mended the list of hashes."""
    try:
        told = json.loads(files.get(DATA, b""))["rounds"]
        scans = [(round_["key"], one) for round_ in told for one in round_.get("scans", [])]
        for key, one in scans:
            if hashlib.sha256(files.get(one["file"], b"")).hexdigest() != one["sha256"]:
                yield f"{key}, scan of entry {one['entry']} ({one['file']})"
    except UNREADABLE:
        return


def counted_again(raw: bytes, *, whole: bool = True) -> int:
    """Counts what the data file tells; `whole`: whether the files beside it are those that were packed."""
    try:
        dossier = json.loads(raw)
    except ValueError as error:
        print(f"not a dossier: {error}")
        return 1
    faults = list(found_in(dossier, raw))
    for fault in faults:
        print(fault)
    if faults:
        print(f"{len(faults)} do not agree")
        return 1
    counts = [str(len(standing(dossier["rounds"][0])))]
    counts += [" + ".join(str(tier["places"]) for tier in one["rules"]["tiers"]) for one in dossier["rounds"]]
    print(
        f"{' → '.join(counts)}: {'all agree' if whole else 'the count agrees, the files named above do not'}"
    )
    print(f"digest {dossier['digest']}")
    return 0


def found_in(dossier: Plain, raw: bytes) -> Iterator[str]:
    """One line for each thing that does not agree; what was altered first, then what is counted otherwise."""
    if not isinstance(dossier, dict) or dossier.get("form") != FORM:
        yield f"form: not {FORM}"
        return
    try:
        yield from altered_in(dossier, raw)
    except UNREADABLE as error:
        yield f"altered: a part is not there or not what it was ({type(error).__name__}: {error})"
        return
    entered: set[int] | None = None
    for told in dossier["rounds"]:
        try:
            yield from miscounted(told, entered)
            yield from wrong_today(told, called_away(dossier, told))
            entered = {told_case(told, one["number"]) for one in last(told)["order"] if one["passed"]}
        except UNREADABLE as error:
            yield f"{told.get('key')}: cannot be counted ({type(error).__name__}: {error})"
            return


def altered_in(dossier: Plain, raw: bytes) -> Iterator[str]:
    hashes = dossier["hashes"]
    computed = dict(hashes_of(dossier))
    for name in sorted(computed.keys() | hashes.keys()):
        if computed.get(name) != hashes.get(name):
            yield f"altered: {named(name)}"
    if digest(hashes) != dossier["digest"]:
        yield "altered: the list of hashes, or the digest over it"
    for told in dossier["rounds"]:
        sections = last(told)["sections"]
        for section in SEALED:
            if section in SINCE_LATER and section not in sections:
                continue
            if sections.get(section) != digest(told[section]):
                yield f"altered since it was resolved: {told['key']}/{section}"
        body = {
            key: value
            for key, value in last(told).items()
            if key not in ("digest", "made_by", "published_by")
        }
        if digest(body) != last(told)["digest"]:
            yield f"altered: {told['key']}, resolution {last(told)['number']}"
    if canonical(dossier) != raw:
        yield "altered: bytes that carry no value (spaces or the order of keys)"


def hashes_of(dossier: Plain) -> Iterator[tuple[str, str]]:
    yield "call", digest(dossier["call"])
    for told in dossier["rounds"]:
        for section, content in told.items():
            if section == "sheets":
                yield from (
                    (f"{told['key']}/sheets/{entry}", digest(sheets)) for entry, sheets in content.items()
                )
            else:
                yield f"{told['key']}/{section}", digest(content)


def named(name: str) -> str:
    """A part by the words of a person: «round1/sheets/12» is what entry 12 of round1 was marked."""
    parts = name.split("/")
    return f"{parts[0]}, sheets of entry {parts[2]}" if len(parts) == 3 else name


def last(told: Plain) -> Plain:
    return max(told["resolutions"], key=lambda one: int(one["number"]))


def standing(told: Plain) -> list[Plain]:
    return [one for one in told["entries"] if not one["left_at"]]


def told_case(told: Plain, number: int) -> int:
    return int({one["number"]: one["case"] for one in told["entries"]}[number])


def miscounted(told: Plain, entered: set[int] | None) -> Iterator[str]:
    """What the marks of a round give, held against what was resolved."""
    if entered is not None and {one["case"] for one in standing(told)} - entered:
        yield f"{told['key']}: an entry did not pass the round before"
    counted = {one["number"]: one for one in placed(told)}
    resolved = {one["number"]: one for one in last(told)["order"]}
    if counted.keys() != resolved.keys():
        yield f"{told['key']}: entries of the resolution are not those that were marked"
        return
    for number, one in counted.items():
        wrong = [key for key, value in one.items() if resolved[number][key] != value]
        if wrong:
            yield f"{told['key']}, entry {number}: {', '.join(wrong)} counted otherwise than resolved"
    yield from wrong_places(told)


def wrong_places(told: Plain) -> Iterator[str]:
    order = last(told)["order"]
    for tier in told["rules"]["tiers"]:
        held = sum(1 for one in order if one["passed"] and one["tier"] == tier["name"])
        if held != tier["places"]:
            yield f"{told['key']}: {held} places of {tier['places']} in tier «{tier['name']}»"
    present = sum(1 for one in last(told)["present"] if one["marks"])
    if present < last(told)["quorum"]:
        yield f"{told['key']}: {present} present of a quorum of {last(told)['quorum']}"


def called_away(dossier: Plain, told: Plain) -> set[int]:
    """The entries of this round that were called from its reserve list into a later one: as that one tells, or, where the
    dossier ends before it, as this one does."""
    called = [one for other in dossier["rounds"] for one in other.get("called", [])]
    held = {one["key"] for one in dossier["rounds"]}
    beyond = {one["entry"] for one in told.get("called_away", []) if one["into"] not in held}
    return beyond | {one["entry"] for one in called if one["of"] == told["key"]}


def wrong_today(told: Plain, away: set[int]) -> Iterator[str]:
    """Who holds a place today, by the withdrawals and by who was called from the reserve list before, held against what is
    said of today. `away`: the entries of this round that were called into a later one."""
    rules, called = told["rules"], told.get("called", [])
    order = sorted(
        last(told)["order"], key=lambda one: (not one["passed"], one["place" if one["passed"] else "reserve"])
    )
    turns = [one["turn"] for one in called]
    if turns != sorted(turns):
        yield f"{told['key']}: called from the reserve list out of turn"
    gone = [one["entry"] for one in told["withdrawals"]]
    numbers = [one["number"] for one in order] + [one["number"] for one in called]
    names = [tier["name"] for tier in rules["tiers"] for _place in range(tier["places"])]
    holding = [number for number in numbers if number not in gone] if rules["moves_up"] else numbers
    seats = {number: name for number, name in zip(holding, names, strict=False) if number not in gone}
    became = {
        number: ("passed", seats[number]) if number in seats else ("not-chosen", "") for number in numbers
    }
    became |= dict.fromkeys(gone, ("withdrew", "")) | dict.fromkeys(away, ("called", ""))
    for one in told["today"]:
        if became.pop(one["entry"], None) != (one["became"], one["tier"]):
            yield f"{told['key']}, entry {one['entry']}: stands otherwise today than the withdrawals give"
    for number in sorted(became):
        yield f"{told['key']}, entry {number}: not said where it stands today"


def placed(told: Plain) -> Iterator[Plain]:
    """Each entry with its place, counted from the current sealed sheets."""
    rules = told["rules"]
    keys = {one["number"]: sort_key(one, told, {}) for one in standing(told)}
    turns = turns_of(keys, told) if VOTE in rules["ties"] else {}
    keys = {one["number"]: sort_key(one, told, turns) for one in standing(told)}
    names = [tier["name"] for tier in rules["tiers"] for _place in range(tier["places"])]
    at = 0
    for _key, equals in groupby(
        sorted(keys, key=lambda number: keys[number]), key=lambda number: keys[number]
    ):
        place = at + 1
        for number in equals:
            passes = at < len(names)
            yield {
                "number": number,
                "place": place,
                "passed": passes,
                "tier": names[at] if passes else "",
                "reserve": None if passes else place - len(names),
                "total": fraction(-keys[number][0][1]),
            }
            at += 1


def fraction(value: Fraction) -> str:
    return f"{value.numerator}/{value.denominator}"


def sort_key(entry: Plain, told: Plain, turns: dict[int, int]) -> tuple[tuple[int, Any], ...]:
    """What sorts an entry: its mean, then what tells equals apart as the rules name it; the unknown last."""
    criteria = {one["key"]: Fraction(one["weight"]) for one in told["rules"]["rubric"]["criteria"]}
    sheets = [one for one in told["sheets"][str(entry["number"])] if not one["replaced_at"]]
    means = {
        key: sum(Fraction(one["marks"][key]["points"]) for one in sheets) / len(sheets) for key in criteria
    }
    total = sum((weight * means[key] for key, weight in criteria.items()), Fraction())
    turn = turns.get(entry["number"])
    other = {HANDED_IN: (0, entry["handed_in_at"]), VOTE: (1, 0) if turn is None else (0, turn)}
    return ((0, -total), *(other[tie] if tie in other else (0, -means[tie]) for tie in told["rules"]["ties"]))


def turns_of(keys: dict[int, Any], told: Plain) -> dict[int, int]:
    """The turns that votes gave to exactly those who are equal in all else."""
    turns: dict[int, int] = {}
    for vote in told["votes"]:
        equals = {number for number in keys if keys[number] == keys[vote["entries"][0]]}
        if not vote["taken_back_at"] and equals == set(vote["entries"]):
            turns.update({number: turn for turn, number in enumerate(vote["entries"], start=1)})
    return turns


if __name__ == "__main__":
    if len(sys.argv) != 2:
        print(__doc__)
        sys.exit(2)
    sys.exit(main(Path(sys.argv[1])))
