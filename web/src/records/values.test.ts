import { describe, expect, it } from "vitest";
import { pointerNamed } from "../data/names";
import { cls, field, format } from "../data/samples";
import { type Field, Schema } from "../data/schema";
import { isMoney, momentText, told, valueText } from "./values";

const schema = new Schema({ version: "1", preset: "owner", classes: [cls("Company")] });
const text = (of: Field, value: unknown) => valueText(schema, format, of, value);

describe("a value on a page", () => {
  it("is money where its name says so", () => {
    expect(text(field("amount", "Number"), 1234.5)).toBe("€1,234.50");
    expect(text(field("doors", "Number"), 1234.5)).toBe("1,234.5");
    expect(isMoney(field("budget", "String"))).toBe(false);
  });

  it("is a day where it begins at midnight, else a moment", () => {
    expect(momentText(format, new Date("2026-03-17T23:00:00Z"))).toBe("18 Mar 2026");
    expect(momentText(format, new Date("2026-03-18T08:30:00Z"))).toBe("18 Mar 2026, 09:30");
  });

  it("is a word, a name, or nothing", () => {
    expect(text(field("stage", "String", { values: ["won"] }), "won")).toBe("Won");
    expect(text(field("note", "String"), "won")).toBe("won");
    expect([text(field("a", "Boolean"), true), text(field("a", "Boolean"), false)]).toEqual(["Yes", "No"]);
    expect(text(field("a", "Pointer"), pointerNamed(schema, "Company", "c", "Acme"))).toBe("Acme");
    expect(text(field("a", "Pointer"), { cls: "Company", id: "c" })).toBe("company"); // its name is not to be seen
    expect([text(field("a", "String"), ""), text(field("a", "String"), null)]).toEqual(["", ""]);
  });

  it("is all of a list or an object on one line", () => {
    expect(text(field("a", "Array"), ["north", 7, "7", { a: 1 }])).toBe('north, 7, "7", {"a":1}');
    expect(text(field("a", "Object"), { days: 30, net: true, place: "Kiel" })).toBe(
      "days: 30, net: true, place: Kiel",
    );
  });
});

describe("a change as the server tells it", () => {
  it("has dates and records as a record has them", () => {
    expect(told(schema, field("at", "Date"), "2026-03-18T08:30:00Z")).toEqual(
      new Date("2026-03-18T08:30:00Z"),
    );
    const pointer = field("of", "Pointer", { targets: ["Company"] });
    expect(told(schema, pointer, { id: "c" })).toEqual({ cls: "Company", id: "c" });
    expect(told(schema, pointer, { id: "c", name: "Acme" })).toBe("Acme");
    expect(told(schema, pointer, null)).toBeNull();
  });
});
