"""Values as they stand in a change."""

from agent.embedded.fields.values import plain
from agent.embedded.language.lexicon import Mark


def written(mark: Mark) -> list[str]:
    """Return a choice, a date or an amount that was said, as a change would hold it, in lower case; else nothing."""
    if mark.kind == "date":
        return [mark.value.written().casefold()] if mark.value.day and not mark.value.invalid else []
    if mark.kind == "choice":
        return [str(value).casefold() for _, _, value in mark.value]
    return [str(plain(mark.value.value))] if mark.kind == "amount" else []
