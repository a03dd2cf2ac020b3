"""The exceptions behind an exception."""


def causes(error: BaseException) -> list[BaseException]:
    """Return the exception and those behind it, the first one first; each once, also where they point in a circle."""
    found: list[BaseException] = []
    behind: BaseException | None = error
    while behind is not None and behind not in found:
        found.append(behind)
        behind = behind.__cause__ or behind.__context__
    return found[::-1]
