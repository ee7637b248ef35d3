"""Many PDFs as one: page after page, tagged as they were, with a bookmark for each.

Run as a program it binds in a process of its own, so that a thousand papers weigh on nobody else's memory. The first
argument is a JSON file that names the parts with their titles, the second where the bound file goes.
"""

import json
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf
from pikepdf import Array, Dictionary, Name, NumberTree, OutlineItem, Pdf

IN_A_SIGNATURE = 50
"""So many are sewn on at once: each stays open until they are, and what is open weighs."""
Part = tuple[str, Path]


def bind(parts: Sequence[Part], out: Path, *, title: str) -> int:
    """Write all parts as one PDF to `out`; gives back how many pages it has.

    Structure for reading aloud comes along. What the result does not claim is PDF/A: that holds of each part by itself.
    """
    begins: list[int] = []
    with TemporaryDirectory(dir=out.parent) as folder:
        sewn = Path(folder, "sewn.pdf")
        for first in range(0, len(parts), IN_A_SIGNATURE):
            begins += _sewn_on(sewn, [place for _title, place in parts[first : first + IN_A_SIGNATURE]])
        with pikepdf.open(sewn) as whole:
            _covered(
                whole, [(name, begin) for (name, _place), begin in zip(parts, begins, strict=True)], title
            )
            whole.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.preserve)
            return len(whole.pages)


def _sewn_on(sewn: Path, places: Sequence[Path]) -> list[int]:
    """Put these behind what is sewn; gives back the page at which each begins."""
    after = sewn.with_suffix(".after")
    with ExitStack() as opened:
        whole = opened.enter_context(pikepdf.open(sewn) if sewn.exists() else Pdf.new())
        if "/StructTreeRoot" not in whole.Root:
            root = Dictionary(Type=Name.StructTreeRoot, K=Array([]), ParentTreeNextKey=0)
            whole.Root.StructTreeRoot = whole.make_indirect(root)
            whole.Root.StructTreeRoot.ParentTree = whole.make_indirect(Dictionary(Nums=Array([])))
        begins = [_joined(whole, opened.enter_context(pikepdf.open(place))) for place in places]
        whole.save(after, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    after.replace(sewn)
    return begins


def _covered(whole: Pdf, bookmarks: Sequence[tuple[str, int]], title: str) -> None:
    with whole.open_outline() as outline:
        outline.root.extend(OutlineItem(name, page) for name, page in bookmarks)
    with whole.open_metadata(set_pikepdf_as_editor=False) as told:
        told["dc:title"] = title
    whole.Root.Lang = pikepdf.String("th-TH")
    whole.Root.MarkInfo = Dictionary(Marked=True)
    whole.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)


def _joined(whole: Pdf, part: Pdf) -> int:
    """Put the part's pages behind those that are there, with their structure; gives back the page at which they begin."""
    begin = len(whole.pages)
    whole.pages.extend(part.pages)
    if "/StructTreeRoot" in part.Root:
        _structure_joined(whole, part, begin)
    return begin


def _structure_joined(whole: Pdf, part: Pdf, begin: int) -> None:
    """Hang the part's structure below the whole's, its keys moved on behind those that are there."""
    root, theirs = whole.Root.StructTreeRoot, whole.copy_foreign(part.Root.StructTreeRoot)
    parents, following = NumberTree(root.ParentTree), int(root.ParentTreeNextKey)
    kids = theirs.get("/K", Array([]))
    for kid in kids if isinstance(kids, Array) else [kids]:
        kid.P = root
        root.K.append(kid)
    for shared in ("/RoleMap", "/ClassMap"):
        if shared in theirs:
            root[shared] = theirs[shared] if shared not in root else _together(root[shared], theirs[shared])
    keys = [-1]
    if "/ParentTree" in theirs:
        for key, value in NumberTree(theirs.ParentTree).items():
            parents[following + key] = value
            keys.append(key)
    for page in list(whole.pages)[begin:]:
        _moved_on(page.obj, following)
    root.ParentTreeNextKey = following + max(keys) + 1


def _together(one: pikepdf.Object, other: pikepdf.Object) -> pikepdf.Object:
    for key in other.keys():  # noqa: SIM118  a PDF's dictionary gives its values when it is walked
        if key not in one:
            one[key] = other[key]
    return one


def _moved_on(page: pikepdf.Object, by: int) -> None:
    if "/StructParents" in page:
        page.StructParents = int(page.StructParents) + by
    for annotation in page.get("/Annots", Array([])):
        if "/StructParent" in annotation:
            annotation.StructParent = int(annotation.StructParent) + by


if __name__ == "__main__":
    said = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    print(
        bind([(name, Path(place)) for name, place in said["parts"]], Path(sys.argv[2]), title=said["title"])
    )
