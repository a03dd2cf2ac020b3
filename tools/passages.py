"""Passages as tools return them: the quote, where it stands, and where the record says something else by now."""

from collections.abc import Sequence
from typing import Any

from store.fields import Pointer
from store.index.question import Found
from store.rows import Row
from store.schema import Class
from tools.differing import differing
from tools.moments import shown
from tools.present import names
from tools.tool import Work

Shown = dict[str, Any]


def passages(work: Work, found: Sequence[Found]) -> list[Shown]:
    """Return passages with their sources: quote, record, what it is about, field, date, author, score.

    A passage whose text gives another amount, day or listed value than a record has now, its own or the one that it is
    about, says so in `differs`: the record, the field, what was said, and what it is.
    """
    authors = names(work, [Pointer("_User", hit.author) for hit in found if hit.author])
    abouts = [_about(work.records.schema[hit.cls], hit.row) for hit in found]
    known = _read(work, [pointer for pointer in abouts if pointer])
    return [_passage(work, hit, about, known, authors) for hit, about in zip(found, abouts, strict=True)]


def _passage(
    work: Work, hit: Found, about: Pointer | None, known: dict[Pointer, Row], authors: dict[Pointer, str]
) -> Shown:
    schema, zone = work.records.schema, work.records.principal.time_zone
    cls = schema[hit.cls]
    work.outside = work.outside or cls.fields[hit.field].outside
    concerned = [(cls, hit.row)]
    passage: Shown = {"quote": hit.quote, "record": _record(cls, hit.row)}
    if about and about in known:
        concerned.append((schema[about.cls], known[about]))
        passage["about"] = _record(*concerned[-1])
    passage |= {"field": hit.field, "date": shown(hit.at, zone)}
    if hit.author and (who := authors.get(Pointer("_User", hit.author))):
        passage["author"] = who
    if hit.score:
        passage |= {"score": round(hit.score, 3), "likeness": round(hit.likeness, 3), "words": round(hit.words, 3)}
    differs = [
        {"record": _record(of, row)} | one for of, row in concerned for one in differing(of, row, hit.quote, zone)
    ]
    return passage | ({"differs": differs} if differs else {})


def _about(cls: Class, row: Row) -> Pointer | None:
    """Return whom or what a record concerns."""
    return next((row[name] for name in cls.model.follows if isinstance(row.get(name), Pointer)), None)


def _read(work: Work, pointers: Sequence[Pointer]) -> dict[Pointer, Row]:
    """Return those of some records that may be read."""
    found: dict[Pointer, Row] = {}
    for name in sorted({pointer.cls for pointer in pointers}):
        ids = sorted({pointer.id for pointer in pointers if pointer.cls == name})
        found |= {Pointer(name, key): row for key, row in work.records.get_many(name, ids).items()}
    return found


def _record(cls: Class, row: Row) -> Shown:
    name = str(row[cls.model.title_field] or "")
    return {"class": cls.name.strip("_"), "id": row["object_id"], "name": name}
