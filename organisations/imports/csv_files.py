"""Reading a CSV file that somebody made with a spreadsheet, and writing one back. Pure: no Django, no database.

Cells are text and stay text: a cell that looks like a formula is a name that begins with an equals sign,
nothing is ever computed. On the way out such cells get an apostrophe, because a spreadsheet would compute
them.
"""

import csv
import io
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS = 20_000
MOST_COLUMNS = 60
LONGEST_CELL = 2_000

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab"}


class Unreadable(ValueError):
    """The file cannot be taken as it is; the message is a sentence with what to do."""


@dataclass(frozen=True)
class Row:
    """`number` is the line's number as a spreadsheet shows it: the heading is row 1."""

    number: int
    cells: list[str]


@dataclass(frozen=True)
class Table:
    headings: list[str]
    rows: list[Row]
    encoding: str
    delimiter: str


def read(data: bytes) -> Table:
    """Headings and rows; empty lines are skipped, cells trimmed. Raises Unreadable.

    Encoding: UTF-8 with or without its mark, UTF-16 with one (Excel's "Unicode text"), else Windows-1252,
    which reads every Latin-1 letter too. Delimiter: whichever of comma, semicolon and tab the heading has
    most of.
    """
    if len(data) > MOST_BYTES:
        raise Unreadable("The file is larger than 5 MB. Split it in two.")
    text, encoding = decoded(data)
    if not text.strip():
        raise Unreadable("The file is empty.")
    delimiter = sniffed(text)
    csv.field_size_limit(LONGEST_CELL * 4)
    try:
        lines = list(_lines(text, delimiter))
    except csv.Error as problem:
        raise Unreadable(
            f"The file cannot be read as CSV: {problem}. A quotation mark may be missing."
        ) from problem
    if not lines:
        raise Unreadable("The file is empty.")
    headings = lines[0].cells
    while headings and not headings[-1]:
        headings.pop()
    if len(headings) > MOST_COLUMNS:
        raise Unreadable(f"The file has more than {MOST_COLUMNS} columns. Leave out what is not imported.")
    rows = lines[1:]
    if not rows:
        raise Unreadable("The file has a heading and no rows below it.")
    if len(rows) > MOST_ROWS:
        raise Unreadable(f"The file has {len(rows):,} rows; {MOST_ROWS:,} is the most at once. Split it.")
    return Table(headings, rows, encoding, delimiter)


def decoded(data: bytes) -> tuple[str, str]:
    """The text and the encoding it was in; raises Unreadable for a spreadsheet or another binary file."""
    if data[:2] == b"PK":
        raise Unreadable("This is an Excel workbook. Save it as “CSV UTF-8” and choose that file.")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            return data.decode("utf-16"), "UTF-16"
        except UnicodeDecodeError as problem:
            raise Unreadable("The file is damaged: it begins as UTF-16 and does not go on so.") from problem
    if b"\0" in data:
        raise Unreadable("This is not a text file. Save the sheet as CSV and choose that file.")
    try:
        return data.decode("utf-8-sig"), "UTF-8"
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace"), "Windows-1252"


def sniffed(text: str) -> str:
    """The delimiter of the heading line, quoted parts left out; a comma where there is only one column."""
    heading = next(line for line in text.splitlines() if line.strip())
    outside = "".join(heading.split('"')[::2])
    return max(DELIMITERS, key=lambda sign: (outside.count(sign), sign == ","))


def _lines(text: str, delimiter: str) -> Iterable[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    for number, record in enumerate(reader, start=1):
        cells = [clean(cell) for cell in record]
        if any(cells):
            yield Row(number, cells)


def clean(cell: str) -> str:
    """One line of trimmed text in composed form; control characters become spaces, much too long ones are
    cut."""
    spaced = "".join(
        " " if unicodedata.category(sign).startswith("C") and sign != "\u200d" else sign for sign in cell
    )
    return " ".join(unicodedata.normalize("NFC", spaced).split())[:LONGEST_CELL]


def guarded(cell: str) -> str:
    """Text for a spreadsheet: what it would take for a formula gets an apostrophe in front."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def written(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A CSV file that opens well in every spreadsheet: UTF-8 with its mark, semicolons kept out of cells by
    quotes."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([guarded(heading) for heading in headings])
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")
