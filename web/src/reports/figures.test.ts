import { describe, expect, it } from "vitest";
import { filled, lastDay, monthAfter, months, share, ticks } from "./figures";

describe("months", () => {
  it("go on over the end of a year", () => {
    expect(months("2025-11", "2026-02")).toEqual(["2025-11", "2025-12", "2026-01", "2026-02"]);
    expect(months("2026-02", "2026-01")).toEqual([]);
    expect(monthAfter("2026-01", -1)).toBe("2025-12");
    expect(monthAfter("2025-12", 13)).toBe("2027-01");
  });

  it("end on their last day, in leap years too", () => {
    expect(lastDay("2026-02")).toBe("2026-02-28");
    expect(lastDay("2028-02")).toBe("2028-02-29");
    expect(lastDay("2026-12")).toBe("2026-12-31");
  });

  it("in which nothing happened are filled in, and others left out", () => {
    const found = [
      { value: "2026-01", sum: 5 },
      { value: "2020-01", sum: 9 },
    ];
    const all = filled(months("2025-12", "2026-02"), found, (value) => ({ value, sum: 0 }));
    expect(all.map(({ value, sum }) => [value, sum])).toEqual([
      ["2025-12", 0],
      ["2026-01", 5],
      ["2026-02", 0],
    ]);
  });
});

describe("marks of an axis", () => {
  it("are round, begin with nothing and reach the largest value", () => {
    expect(ticks(167_500)).toEqual([0, 50_000, 100_000, 150_000, 200_000]);
    expect(ticks(4)).toEqual([0, 1, 2, 3, 4]);
    for (const largest of [0.3, 1, 7, 99, 1_234_567]) {
      const marks = ticks(largest);
      expect(marks[marks.length - 1]).toBeGreaterThanOrEqual(largest);
      expect(marks.length).toBeLessThanOrEqual(6);
    }
  });

  it("are there for nothing, too", () => {
    expect(ticks(0)).toEqual([0, 1]);
    expect(ticks(Number.NaN)).toEqual([0, 1]);
  });
});

describe("a share", () => {
  it("of nothing is none", () => {
    expect(share(1, 4)).toBe(0.25);
    expect(share(0, 0)).toBeUndefined();
  });
});
