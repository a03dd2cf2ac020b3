import { describe, expect, it } from "vitest";
import { row as sample } from "../samples";
import { over } from "./over";
import { added, answered, found, type Queue, type Queued, settled } from "./queued";

const change = (key: string, more: Partial<Queued> = {}): Queued => ({
  key,
  op: "update",
  cls: "Deal",
  id: "one",
  title: "One",
  version: "2026-03-18T09:30:00.000Z",
  after: null,
  values: {},
  was: {},
  at: new Date(0),
  sent: false,
  run: null,
  state: "waiting",
  fields: [],
  error: "",
  code: "",
  ...more,
});
const at = new Date("2026-03-18T09:30:00.000Z");
const row = (id: string, values = {}) => sample("Deal", id, values, at);

describe("A queue", () => {
  it("makes several changes of a record one, on the version that was the first", () => {
    const first = change("a", { values: { stage: "won", amount: 1 }, was: { stage: "lead", amount: 0 } });
    const second = change("b", { version: "later", values: { stage: "lost" }, was: { stage: "won" } });
    const [only, ...others] = added([first], second);
    expect(others).toEqual([]);
    expect(only).toMatchObject({ key: "a", version: first.version, values: { stage: "lost", amount: 1 } });
    expect(only?.was).toEqual({ stage: "lead", amount: 0 });
  });

  it("lets a change follow one that may have reached the server", () => {
    const [, second] = added([change("a", { sent: true })], change("b"));
    expect(second).toMatchObject({ key: "b", after: "a", version: "" });
  });

  it("lets a change come after the record that it points to", () => {
    const queue = [change("a"), change("b", { op: "create", cls: "Company", id: "new" })];
    const next = added(queue, change("c", { values: { company: { cls: "Company", id: "new" } } }));
    expect(next.map(({ key, after }) => [key, after])).toEqual([
      ["a", null],
      ["b", null],
      ["c", "a"],
    ]);
  });

  it("forgets a record that was made and deleted before anybody saw it", () => {
    expect(added([change("a", { op: "create" })], change("b", { op: "delete" }))).toEqual([]);
  });

  it("keeps what meets the changes of others, and what was refused, until a person decides", () => {
    const queue = ["a", "b", "c", "d", "e"].map((key) => change(key, key === "d" ? { op: "delete" } : {}));
    const left = answered(queue, [
      { key: "a", status: "done" },
      { key: "b", status: "conflict", fields: ["stage"] },
      { key: "c", status: "refused", code: "invalid", error: "No." },
      { key: "d", status: "refused", code: "record_not_found", error: "Gone." },
    ]);
    expect(left.map(({ key, state, fields, error }) => [key, state, fields, error])).toEqual([
      ["b", "conflict", ["stage"], ""],
      ["c", "refused", [], "No."],
      ["e", "waiting", [], ""],
    ]);
  });

  it("insists on nothing but what was kept of a conflict", () => {
    const met = change("a", { values: { stage: "won", amount: 1, title: "T" }, fields: ["stage", "amount"] });
    expect(settled(met, ["amount"], "now", "b")).toMatchObject({
      key: "b",
      version: "now",
      state: "waiting",
      values: { amount: 1, title: "T" },
    });
    expect(settled(change("a", { values: { stage: "won" }, fields: ["stage"] }), [], "now", "b")).toBeNull();
  });

  it("finds a record again that the server has made under another id", () => {
    const made = change("a", { op: "create", cls: "Company", id: "mine", run: "r" });
    const queue = [made, change("b", { values: { company: { cls: "Company", id: "mine" } } })];
    const [first, second] = found(queue, made, "theirs", "now", "c");
    expect(first).toMatchObject({ op: "update", id: "theirs", key: "c", version: "now", run: null });
    expect(second?.values).toEqual({ company: { cls: "Company", id: "theirs" } });
  });
});

describe("What waits", () => {
  const list = ["rows", "Deal", "list", {}];
  const queue: Queue = [
    change("a", { values: { stage: "won", notes: null } }),
    change("b", { id: "two", op: "delete" }),
    change("c", { id: "new", op: "create", values: { title: "New" } }),
  ];

  it("lies over lists, pages, boards and records", () => {
    const rows = [row("one", { stage: "lead", notes: "x" }), row("two"), row("three")];
    const [, , three] = rows;
    const laid = over(queue, list, rows) as typeof rows;
    expect(laid.map(({ id, values }) => [id, values])).toEqual([
      ["new", { title: "New" }],
      ["one", { stage: "won" }],
      ["three", {}],
    ]);
    expect(laid[2]).toBe(three);
    expect(over(queue, ["rows", "Deal", "pages", {}], { pages: [rows] })).toEqual({ pages: [laid] });
    const board = new Map(rows.map((one) => [one.id, { row: one, since: at }]));
    const cards = over(queue, ["board", "Deal", "open", {}], board) as typeof board;
    expect([...cards.keys()]).toEqual(["one", "three", "new"]);
    expect(over(queue, ["rows", "Deal", "one", "new"], undefined)).toMatchObject({ id: "new" });
  });

  it("adds nothing to a list that shows only some", () => {
    expect(over(queue, ["rows", "Deal", "list", { where: { stage: "lead" } }], [])).toEqual([]);
  });

  it("leaves a pointer to what is deleted, without its name", () => {
    const rows = [row("three", { parent: { cls: "Deal", id: "two", row: row("two") } })];
    const [only] = over(queue.slice(1, 2), list, rows) as typeof rows;
    expect(only?.values).toEqual({ parent: { cls: "Deal", id: "two" } });
  });

  it("leaves everything as it is where nothing waits", () => {
    const rows = [row("one")];
    expect(over([change("a", { state: "conflict", values: { stage: "won" } })], list, rows)).toBe(rows);
  });
});
