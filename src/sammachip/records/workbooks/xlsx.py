"""What the reader of cells leaves out of a leaf of an XLSX.

The standard has a transitional and a strict form, with other names for the same things: {*} stands for either.
"""

import io
import re
import zipfile
from collections.abc import Mapping
from xml.etree import ElementTree
from xml.parsers import expat

from sammachip.records.workbooks.marks import Marks, Place

_OTHER_FILE = re.compile(r"\[\d+\][^\[\]]*!")
"""How a formula names a leaf of another workbook: by the number of its link."""


def marks(content: bytes, leaf: str) -> Marks:
    with zipfile.ZipFile(io.BytesIO(content)) as book, book.open(_part_of(book, leaf)) as stream:
        reader = _Reader()
        reader.parser.ParseFile(stream)
    return reader.found


def _part_of(book: zipfile.ZipFile, leaf: str) -> str:
    """The file inside the workbook that holds the leaf."""
    leaves = ElementTree.fromstring(book.read("xl/workbook.xml")).iterfind(".//{*}sheet")
    links = {
        one.get("name"): next(value for name, value in one.items() if name.endswith("}id")) for one in leaves
    }
    parts = {
        one.get("Id"): one.get("Target", "")
        for one in ElementTree.fromstring(book.read("xl/_rels/workbook.xml.rels"))
    }
    target = parts[links[leaf]]
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


class _Local(dict[str, str]):
    """The name of an element without its namespace, each looked at once."""

    def __missing__(self, name: str) -> str:
        local = self[name] = name.rpartition(":")[2]
        return local


class _Reader:
    """Goes through a leaf element by element, and stops to look only where a cell holds a formula or has failed.

    A register has hundreds of thousands of cells that hold neither.
    """

    def __init__(self) -> None:
        self.found = Marks()
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self.start
        self.parser.buffer_text = True
        self.local = _Local()
        self.row = 0
        self.named = ""  # the last cell of the row that bears a name
        self.after = 0  # cells without a name since
        self.kind = ""
        self.texts: dict[str, str] = {}  # of the cell looked at, by element: f its formula, v what it shows
        self.within = ""

    def start(self, name: str, given: Mapping[str, str]) -> None:
        match self.local[name]:
            case "c":
                self.start_cell(given)
            case "f":
                self.look()
                self.open("f")
            case "v" if self.parser.EndElementHandler:
                self.open("v")
            case "row":
                self.start_row(given)
            case "col" if _is_hidden(given, "width"):
                self.found.hidden_columns.append((int(given.get("min", 0)), int(given.get("max", 0))))

    def start_row(self, given: Mapping[str, str]) -> None:
        self.row = int(given.get("r", self.row + 1))
        self.named, self.after = "", 0
        if _is_hidden(given, "ht"):
            self.found.hidden_rows.add(self.row)

    def start_cell(self, given: Mapping[str, str]) -> None:
        if "r" in given:
            self.named, self.after = given["r"], 0
        else:
            self.after += 1
        self.kind = given.get("t", "n")
        if self.kind == "e":
            self.look()

    def look(self) -> None:
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.text

    def open(self, within: str) -> None:
        self.within = within
        self.texts[within] = ""

    def text(self, text: str) -> None:
        if self.within:
            self.texts[self.within] += text

    def end(self, name: str) -> None:
        self.within = ""
        if self.local[name] == "c":
            self.take()
            self.texts.clear()
            self.parser.EndElementHandler = self.parser.CharacterDataHandler = None

    def take(self) -> None:
        """Note what is to be told of the cell that ends."""
        place, shown, formula = self.place(), self.texts.get("v", ""), self.texts.get("f")
        if self.kind == "e":
            self.found.failed[place] = shown
        if formula is None:
            return
        if not shown and self.kind == "n":
            self.found.uncomputed[place] = formula
        if _OTHER_FILE.search(formula):
            self.found.fetched.append(place)

    def place(self) -> Place:
        return self.row, _column(self.named) + self.after


def _column(name: str) -> int:
    """D14 → 4; nothing where a cell bears no name, and so stands right after the one before it."""
    col = 0
    for letter in name.rstrip("0123456789"):
        col = col * 26 + ord(letter) - ord("A") + 1
    return col


def _is_hidden(given: Mapping[str, str], size: str) -> bool:
    """Hidden by name, or made so small that nothing is seen."""
    return given.get("hidden") in ("1", "true") or float(given.get(size, 1)) == 0
