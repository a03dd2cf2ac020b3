import { describe, expect, it } from "vitest";
import { cls, field, format } from "../data/samples";
import type { Field } from "../data/schema";
import { changed, defaults, draftOf, type Entry, entryOf, formFields, read, valueOf } from "./draft";

const projects = cls("Project", {
  fields: [
    field("name", "String", { required: true, maxLength: 10 }),
    field("notes", "String", { long: true }),
    field("budget", "Number"),
    field("urgent", "Boolean"),
    field("lead", "Pointer", { targets: ["_User"], required: true }),
    field("skills", "Array"),
    field("terms", "Object"),
    field("stage", "String", { values: ["open", "done"], default: "open" }),
    field("secret", "String", { secret: true }),
    field("since", "Date", { writable: false }),
  ],
});
const of = (name: string) => projects.fields.find((one) => one.name === name) as Field;
const typed = (name: string, entry: Entry) => valueOf(format, of(name), entry);
const lead = { cls: "_User", id: "u" };

describe("a form", () => {
  it("asks for all that may be written and be seen", () => {
    expect(formFields(projects).map(({ name }) => name)).toEqual(
      "name notes budget urgent lead skills terms stage".split(" "),
    );
  });

  it("begins with what the class says", () => {
    expect(draftOf(format, projects, defaults(projects))).toMatchObject({
      stage: "open",
      skills: [],
      urgent: null,
    });
  });

  it("says by field what is wrong, and has the rest as values", () => {
    const { values, wrong } = read(format, projects, {
      name: "x".repeat(11),
      budget: "1,5",
      terms: "{",
      skills: ["a"],
    });
    expect(Object.keys(wrong)).toEqual(["name", "budget", "lead", "terms"]);
    expect(wrong["name"]).toBe("Name has at most 10 characters.");
    expect(wrong["lead"]).toBe("Lead is needed.");
    expect(values).toEqual({ notes: null, urgent: null, skills: ["a"], stage: null });
  });

  it("keeps the lines of long text, and trims what stands on one", () => {
    expect(typed("notes", " a\n b \n")).toEqual({ value: " a\n b \n" });
    expect(typed("name", "  A  ")).toEqual({ value: "A" });
    expect(typed("lead", lead)).toEqual({ value: lead });
    expect([typed("urgent", false), typed("urgent", null)]).toEqual([{ value: false }, { value: null }]);
  });
});

describe("a list", () => {
  it("has a value on each line, of the kind that it had", () => {
    const values = ["plain", " spaced ", "", "12", 12, 1.5, true, null, ["a"], { b: 1 }, '"quoted"'];
    const lines = entryOf(format, of("skills"), values);
    expect(lines).toEqual([
      "plain", '" spaced "', '""', '"12"', "12", "1.5", "true", "null", '["a"]', '{"b":1}', '"\\"quoted\\""',
    ]); // prettier-ignore
    expect(typed("skills", lines)).toEqual({ value: values });
  });

  it("without a line that says something is none", () => {
    expect(typed("skills", ["", " "])).toEqual({ value: null });
    expect(changed({ skills: null }, { skills: [] })).toEqual({});
    expect(changed({ skills: null }, { skills: ["a"] })).toEqual({ skills: null });
    expect(changed({ skills: ["a", "b"] }, { skills: ["a"] })).toEqual({ skills: ["a", "b"] });
  });
});

describe("an object", () => {
  it("is JSON that comes back as it was", () => {
    const terms = { days: 30, places: ["Kiel"], more: { a: null } };
    const text = entryOf(format, of("terms"), terms);
    expect(text).toContain('\n  "days": 30');
    expect(typed("terms", text)).toEqual({ value: terms });
    expect(typed("terms", " ")).toEqual({ value: null });
  });

  it("is refused when it is something else", () => {
    for (const text of ["{", "[1]", "12", "days: 30", "null"])
      expect(typed("terms", text)).toHaveProperty("wrong");
  });
});
