import { describe, expect, it } from "vitest";
import { cls, field } from "../data/samples";
import { Format } from "../format/format";
import { endText, filterFields, filtersOf, ranged, range, saidOf, sortOf, whereOf } from "./address";

const format = new Format({ tag: "en", timeZone: "Europe/Berlin", currency: null });
const deals = cls("Deal", {
  titleField: "title",
  stageField: "stage",
  owners: ["assignedTo"],
  fields: [
    field("title", "String"),
    field("stage", "String", { values: ["lead", "won"] }),
    field("amount", "Number"),
    field("closes", "Date"),
    field("company", "Pointer", { targets: ["Company"] }),
    field("about", "Pointer", { targets: ["Contact", "Deal"] }),
    field("urgent", "Boolean"),
    field("tags", "Array"),
    field("sort", "String"),
    field("notes", "String", { long: true }),
  ],
});
const where = (said: string) => whereOf(deals, new URLSearchParams(said), "me", format);
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

  it("also asks for what is not there, for yes and no, and for when something came about", () => {
    expect(where("stage=none")).toEqual({ stage: { $exists: false } });
    expect(where("company=none")).toEqual({ company: { $exists: false } });
    expect([where("urgent=yes"), where("urgent=no"), where("urgent=perhaps")]).toEqual([
      { urgent: true },
      { urgent: false },
      {},
    ]);
    expect(where("stageSince=2026-01-05..")).toEqual({
      stageSince: { $gte: { __type: "Date", iso: "2026-01-04T23:00:00.000Z" } },
    });
    expect(filterFields(deals).map(({ name }) => name)).not.toContain("tags");
  });

  it("takes whole days of the user's zone", () => {
    const iso = (said: string) => ({ __type: "Date", iso: said });
    expect(where("closes=2026-03-29..2026-03-29")).toEqual({
      closes: { $gte: iso("2026-03-28T23:00:00.000Z"), $lt: iso("2026-03-29T22:00:00.000Z") },
    });
  });

  it("leaves out what makes no sense", () => {
    expect(where("amount=many..&closes=soon..&nothing=1&notes=x")).toEqual({});
    expect(sortOf(deals, new URLSearchParams("sort=nothing"))).toEqual({ by: "updatedAt", descending: true });
  });

  it("keeps its own words apart from fields of the same name", () => {
    const address = new URLSearchParams("sort=-amount&.sort=first");
    expect(sortOf(deals, address)).toEqual({ by: "amount", descending: true });
    expect(filtersOf(deals, address).map((one) => one.said)).toEqual(["first"]);
  });

  it("takes numbers as they are typed, and says them as every locale reads them", () => {
    const german = new Format({ tag: "de", timeZone: "UTC", currency: null });
    expect(saidOf(german, "Number", "10.000,5")).toBe("10000.5");
    expect(endText(german, "Number", "10000.5")).toBe("10000,5");
    expect(saidOf(german, "Number", "viel")).toBeNull();
    expect([saidOf(german, "Number", " "), endText(german, "Number", "")]).toEqual(["", ""]);
    expect(saidOf(german, "Date", "2026-03-18")).toBe("2026-03-18");
  });

  it("writes ranges as it reads them", () => {
    expect(range(ranged("1", ""))).toEqual(["1", ""]);
    expect(ranged("", "")).toBe("");
  });
});
