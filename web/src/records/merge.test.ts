import { describe, expect, it } from "vitest";
import type { Values } from "../data/rows";
import { cls, field, format, row as sample } from "../data/samples";
import { changed, read } from "./draft";
import { begin, meet, settle } from "./merge";

const deals = cls("Deal", {
  titleField: "title",
  fields: [
    field("title", "String", { required: true, maxLength: 10 }),
    field("amount", "Number"),
    field("closes", "Date"),
    field("company", "Pointer", { targets: ["Company"] }),
  ],
});
const row = (values: Values, minute = 0) => sample("Deal", "a", values, new Date(minute * 60_000));
const typed = (edit: ReturnType<typeof begin>, name: string, entry: string) => ({
  ...edit,
  draft: { ...edit.draft, [name]: entry },
});

describe("an edit that others' changes meet", () => {
  const was = row({ title: "One", amount: 5 });

  it("takes over what only they changed, and writes only what was typed", () => {
    const met = meet(
      format,
      deals,
      typed(begin(format, deals, was), "title", "Mine"),
      row({ title: "One", amount: 7 }, 1),
    );

    expect(met.conflicts).toEqual([]);
    expect(met.merged).toEqual(["amount"]);
    expect(changed(read(format, deals, met.draft).values, met.base.values)).toEqual({ title: "Mine" });
  });

  it("is a conflict where both changed the same, and keeps both until it is settled", () => {
    const met = meet(
      format,
      deals,
      typed(begin(format, deals, was), "title", "Mine"),
      row({ title: "Theirs" }, 1),
    );

    expect(met.conflicts).toEqual(["title"]);
    expect(met.draft["title"]).toBe("Mine");
    expect(met.theirs.values["title"]).toBe("Theirs");
    expect(settle(format, deals, met, "title", true).draft["title"]).toBe("Theirs");
    const kept = settle(format, deals, met, "title", false);
    expect(kept.conflicts).toEqual([]);
    expect(changed(read(format, deals, kept.draft).values, kept.base.values)).toMatchObject({
      title: "Mine",
    });
  });

  it("is none where both wrote the same", () => {
    const met = meet(
      format,
      deals,
      typed(begin(format, deals, was), "title", "Same"),
      row({ title: "Same" }, 1),
    );

    expect(met.conflicts).toEqual([]);
  });

  it("stays one when they change it once more", () => {
    const first = meet(
      format,
      deals,
      typed(begin(format, deals, was), "title", "Mine"),
      row({ title: "Theirs" }, 1),
    );
    const second = meet(format, deals, first, row({ title: "Again" }, 2));

    expect(second.conflicts).toEqual(["title"]);
    expect(second.theirs.values["title"]).toBe("Again");
  });
});

describe("what was typed", () => {
  const values = (draft: Record<string, string>) => read(format, deals, { title: "T", ...draft });

  it("is a number as the locale writes it", () => {
    expect(values({ amount: "1,234.5" }).values["amount"]).toBe(1234.5);
    expect(values({ amount: "a lot" }).wrong["amount"]).toBeDefined();
  });

  it("is a day that begins at midnight in the user's zone, also when clocks change", () => {
    expect(values({ closes: "2026-03-29T" }).values["closes"]).toEqual(new Date("2026-03-28T23:00:00Z"));
    expect(values({ closes: "2026-03-30T" }).values["closes"]).toEqual(new Date("2026-03-29T22:00:00Z"));
    expect(values({ closes: "2026-03-30T09:30" }).values["closes"]).toEqual(new Date("2026-03-30T07:30:00Z"));
    expect(values({ closes: "T09:30" }).wrong["closes"]).toBeDefined();
  });

  it("must be there where it is required, and not too long", () => {
    expect(read(format, deals, { title: "  " }).wrong["title"]).toBeDefined();
    expect(read(format, deals, { title: "x".repeat(11) }).wrong["title"]).toBeDefined();
  });

  it("comes back from a form as it was", () => {
    const was = {
      title: "T",
      amount: 1234.5,
      closes: new Date("2026-03-30T07:30:00Z"),
      company: { cls: "Company", id: "c" },
    };
    const edit = begin(format, deals, row(was));

    expect(changed(read(format, deals, edit.draft).values, was)).toEqual({});
  });
});
