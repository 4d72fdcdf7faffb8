"""The table at the end: what, its budget, what was reached. Nothing fails by it."""

from dataclasses import dataclass, field

OK, MISSED, SHOWN = "ok", "missed", ""


@dataclass
class Line:
    what: str
    budget: str
    reached: str
    verdict: str


@dataclass
class Table:
    lines: list[Line] = field(default_factory=list)

    def add(self, what: str, budget: str, reached: str, within: bool | None = None) -> None:
        """One line; `within` is None where there is no budget."""
        self.lines.append(Line(what, budget, reached, SHOWN if within is None else OK if within else MISSED))
        print(f"\n{what} | {budget} | {reached} | {self.lines[-1].verdict}", flush=True)

    def text(self) -> list[str]:
        """The lines in columns, as docs/benchmarks.md has them."""
        rows = [
            ("what", "budget", "reached", ""),
            *((each.what, each.budget, each.reached, each.verdict) for each in self.lines),
        ]
        widths = [max(len(row[column]) for row in rows) for column in range(4)]
        return [
            "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
            for row in rows
        ]


TABLE = Table()
