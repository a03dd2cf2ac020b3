import { expect, it } from "vitest";
import { byRecord, type Passage } from "./finding";

const passage = (id: string, quote: string): Passage => ({
  quote,
  record: { class: "Deal", id, name: `Deal ${id}` },
  about: null,
  field: "notes",
  at: "2026-03-18T08:30:00Z",
  author: null,
});

it("is told once of a record in which several things were found, without its name again", () => {
  const found = byRecord([
    passage("a", "Deal a"),
    passage("b", "They wait."),
    passage("a", "A cold room."),
    passage("a", "And a freezer."),
  ]);
  expect(found.map(({ record, quotes }) => [record.id, quotes])).toEqual([
    ["a", ["A cold room.", "And a freezer."]],
    ["b", ["They wait."]],
  ]);
});
