import { describe, expect, it } from "vitest";
import type { Class, Field } from "../data/schema";
import { Format } from "../format/format";
import { filtersOf, ranged, range, sortOf, whereOf } from "./address";

const format = new Format({ tag: "en", timeZone: "Europe/Berlin", currency: null });
const field = (name: string, kind: string, more: object = {}) =>
  ({ name, kind, values: [], targets: [], long: false, secret: false, ...more }) as unknown as Field;
const cls = {
  name: "Deal",
  titleField: "title",
  owners: ["assignedTo"],
  fields: [
    field("title", "String"),
    field("stage", "String", { values: ["lead", "won"] }),
    field("amount", "Number"),
    field("closes", "Date"),
    field("company", "Pointer", { targets: ["Company"] }),
    field("about", "Pointer", { targets: ["Contact", "Deal"] }),
    field("sort", "String"),
    field("notes", "String", { long: true }),
  ],
} as unknown as Class;
const where = (said: string) => whereOf(cls, new URLSearchParams(said), "me", format);
const pointer = (className: string, objectId: string) => ({ __type: "Pointer", className, objectId });

describe("the address of a list", () => {
  it("is a condition", () => {
    expect(where("")).toEqual({});
    expect(where("stage=lead,won")).toEqual({ stage: { $in: ["lead", "won"] } });
    expect(where("amount=1000..")).toEqual({ amount: { $gte: 1000 } });
    expect(where("amount=..5")).toEqual({ amount: { $lte: 5 } });
    expect(where("company=abc")).toEqual({ company: pointer("Company", "abc") });
    expect(where("about=Deal:abc")).toEqual({ about: pointer("Deal", "abc") });
    expect(where("mine=1")).toEqual({ assignedTo: pointer("_User", "me") });
    expect(where("q=a.b&stage=won")).toEqual({
      $and: [{ stage: { $in: ["won"] } }, { title: { $regex: "a\\.b", $options: "i" } }],
    });
  });

  it("takes whole days of the user's zone", () => {
    const iso = (said: string) => ({ __type: "Date", iso: said });
    expect(where("closes=2026-03-29..2026-03-29")).toEqual({
      closes: { $gte: iso("2026-03-28T23:00:00.000Z"), $lt: iso("2026-03-29T22:00:00.000Z") },
    });
  });

  it("leaves out what makes no sense", () => {
    expect(where("amount=many..&closes=soon..&nothing=1&notes=x")).toEqual({});
    expect(sortOf(cls, new URLSearchParams("sort=nothing"))).toEqual({ by: "updatedAt", descending: true });
  });

  it("keeps its own words apart from fields of the same name", () => {
    const address = new URLSearchParams("sort=-amount&.sort=first");
    expect(sortOf(cls, address)).toEqual({ by: "amount", descending: true });
    expect(filtersOf(cls, address).map((one) => one.said)).toEqual(["first"]);
  });

  it("writes ranges as it reads them", () => {
    expect(range(ranged("1", ""))).toEqual(["1", ""]);
    expect(ranged("", "")).toBe("");
  });
});
