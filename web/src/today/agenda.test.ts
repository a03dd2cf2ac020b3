import { describe, expect, it } from "vitest";
import { pipelinesOf } from "../board/pipeline";
import type { Values } from "../data/rows";
import { cls, field, format, row as sample } from "../data/samples";
import { Schema } from "../data/schema";
import { agendaOf, type Doing, doingOf, endOf, ofUser, withoutNext } from "./agenda";

const schema = new Schema({
  version: "1",
  preset: "owner",
  classes: [
    cls("_User", { managed: true }),
    cls("Sale", {
      stageField: "step",
      owners: ["seller"],
      fields: [field("name"), field("step", "String", { values: ["open", "won"], terminal: ["won"] })],
    }),
    cls("Task", {
      dueField: "due",
      doneField: "done",
      owners: ["maker"],
      fields: [
        field("name"),
        field("due", "Date"),
        field("done", "Date"),
        field("about", "Pointer", { targets: ["Sale"] }),
        field("maker", "Pointer", { targets: ["_User"] }),
      ],
    }),
  ],
});
const [sales] = pipelinesOf(schema);
const doing = doingOf(schema, sales) as Doing;
const NOW = new Date("2026-03-27T22:30:00Z"); // half past eleven at night, there
const row = (of: string, id: string, values: Values = {}) => sample(of, id, values, NOW);
const due = (id: string, iso: string) => row("Task", id, { due: new Date(iso) });

describe("things to do", () => {
  it("are found in the schema, whatever their class is called", () => {
    expect(doing.cls.name).toBe("Task");
    expect(doing.about?.name).toBe("about");
  });

  it("are parted by the days of the user's zone", () => {
    const rows = [
      due("yesterday", "2026-03-26T22:59:00Z"),
      due("morning", "2026-03-26T23:00:00Z"),
      due("evening", "2026-03-27T22:59:00Z"),
      due("tomorrow", "2026-03-27T23:00:00Z"),
    ];
    const { overdue, today, next } = agendaOf(doing, rows, format, NOW);
    expect(overdue.map(({ id }) => id)).toEqual(["yesterday"]);
    expect(today.map(({ id }) => id)).toEqual(["morning", "evening"]);
    expect(next.map(({ id }) => id)).toEqual(["tomorrow"]);
  });

  it("of the days ahead end with the last of them, also when a clock is put forward", () => {
    expect(endOf(format, 0, NOW).toISOString()).toBe("2026-03-27T23:00:00.000Z");
    expect(endOf(format, 2, NOW).toISOString()).toBe("2026-03-29T22:00:00.000Z");
  });

  it("of a user are those that he made, or that are about what is his", () => {
    const me = { __type: "Pointer", className: "_User", objectId: "me" };
    expect(ofUser(doing, sales, "me")).toEqual({
      $or: [{ maker: me }, { about: { $inQuery: { className: "Sale", where: { seller: me } } } }],
    });
    expect(ofUser(doing, sales, null)).toEqual({});
  });
});

describe("records without a next step", () => {
  it("are those that nothing to do is about", () => {
    const toDo = [row("Task", "t", { about: { cls: "Sale", id: "a" } }), row("Task", "u")];
    const left = withoutNext(doing, [row("Sale", "a"), row("Sale", "b")], toDo);
    expect(left.map(({ id }) => id)).toEqual(["b"]);
  });
});
