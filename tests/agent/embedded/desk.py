"""A small CRM over dictionaries, with the tools that the engine is given: what it writes can be looked at."""

from __future__ import annotations

import copy
import difflib
import itertools
import re
from datetime import date, datetime, timedelta
from typing import Any

NOW = datetime(2026, 3, 18, 9, 30)
STAGES = ["lead", "qualified", "proposal", "negotiation", "won", "lost"]
TYPES = ["call", "email", "meeting", "note", "task"]
Row = dict[str, Any]

FIELDS: dict[str, dict[str, dict[str, Any]]] = {
    "Company": {
        "name": {"type": "string", "description": "Name people call it by."},
        "website": {"type": "string", "description": "Address of its web site."},
        "industry": {"type": "string", "description": "What it does."},
        "address": {"type": "string", "description": "Postal address."},
        "notes": {"type": "string", "description": "Free text about it.", "maxLength": 100000},
    },
    "Contact": {
        "name": {"type": "string", "description": "Full name."},
        "email": {"type": "string", "description": "E-mail address."},
        "phone": {"type": "string", "description": "Telephone number."},
        "company": {"type": "string", "description": "Name or id of a company"},
        "notes": {"type": "string", "description": "Free text about the person.", "maxLength": 100000},
    },
    "Deal": {
        "title": {"type": "string", "description": "Name of the sale."},
        "amount": {"type": "number", "description": "Expected value, in the workspace's currency."},
        "stage": {"type": "string", "enum": STAGES, "description": "Where the sale stands."},
        "contact": {"type": "string", "description": "Name or id of a contact"},
        "company": {"type": "string", "description": "Name or id of a company"},
        "expected_close_date": {"type": "string", "description": "Day the decision is expected."},
        "notes": {"type": "string", "description": "Free text about the sale.", "maxLength": 100000},
        "assigned_to": {"type": "string", "description": "Name or id of a user"},
    },
    "Activity": {
        "type": {"type": "string", "enum": TYPES, "description": "Kind of activity."},
        "subject": {"type": "string", "description": "What it is about."},
        "description": {"type": "string", "description": "Free text.", "maxLength": 100000},
        "due_date": {"type": "string", "description": "When it should be done."},
        "completed_at": {"type": "string", "description": "When it was done."},
        "related_to": {"type": "string", "description": "Name or id of a contact or deal"},
    },
    "Project": {
        "name": {"type": "string", "description": "What it is called."},
        "status": {"type": "string", "enum": ["planned", "running", "finished"], "description": "How far it is."},
        "budget": {"type": "number", "description": "Money for it."},
        "kickoff_date": {"type": "string", "description": "Day it starts."},
        "company": {"type": "string", "description": "Name or id of a company"},
    },
}
STAMPED = {cls: ["created_by"] for cls in ("Company", "Contact", "Activity")}
LONG = ("notes", "description")
PLURALS = {
    "Company": "companies",
    "Contact": "contacts",
    "Deal": "deals",
    "Activity": "activities",
    "Project": "projects",
}
TITLES = {
    "Company": "name",
    "Contact": "name",
    "Deal": "title",
    "Activity": "subject",
    "_User": "name",
    "Project": "name",
}
POINTERS = {"company": ["Company"], "contact": ["Contact"], "assigned_to": ["_User"], "related_to": ["Contact", "Deal"],
            "created_by": ["_User"]}  # fmt: skip


class DeskError(Exception):
    """What a tool refuses, with its code."""

    def __init__(self, code: str, message: str, candidates: list[Row] | None = None) -> None:
        super().__init__(message)
        self.code, self.candidates = code, candidates or []


def described(name: str, description: str, properties: Row, required: list[str] | None = None) -> Row:
    """Return a tool in the form that `bind_tools` takes."""
    parameters = {"type": "object", "properties": properties, "required": required or []}
    return {"type": "function", "function": {"name": name, "description": description, "parameters": parameters}}


def tool_list(classes: list[str]) -> list[Row]:
    """Return the descriptions of all tools."""
    found = []
    for cls in classes:
        word, plural = cls.lower(), PLURALS[cls]
        required = [] if cls == "Activity" else [TITLES[cls]]
        found += [
            described(
                f"find_{plural}",
                f"Find {cls} records.",
                {
                    "where": {
                        "type": "array",
                        "description": f"All must hold. Fields: {', '.join([*FIELDS[cls], *STAMPED.get(cls, [])])}; or over a pointer",
                    }
                },
            ),
            described(f"create_{word}", f"Add a {cls}.", FIELDS[cls], required),
            described(
                f"update_{plural}",
                f"Change {cls} records.",
                {
                    "targets": {"type": "array"},
                    "set": {"type": "object"},
                    "clear": {"type": "array"},
                    "append": {"type": "object", "properties": {key: {} for key in FIELDS[cls] if key in LONG}},
                },
            ),
            described(f"delete_{plural}", f"Delete {cls} records.", {"targets": {"type": "array"}}),
        ]
    for name in (
        "find_users",
        "totals",
        "pipeline",
        "get_record",
        "timeline",
        "history",
        "undo",
        "share",
        "find_names",
        "who_am_i",
    ):
        found.append(described(name, f"{name} of the CRM.", {}))
    return found


class Desk:
    """The CRM. `rows` are all records by class and id; `shares` what was shared; `runs` what can be undone."""

    def __init__(self, seed: dict[str, list[Row]], user: str, now: datetime = NOW) -> None:
        self.rows = {
            cls: {row["id"]: {"class": cls, **row} for row in rows} for cls, rows in copy.deepcopy(seed).items()
        }
        self.user, self.now = user, now
        self.shares: list[Row] = []
        self.runs: list[dict[str, dict[str, Row]]] = []
        self._ids = (f"new{number}" for number in itertools.count(1))
        self._before: dict[str, dict[str, Row]] | None = None
        self.log: list[tuple[str, Row]] = []
        self.changes: list[Row] = []

    def tools(self) -> list[Row]:
        return tool_list([cls for cls in self.rows if cls in FIELDS])

    def begin(self) -> None:
        """Start a run."""
        self._before = copy.deepcopy(self.rows)

    def finish(self) -> None:
        """End a run: if it changed something, it can be undone."""
        if self._before is not None and self._before != self.rows:
            self.runs.append(self._before)
        self._before = None

    def call(self, name: str, arguments: Row) -> Row:
        """Run a tool; an error becomes its JSON form."""
        self.log.append((name, copy.deepcopy(arguments)))
        try:
            return self._call(name, arguments)
        except DeskError as error:
            found: Row = {"error": error.code, "message": str(error)}
            return found | ({"candidates": error.candidates} if error.candidates else {})

    def _call(self, name: str, arguments: Row) -> Row:
        verb, _, rest = name.partition("_")
        cls = next((cls for cls, plural in {**PLURALS, "_User": "users"}.items() if rest in (plural, cls.lower())), "")
        if cls and verb in ("find", "create", "update", "delete"):
            found: Row = getattr(self, f"_{verb}")(cls, **arguments)
            return found
        if not hasattr(self, f"tool_{name}"):
            raise DeskError("unknown_tool", f"There is no tool {name}")
        found = getattr(self, f"tool_{name}")(
            **{
                ("with_" if key == "with" else "cls" if key == "class" else key): value
                for key, value in arguments.items()
            }
        )
        return found

    # records

    def shown(self, row: Row, long: bool = False) -> Row:
        made = {}
        for key, value in row.items():
            if key in ("notes", "description") and not long:
                continue
            if key in POINTERS and value:
                target = self.find_row(value)
                if target:
                    made[key] = {"class": target["class"].strip("_"), "id": value, "name": self.title(target)}
            elif value not in (None, ""):
                made[key] = value
        return made

    def said(self, key: str, value: Any) -> Any:
        target = self.find_row(value) if key in POINTERS and value else None
        return self.title(target) if target else value

    def title(self, row: Row) -> str:
        return str(row.get(TITLES[row["class"]]) or "")

    def find_row(self, object_id: str) -> Row | None:
        return next((rows[object_id] for rows in self.rows.values() if object_id in rows), None)

    def resolve(self, classes: list[str], said: str) -> str:
        if said == "me" and "_User" in classes:
            return self.user
        for cls in classes:
            if said in self.rows[cls]:
                return said
        low = said.casefold()
        named = [row for cls in classes for row in self.rows[cls].values() if low == self.title(row).casefold()]
        named = named or [
            row for cls in classes for row in self.rows[cls].values() if low in self.title(row).casefold()
        ]
        if len(named) == 1:
            return str(named[0]["id"])
        if not named:
            raise DeskError("not_found", f"There is no {' or '.join(classes)} called {said}")
        raise DeskError(
            "ambiguous",
            f"Several records fit {said}",
            [{"class": row["class"], "id": row["id"], "name": self.title(row)} for row in named],
        )

    def _values(self, cls: str, said: Row) -> Row:
        made: Row = {}
        for key, value in said.items():
            if key not in FIELDS[cls]:
                raise DeskError("invalid_values", f"{cls} has no field {key}")
            spec = FIELDS[cls][key]
            if key in POINTERS and value is not None:
                value = self.resolve(POINTERS[key], value)
            elif value is not None and "enum" in spec and value not in spec["enum"]:
                raise DeskError("invalid_values", f"{key} is one of {', '.join(spec['enum'])}")
            elif value is not None and spec["type"] == "number" and not isinstance(value, (int, float)):
                raise DeskError("invalid_values", f"{key} must be a number")
            elif value is not None and (key.endswith("_date") or key.endswith("_at")):
                datetime.fromisoformat(value)
            made[key] = value
        return made

    def _find(self, cls: str, where: list[Row] | None = None, order: list[str] | None = None, limit: int = 20, offset: int = 0,
              long: bool = False, quiet_since: str | None = None, no_next_step: bool = False) -> Row:  # fmt: skip
        rows = [row for row in self.rows[cls].values() if all(self._fits(row, one) for one in where or [])]
        if quiet_since:
            rows = [
                row
                for row in rows
                if not any(
                    one.get("related_to") == row["id"] and str(one.get("completed_at") or "") >= quiet_since
                    for one in self.rows["Activity"].values()
                )
            ]
        if no_next_step:
            rows = [
                row
                for row in rows
                if not any(
                    one.get("related_to") == row["id"] and one.get("due_date") and not one.get("completed_at")
                    for one in self.rows["Activity"].values()
                )
            ]
        for key in reversed(order or []):
            name = key.lstrip("-")
            rows.sort(
                key=lambda row: (
                    row.get(name) is not None,
                    row.get(name) or 0 if name == "amount" else str(row.get(name) or ""),
                ),
                reverse=key.startswith("-"),
            )
        page = rows[offset : offset + limit]
        return {"records": [self.shown(row, long) for row in page], "shown": len(page), "total": len(rows)}

    def _fits(self, row: Row, condition: Row) -> bool:
        name, op, wanted = condition["field"], condition["op"], condition.get("value")
        here: Any = row
        for part in name.split("."):
            if isinstance(here, str):
                here = self.find_row(here) or {}
            if not here or part == "id":
                here = here and row["id"]
                break
            if (
                row["class"] in FIELDS
                and part not in FIELDS[here.get("class", row["class"])]
                and part not in ("created_by", "created_at", "updated_at")
            ):
                raise DeskError("invalid_values", f"There is no field {part}")
            here = here.get(part) if here else None
        last = name.rsplit(".", 1)[-1]
        if last in POINTERS:
            wanted = (
                [self.resolve(POINTERS[last], one) for one in wanted]
                if isinstance(wanted, list)
                else (self.resolve(POINTERS[last], wanted) if wanted else None)
            )
        return compared(here, op, wanted)

    def _create(self, cls: str, **said: Any) -> Row:
        values = self._values(cls, said)
        if cls != "Activity" and not values.get(TITLES[cls]):
            raise DeskError("invalid_values", f"A {cls} needs a {TITLES[cls]}")
        row = {"class": cls, "id": next(self._ids), **({"stage": "lead"} if cls == "Deal" else {}), **values}
        if cls in ("Activity", "Contact", "Company"):
            row["created_by"] = self.user
        self.rows[cls][row["id"]] = row
        self._note(row, "created", {})
        return {**self.shown(row), "created": True}

    def _note(self, row: Row, what: str, fields: Row) -> None:
        self.changes.insert(
            0,
            {
                "at": self.now.isoformat(),
                "who": self.rows["_User"][self.user]["name"],
                "door": "test",
                "run": "r",
                "class": row["class"],
                "id": row["id"],
                "name": self.title(row),
                "what": what,
                "fields": fields,
            },
        )

    def _update(
        self,
        cls: str,
        targets: list[str],
        set: Row | None = None,
        clear: list[str] | None = None,
        append: Row | None = None,
    ) -> Row:
        ids = [self.resolve([cls], target) for target in targets]
        values = self._values(cls, {**(set or {}), **dict.fromkeys(clear or [])})
        found = []
        for object_id in ids:
            row = self.rows[cls][object_id]
            new = {**values, **{key: f"{row.get(key) or ''}\n{text}".strip() for key, text in (append or {}).items()}}
            changed = {
                key: {"changed": True}
                if key in LONG
                else {"from": self.said(key, row.get(key)), "to": self.said(key, value)}
                for key, value in new.items()
                if row.get(key) != value
            }
            row.update(new)
            self._note(row, "updated", changed)
            found.append({**self.shown(row), "changed": changed})
        return {"updated": found}

    def _delete(self, cls: str, targets: list[str]) -> Row:
        ids = [self.resolve([cls], target) for target in targets]
        gone = [self.rows[cls].pop(object_id) for object_id in ids]
        along = [one for one in self.rows["Activity"].values() if one.get("related_to") in ids]
        for one in along:
            self.rows["Activity"].pop(one["id"])
        return {"deleted": [self.shown(row) for row in gone], "along": [self.shown(row) for row in along]}

    # beside them

    def tool_totals(
        self, cls: str, where: list[Row] | None = None, of: str | None = None, by: str | None = None
    ) -> Row:
        rows = [row for row in self.rows[cls].values() if all(self._fits(row, one) for one in where or [])]
        groups: dict[Any, list[Row]] = {}
        for row in rows:
            groups.setdefault(row.get(by) if by else None, []).append(row)
        return {
            "groups": [{"value": self.said(by or "", value), **numbers(found, of)} for value, found in groups.items()],
            **numbers(rows, of),
        }

    def tool_pipeline(self, where: list[Row] | None = None) -> Row:
        rows = [row for row in self.rows["Deal"].values() if all(self._fits(row, one) for one in where or [])]
        live = [row for row in rows if row.get("stage") not in ("won", "lost")]
        stages = [
            {
                "stage": stage,
                "open": stage not in ("won", "lost"),
                **numbers([row for row in rows if row.get("stage") == stage], "amount"),
            }
            for stage in STAGES
        ]
        return {"stages": stages, "open": {"count": len(live), "sum": sum(row.get("amount") or 0 for row in live)}}

    def tool_get_record(self, cls: str, target: str) -> Row:
        return self.shown(self.rows[cls][self.resolve([cls], target)], True)

    def tool_timeline(self, cls: str, target: str, limit: int = 20, long: bool = False) -> Row:
        object_id = self.resolve([cls], target)
        ids = {object_id}
        if cls in ("Company", "Contact"):
            ids |= {
                row["id"]
                for other in ("Contact", "Deal")
                for row in self.rows[other].values()
                if object_id in (row.get("company"), row.get("contact"))
            }
        rows = [self.shown(row, long) for row in self.rows["Activity"].values() if row.get("related_to") in ids]
        past = sorted(
            (row for row in rows if row.get("completed_at")), key=lambda row: row["completed_at"], reverse=True
        )
        return {
            "record": self.shown(self.rows[cls][object_id]),
            "past": past[:limit],
            "planned": [row for row in rows if not row.get("completed_at")],
        }

    def tool_history(
        self,
        cls: str | None = None,
        target: str | None = None,
        run: str | None = None,
        user: str | None = None,
        limit: int = 20,
    ) -> Row:
        return {
            "changes": [
                one for one in self.changes if (not target or one["id"] == self.resolve([cls or one["class"]], target))
            ][:limit]
        }

    def tool_undo(self, run: str | None = None, preview: bool = False) -> Row:
        if not self.runs:
            raise DeskError("nothing_to_undo", "There is nothing to undo")
        before = self.runs.pop()
        changed = [row for cls, rows in self.rows.items() for key, row in rows.items() if before[cls].get(key) != row]
        changed += [row for cls, rows in before.items() for key, row in rows.items() if key not in self.rows[cls]]
        self.rows = before
        self._before = copy.deepcopy(before)
        return {"undone": [self.shown(row) for row in changed], "run": "r"}

    def tool_share(self, cls: str, target: str, with_: list[str], level: str) -> Row:
        made = {
            "class": cls,
            "id": self.resolve([cls], target),
            "with": [one if one == "everyone" else self.resolve(["_User"], one) for one in with_],
            "level": level,
        }
        self.shares.append(made)
        return made

    def tool_who_am_i(self) -> Row:
        return {
            "user": {
                "id": self.user,
                "name": self.rows["_User"][self.user]["name"],
                "email": "tom@parley.example",
                "roles": ["rep"],
            },
            "now": self.now.isoformat(),
            "time_zone": "UTC",
            "locale": "en",
            "currency": None,
        }

    def tool_find_names(self, text: str) -> Row:
        return {"names": find_names(text, [row for rows in self.rows.values() for row in rows.values()], self)}


def numbers(rows: list[Row], of: str | None) -> Row:
    values = [row[of] for row in rows if of and row.get(of) is not None]
    found: Row = {"count": len(rows)}
    if values:
        found |= {"sum": sum(values), "average": sum(values) / len(values), "min": min(values), "max": max(values)}
    return found


def compared(here: Any, op: str, wanted: Any) -> bool:
    """Whether a value fits a condition."""
    if op == "empty":
        return here in (None, "")
    if op == "filled":
        return here not in (None, "")
    if op == "is_not":
        return bool(here != wanted)
    if op == "one_of":
        return here in wanted
    if here is None:
        return False
    if op == "contains":
        return str(wanted).casefold() in str(here).casefold()
    if isinstance(here, str) and isinstance(wanted, str):
        here, wanted = here.casefold(), wanted.casefold()
        if re.fullmatch(r"\d{4}-\d\d-\d\d", wanted):
            here = here[:10]
    return {  # type: ignore[no-any-return]
        "is": here == wanted,
        "at_least": here >= wanted,
        "at_most": here <= wanted,
        "over": here > wanted,
        "under": here < wanted,
    }[op]


def find_names(text: str, rows: list[Row], desk: Desk) -> list[Row]:
    """Link runs of words to titles that have them: one wrong letter, or the beginning of a word, is near enough.

    The score is the part of the title that was said.
    """
    said = [(match.group().casefold(), match.start(), match.end()) for match in re.finditer(r"[^\W_]+", text)]
    spans: dict[tuple[int, int], list[Row]] = {}
    for row in rows:
        title = list(dict.fromkeys(part.casefold() for part in re.findall(r"[^\W_]+", desk.title(row))))
        fits = [max((alike(word, part) for part in title), default=0.0) for word, _, _ in said]
        for first, last in runs(fits):
            score = round(sum(fits[first:last]) / max(len(title), last - first), 3)
            found = {"class": row["class"].strip("_"), "id": row["id"], "name": desk.title(row), "score": score}
            spans.setdefault((said[first][1], said[last - 1][2]), []).append(found)
    return [
        {
            "start": start,
            "end": end,
            "text": text[start:end],
            "records": sorted(found, key=lambda one: -one["score"])[:8],
        }
        for (start, end), found in sorted(spans.items(), key=lambda item: item[0][0] - item[0][1])
    ]


def runs(fits: list[float]) -> list[tuple[int, int]]:
    """Return where unbroken runs of fitting words begin and end."""
    edges = [at for at in range(len(fits) + 1) if bool(at < len(fits) and fits[at]) != bool(at and fits[at - 1])]
    return list(zip(edges[::2], edges[1::2], strict=True))


def alike(one: str, other: str) -> float:
    """Return how like two words are; 0 for words that are not nearly the same."""
    if one == other:
        return 1.0
    if len(one) < 4:
        return 0.0
    if other.startswith(one):
        return len(one) / len(other)
    ratio = difflib.SequenceMatcher(None, one, other).ratio()
    return ratio if len(other) >= 4 and abs(len(one) - len(other)) <= 1 and ratio >= 0.84 else 0.0


def days(number: int) -> str:
    """Return a day relative to the desk's."""
    return str(date(2026, 3, 18) + timedelta(days=number))
