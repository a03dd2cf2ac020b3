"""Reads files of cases: one JSON object a line."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from pydantic import ValidationError

from api.evaluation.cases import Case
from store.errors import InvalidFile

MOST_TOLD = 20
"""Reasons told one by one."""


def read_cases(files: Sequence[Path]) -> list[Case]:
    """Return the cases of all files, in their order.

    Raises:
        InvalidFile: Something in them is wrong; every reason is looked for, and told with file and line.
    """
    problems: list[str] = []
    found: list[Case] = []
    for file in files:
        found += _read(file, problems)
    if not found and not problems:
        problems.append(f"{', '.join(map(str, files))}: there is no case in it.")
    if problems:
        told = problems[:MOST_TOLD]
        more = [f"and {len(problems) - len(told):,} more"] if len(problems) > len(told) else []
        raise InvalidFile("\n".join([*told, *more]), told, len(problems) - len(told))
    return found


def _read(file: Path, problems: list[str]) -> Iterator[Case]:
    try:
        lines = file.read_text(encoding="utf-8-sig").split("\n")
    except OSError as error:
        problems.append(f"{file} cannot be read: {error.strerror}.")
        return
    except UnicodeDecodeError:
        problems.append(f"{file} is not UTF-8 text.")
        return
    seen: dict[str, int] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            case = _case(line, file, number)
            if case.id in seen:
                raise ValueError(f"line {seen[case.id]} has the id {case.id!r}, too.")
            seen[case.id] = number
            yield case
        except ValueError as error:
            problems.append(f"{file}, line {number}: {error}")


def _case(line: str, file: Path, number: int) -> Case:
    try:
        said = json.loads(line)
    except json.JSONDecodeError as error:
        raise ValueError(f"no valid JSON: {error.msg[:1].lower()}{error.msg[1:]}, column {error.colno}.") from None
    except RecursionError:
        raise ValueError("lists and objects stand too deep in one another.") from None
    if not isinstance(said, dict):
        raise ValueError("a case is an object.")
    try:
        return Case.model_validate(said | {"file": file, "line": number})
    except ValidationError as error:
        raise ValueError(_reason(error)) from None


def _reason(error: ValidationError) -> str:
    """Return the first reason, with where in the case it is."""
    first = error.errors(include_url=False, include_context=False)[0]
    said = first["msg"].removeprefix("Value error, ").rstrip(".")
    where = ".".join(str(part) for part in first["loc"])
    return f"{where}: {said[:1].lower()}{said[1:]}." if where else f"{said}."
