import { describe, expect, it } from "vitest";
import type { Row, Values } from "../data/rows";
import { cls, field, row as sample } from "../data/samples";
import { Schema } from "../data/schema";
import { type Card, type Cards, daysBetween, lanesOf, moved, renewed } from "./cards";
import { type Pipeline, pipelinesOf } from "./pipeline";

const schema = new Schema({
  version: "1",
  preset: "owner",
  classes: [
    cls("_User", { managed: true, fields: [field("username")] }),
    cls("Company", { fields: [field("name"), field("createdBy", "Pointer", { targets: ["_User"] })] }),
    cls("Contact", { fields: [field("name"), field("company", "Pointer", { targets: ["Company"] })] }),
    cls("Order", {
      titleField: "title",
      stageField: "step",
      owners: ["seller"],
      fields: [
        field("title"),
        field("worth", "Number"),
        field("step", "String", { values: ["new", "sent", "paid", "void"], terminal: ["paid", "void"] }),
        field("contact", "Pointer", { targets: ["Contact"] }),
        field("buyer", "Pointer", { targets: ["Company"] }),
        field("by", "Date"),
        field("seller", "Pointer", { targets: ["_User"] }),
      ],
    }),
  ],
});
const [orders] = pipelinesOf(schema) as [Pipeline];
const AT = new Date("2026-03-01T12:00:00Z");

const row = (id: string, values: Values) => sample("Order", id, values, AT);
const cards = (...rows: Row[]): Cards =>
  new Map(rows.map((one): [string, Card] => [one.id, { row: one, since: AT }]));

describe("a pipeline", () => {
  it("is found in the schema, whatever its class and fields are called", () => {
    expect(pipelinesOf(schema)).toHaveLength(1);
    expect(orders.open).toEqual(["new", "sent"]);
    expect(orders.ends).toEqual(["paid", "void"]);
    expect(orders.amount?.name).toBe("worth");
    expect(orders.closes?.name).toBe("by");
    expect(orders.buyer?.name).toBe("buyer"); // not the contact, who points to a company himself
    expect(orders.owner?.name).toBe("seller");
  });
});

describe("lanes", () => {
  it("stand in the order of the schema, also empty ones, with what their records sum up to", () => {
    const lanes = lanesOf(
      orders,
      cards(
        row("a", { step: "sent", worth: 2 }),
        row("b", { step: "sent", worth: 0.5 }),
        row("c", { step: "sent" }),
      ),
    );
    expect(lanes.map(({ value }) => value)).toEqual(["new", "sent"]);
    expect(lanes.map(({ sum }) => sum)).toEqual([0, 2.5]);
    expect(lanes.map((lane) => lane.cards.length)).toEqual([0, 3]);
  });

  it("of stages that nobody listed come after, and that of none at the end", () => {
    const lanes = lanesOf(orders, cards(row("a", {}), row("b", { step: "odd" }), row("c", { step: "new" })));
    expect(lanes.map(({ value }) => value)).toEqual(["new", "sent", "odd", null]);
  });

  it("begin with what ends soonest, then with what is worth most, and end with what has no day", () => {
    const day = (iso: string) => new Date(iso);
    const lanes = lanesOf(
      orders,
      cards(
        row("none", { step: "new", worth: 9 }),
        row("late", { step: "new", by: day("2026-05-01") }),
        row("small", { step: "new", by: day("2026-04-01"), worth: 1 }),
        row("large", { step: "new", by: day("2026-04-01"), worth: 5 }),
      ),
    );
    expect(lanes[0]?.cards.map((card) => card.row.id)).toEqual(["large", "small", "late", "none"]);
  });
});

describe("a card", () => {
  const before = cards(row("a", { step: "new", worth: 7 }), row("b", { step: "sent" }));
  const card = before.get("a") as Card;

  it("that moves keeps all but its stage, and has been there since then", () => {
    const later = new Date("2026-03-02T00:00:00Z");
    const next = moved(orders, before, card, "sent", later).get("a");
    expect(next?.row.values).toEqual({ step: "sent", worth: 7 });
    expect(next?.since).toBe(later);
    expect(before.get("a")?.row.values["step"]).toBe("new");
  });

  it("that comes to an end leaves the board", () => {
    expect([...moved(orders, before, card, "void", AT).keys()]).toEqual(["b"]);
  });

  it("that was read again is as it is now, and gone if it was not found", () => {
    const found = cards(row("c", { step: "new" }));
    expect([...renewed(before, ["a", "c"], found).keys()]).toEqual(["b", "c"]);
  });

  it("has been in its stage for whole days, and for none when clocks differ", () => {
    expect(daysBetween(AT, new Date("2026-03-03T11:59:59Z"))).toBe(1);
    expect(daysBetween(AT, new Date("2026-03-01T11:59:00Z"))).toBe(0);
  });
});
