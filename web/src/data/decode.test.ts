import Parse from "parse";
import { expect, it } from "vitest";
import decode from "./decode";

it("makes dates, pointers and records of values", () => {
  const iso = "2026-03-18T08:30:00.000Z";
  expect(decode({ __type: "Date", iso })).toEqual(new Date(iso));
  const pointer = decode({ __type: "Pointer", className: "Deal", objectId: "d" });
  expect(pointer).toBeInstanceOf(Parse.Object);
  const record = decode({ __type: "Object", className: "Deal", objectId: "d", title: "One" });
  expect((record as Parse.Object).get("title")).toBe("One");
});

it("leaves as it is what only looks like one, and all that lies in lists and objects", () => {
  for (const value of [
    { __type: "Polygon" },
    { __type: "GeoPoint", latitude: 999 },
    { __type: "Date", iso: "x" },
    { __type: "Object", className: "Deal" },
    { __type: "Relation" },
    { __op: "Delete" },
    [{ __type: "Pointer", className: "Deal", objectId: "d" }],
    { at: { __type: "Date", iso: "2026-03-18T08:30:00.000Z" } },
    null,
    "text",
  ])
    expect(decode(value)).toBe(value);
});
