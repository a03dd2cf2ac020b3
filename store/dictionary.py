"""The data dictionary: what every class holds and who may see it, as a Markdown page made from the classes."""

from collections.abc import Iterable, Iterator
from inspect import cleandoc
from typing import Any

from store.diagram import wire_type
from store.fields import Spec
from store.schema import Class, Schema

OPENING = """\
# Data dictionary

*Generated from the classes by `parley docs`: change `store/classes.py`, not this page.*

What the records of Parley hold, class by class, and who may see them. The names are those of every door; Python and SQL
write them with underscores, `expected_close_date` for `expectedCloseDate`. The [diagram](er-diagram.md) shows how the
classes point to one another.
"""

IN_EVERY_RECORD = """\
## In every record

| Field | Type | Meaning |
| --- | --- | --- |
| `objectId` | String | Names the record within its class; given by the system, 10 letters and digits. |
| `createdAt` | Date | When it was made; set by the system. |
| `updatedAt` | Date | When it last changed; set by the system. |
| `ACL` | Object | Who may see and change this very record, if somebody said so. |

## Types

| Type | What it is | In JSON |
| --- | --- | --- |
| String | Text. Lists leave *long* text out unless it is asked for. | `"Globex"` |
| Number | Any finite number. | `48000` |
| Boolean | Yes or no. | `true` |
| Date | A moment, kept in UTC. | `{"__type": "Date", "iso": "2026-03-20T15:00:00.000Z"}` |
| → Class | A pointer: names a record of that class. | `{"__type": "Pointer", "className": "Deal", "objectId": "…"}` |

*Searchable* text is what a search by meaning goes by. Text *from outside* may have been written by people outside: a
model is shown it as data, never as an order.

## Who may see what

Only people who are signed in see anything. Every class says below who sees and changes its records; managers and admins
see all of them, and change them unless the class says otherwise. Whoever has the role `readonly` sees what a `rep` in
his place would see, and changes nothing.

A record that was shared has an ACL, which names users, roles (`role:rep`) or everybody (`*`). It replaces what the
class says, but the users in owner fields keep their access. What somebody may not see does not exist for him: no list,
count or sum tells of it.
"""

BOLD = " After those in bold nothing more is expected."
LISTS = {
    True: "The list is closed: nothing else is accepted.",
    False: "The list is open: people are asked about another value, programs may store it.",
}

BOUNDS = {"minimum": "at least", "exclusiveMinimum": "over", "maximum": "at most", "exclusiveMaximum": "under"}
"""What JSON schema says about numbers, in words."""

PRESETS = {
    "owner": "",
    "team": "\nIn this workspace, everybody sees all records without an ACL.\n",
    "open": "\nIn this workspace, everybody sees and changes all records without an ACL.\n",
}


def data_dictionary(schema: Schema) -> str:
    """Return the page."""
    classes = schema.classes.values()
    contents = _table(("Class", "What it is"), ((_link(cls.name), _meaning(cls)) for cls in classes))
    rules = IN_EVERY_RECORD + PRESETS[schema.preset]
    return "\n".join([OPENING, contents, rules, *(_class(schema, cls) for cls in classes)])


def _class(schema: Schema, cls: Class) -> str:
    limits = cls.create.model_json_schema()["properties"]
    rows = (_row(cls, spec, limits[spec.wire]) for spec in cls.fields.values())
    table = _table(("Field", "Type", "Required", "Meaning", "Limits", "Example", "Notes"), rows)
    remarks = "\n\n".join([f"{_meaning(cls)} People call it by its `{cls.title.wire}`.", *_sight(schema, cls)])
    return "\n".join([f"## {cls.name}\n\n{remarks}\n", table, *(f"{line}\n" for line in _values(cls))])


def _meaning(cls: Class) -> str:
    return " ".join(cleandoc(cls.model.__doc__ or "").split())


def _row(cls: Class, spec: Spec, limits: dict[str, Any]) -> list[str]:
    example = next(iter(spec.info.examples or spec.choices), None)
    return [
        f"`{spec.wire}`",
        _type(spec),
        "yes" if spec.filled else "",
        spec.info.description or "",
        "" if spec.targets else ", ".join(_limits(limits)),
        "" if example is None else f"`{example}`",
        ", ".join(_notes(cls, spec)),
    ]


def _type(spec: Spec) -> str:
    if spec.targets:
        return f"→ {' or '.join(map(_link, spec.targets))}"
    return f"{wire_type(spec)}, long" if spec.long else wire_type(spec)


def _limits(schema: dict[str, Any]) -> Iterator[str]:
    """Yield in words what the JSON schema of a field says about its size."""
    known = {key: value for part in [*schema.get("anyOf", []), schema] for key, value in part.items()}
    least, most = known.get("minLength"), known.get("maxLength")
    if most is not None:
        yield f"{least:,} to {most:,} characters" if least else f"up to {most:,} characters"
    elif least:
        yield f"{least:,} characters or more"
    for key, words in BOUNDS.items():
        if key in known:
            yield f"{words} {known[key]:,}"


def _notes(cls: Class, spec: Spec) -> Iterator[str]:
    if not spec.required and spec.info.default is not None:
        yield f"`{spec.info.default}` unless given"
    for note, applies in {
        "no two alike": spec.name in cls.model.unique,
        "written, never shown": spec.secret,
        "owner": spec.name in cls.model.owners,
        "set by the server": spec.name in cls.model.stamped,
        "searchable": spec.name in cls.model.searchable,
        "from outside": spec.outside,
    }.items():
        if applies:
            yield note


def _values(cls: Class) -> Iterator[str]:
    for spec in cls.fields.values():
        if spec.choice:
            values = ", ".join(f"**{value}**" if value in spec.terminal else value for value in spec.choices)
            last = BOLD if spec.terminal else ""
            yield f"`{spec.wire}` is, in this order: {values}.{last} {LISTS[spec.choice.closed]}"
    if cls.model.done_field and cls.model.due_field:
        done, due = cls.fields[cls.model.done_field].wire, cls.fields[cls.model.due_field].wire
        yield f"As long as `{done}` is empty it is open; it is late when `{due}` has passed."


def _sight(schema: Schema, cls: Class) -> Iterator[str]:
    """Yield in words what the gate does with records of the class."""
    model, owners = cls.model, [_owner(cls, name) for name in cls.model.owners]
    if model.public:
        shown = _joined([f"`{cls.fields[name].wire}`" for name in model.public])
        yield f"**Who sees it.** Everybody sees {shown}. The rest is seen by {_joined(owners or ['nobody else'])}."
    if model.managed:
        yield f"**Who changes it.** Admins, and {_joined(owners or ['nobody else'])}. Only admins add and remove one."
        return
    yield f"**Who sees and changes it.** {_joined(['Whoever made it', *owners])}."
    if also := [*_revealed(schema, cls), *_followed(cls)]:
        yield f"**Who sees it, too.** Whoever sees {_joined(also, 'or')}."


def _owner(cls: Class, name: str) -> str:
    return f"the user in `{cls.fields[name].wire}`" if name in cls.fields else "the user himself"


def _revealed(schema: Schema, cls: Class) -> Iterator[str]:
    paths: dict[str, list[str]] = {}
    for giver, path in schema.revealing(cls.name):
        paths.setdefault(giver.name, []).append(f"`{'.'.join(_wires(schema, giver, path))}`")
    for name, several in paths.items():
        yield f"a {_link(name)} that names it in {_joined(several, 'or')}"


def _wires(schema: Schema, cls: Class, path: tuple[str, ...]) -> Iterator[str]:
    for name in path:
        spec = cls.fields[name]
        yield spec.wire
        cls = schema[spec.targets[0]]


def _followed(cls: Class) -> Iterator[str]:
    for name in cls.model.follows:
        spec = cls.fields[name]
        yield f"the {' or '.join(map(_link, spec.targets))} in its `{spec.wire}`"


def _link(name: str) -> str:
    return f"[{name}](#{name.lower()})"


def _joined(parts: list[str], word: str = "and") -> str:
    return f" {word} ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    heads = list(heads)
    lines = [heads, ["---"] * len(heads), *([cell.replace("|", "\\|") for cell in row] for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
