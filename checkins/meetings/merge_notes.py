"""Two texts that began as one. Pure."""


def both_texts(theirs: str, mine: str) -> str:
    """What two people made of one text: what both have once, and between it theirs before mine.

    Both began with the same text, so what they share at its two ends is what was there: whole words before,
    whole lines behind.
    """
    if theirs.startswith(mine) or mine.startswith(theirs):
        return max(theirs, mine, key=len)
    head = shared(theirs, mine)
    if head < max(len(theirs), len(mine)):
        head = max(theirs.rfind(" ", 0, head), theirs.rfind("\n", 0, head)) + 1
    behind = shared(theirs[head:][::-1], mine[head:][::-1])
    ends = theirs[len(theirs) - behind :]
    cut = ends.find("\n") if "\n" in ends else len(ends)
    tail = ends[cut:]
    middles = [text[head : len(text) - len(tail)] for text in (theirs, mine)]
    apart = "\n" if all(middles) and not middles[0][-1].isspace() else ""
    return theirs[:head] + apart.join(middles) + tail


def shared(one: str, other: str) -> int:
    """How many characters the two begin with alike."""
    return next(
        (place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )
