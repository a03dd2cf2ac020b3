import { describe, expect, it } from "vitest";
import { Format } from "./format";
import { tagOf, zoneOf } from "./locale";
import { counted, heading, sentence } from "./words";

const of = (tag: string, timeZone = "Europe/Berlin", currency: string | null = "EUR") =>
  new Format({ tag, timeZone, currency });
const german = of("de-DE");
const english = of("en-GB");

describe("numbers", () => {
  it("are written and read as the locale does", () => {
    expect(german.money(1234.5)).toMatch(/^1\.234,50\s€$/);
    expect(german.money(1234)).toMatch(/^1\.234\s€$/);
    expect(german.readNumber("1.234,5")).toBe(1234.5);
    expect(english.readNumber("1,234,567.5")).toBe(1234567.5);
    expect(english.readNumber(" -.5 ")).toBe(-0.5);
    expect(of("en-IN").readNumber("12,34,567")).toBe(1234567);
    expect(german.readNumber("viel")).toBeNull();
    expect(german.readNumber("")).toBeNull();
  });

  it("come back as they were in every locale", () => {
    for (const tag of ["en", "de", "de-CH", "fr", "sv", "pl", "pt-BR", "hi", "ar-EG", "fa", "nl"]) {
      const format = of(tag);
      for (const number of [0, -5, 1234.5, -1234567.25, 0.000001]) {
        expect([tag, format.readNumber(format.plainNumber(number))]).toEqual([tag, number]);
        expect([tag, format.readNumber(format.number(number))]).toEqual([tag, number]);
      }
    }
  });

  it("are refused where another locale may be meant", () => {
    expect(english.readNumber("1,5")).toBeNull();
    expect(english.readNumber("1.234,5")).toBeNull();
    expect(german.readNumber("1.5")).toBeNull();
    expect(german.readNumber("1,234.5")).toBeNull();
  });

  it("are money only where the workspace has a currency", () => {
    expect(of("en", "UTC", null).money(1234.5)).toBe("1,234.5");
    expect(of("en").shortMoney(1_234_000)).toBe("€1.2M");
    expect(english.percent(0.336)).toBe("34%");
  });
});

describe("days and times", () => {
  const now = new Date("2026-03-18T22:30:00Z"); // half past eleven in the evening in Berlin

  it("are counted in the user's zone", () => {
    expect(german.daysUntil(new Date("2026-03-18T23:30:00Z"), now)).toBe(1);
    expect(german.daysUntil(new Date("2026-03-17T23:30:00Z"), now)).toBe(0);
    expect(german.daysUntil(new Date("2026-04-01T10:00:00Z"), now)).toBe(14); // clocks change between them
  });

  it("are written for people, and for inputs", () => {
    const at = new Date("2026-03-18T08:05:00Z");
    expect(english.moment(at)).toBe("18 Mar 2026, 09:05");
    expect(english.weekday(at)).toBe("Wednesday 18 March");
    expect([english.isoDay(at), english.isoTime(at)]).toEqual(["2026-03-18", "09:05"]);
    expect(of("en-GB", "Asia/Tokyo").isoTime(at)).toBe("17:05");
    expect(english.month("2026-03")).toBe("Mar 2026");
  });

  it("begin at midnight of the zone, also where clocks change", () => {
    expect(english.parse("2026-03-29")).toEqual(new Date("2026-03-28T23:00:00Z"));
    expect(english.parse("2026-03-30")).toEqual(new Date("2026-03-29T22:00:00Z"));
    expect(english.parse("2026-10-25T12:00")).toEqual(new Date("2026-10-25T11:00:00Z"));
    expect(of("en", "America/New_York").parse("2026-03-18")).toEqual(new Date("2026-03-18T04:00:00Z"));
    expect(english.parse("soon")).toBeNull();
  });

  it("tell how long ago something was in whole units", () => {
    expect(english.ago(new Date("2026-03-17T22:30:00Z"), now)).toBe("yesterday");
    expect(english.ago(new Date("2026-03-18T20:30:00Z"), now)).toBe("2 hours ago");
    expect(english.ago(new Date("2026-03-18T22:29:50Z"), now)).toBe("now");
    expect(german.ago(new Date("2026-03-21T22:30:00Z"), now)).toBe("in 3 Tagen");
  });
});

describe("words", () => {
  it("take locales and zones that this browser does not know for those it does", () => {
    expect([tagOf("pt_BR"), tagOf("no locale")]).toEqual(["pt-BR", "en"]);
    expect(zoneOf("Mars/Olympus")).toBe("UTC");
  });

  it("make a heading of a field's name", () => {
    expect(heading("expectedCloseDate")).toBe("Expected close date");
    expect(heading("vat_id")).toBe("Vat id");
    expect([sentence("été"), sentence("")]).toEqual(["Été", ""]);
  });

  it("count one as one", () => {
    expect([counted(1, "deal", "deals"), counted(0, "deal", "deals")]).toEqual(["1 deal", "0 deals"]);
    expect(counted(1234, "deal", "deals", "1,234")).toBe("1,234 deals");
  });
});
