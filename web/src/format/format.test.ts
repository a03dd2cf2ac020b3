import { describe, expect, it } from "vitest";
import { Format } from "./format";
import { tagOf, zoneOf } from "./locale";
import { heading } from "./words";

describe("a format", () => {
  const german = new Format({ tag: "de-DE", timeZone: "Europe/Berlin", currency: "EUR" });
  const now = new Date("2026-03-18T22:30:00Z"); // half past eleven in the evening in Berlin

  it("writes and reads numbers as the locale does", () => {
    expect(german.money(1234.5)).toMatch(/^1\.234,50\s€$/);
    expect(german.money(1234)).toMatch(/^1\.234\s€$/);
    expect(german.readNumber("1.234,5")).toBe(1234.5);
    expect(german.readNumber(german.plainNumber(1234.5))).toBe(1234.5);
    expect(german.readNumber("viel")).toBeNull();
  });

  it("counts days in the user's zone", () => {
    expect(german.daysUntil(new Date("2026-03-18T23:30:00Z"), now)).toBe(1);
    expect(german.daysUntil(new Date("2026-03-17T23:30:00Z"), now)).toBe(0);
  });

  it("tells how long ago something was in whole units", () => {
    expect(new Format({ ...german.locale, tag: "en" }).ago(new Date("2026-03-17T22:30:00Z"), now)).toBe(
      "yesterday",
    );
  });
});

it("takes locales and zones that this browser does not know for those it does", () => {
  expect([tagOf("pt_BR"), tagOf("no locale")]).toEqual(["pt-BR", "en"]);
  expect(zoneOf("Mars/Olympus")).toBe("UTC");
});

it("makes a heading of a field's name", () => {
  expect(heading("expectedCloseDate")).toBe("Expected close date");
});
