import { describe, expect, it } from "vitest";
import { bodyOf, planQuery, read, type Reading, type Source } from "./plan";

const source: Source = { key: "1", name: null, sheet: { text: "Name,Branche\nA,B" } };
const reading: Reading = { cls: "Company", mapping: {}, existing: "skip", locale: null };

describe("a sheet", () => {
  it("is sent with the class, the mapping and how it is read, and without a locale in the user's own", () => {
    expect(bodyOf(source, reading)).toEqual({
      class: "Company",
      mapping: {},
      existing: "skip",
      text: "Name,Branche\nA,B",
    });
    const other = { ...reading, mapping: { Branche: "industry", Name: null }, locale: "de-DE" };
    expect(bodyOf(source, other)).toMatchObject({
      mapping: { Branche: "industry", Name: null },
      locale: "de-DE",
    });
  });

  it("is tried anew when it is another one, or understood otherwise", () => {
    const key = (sheet: Source, how: Reading) => JSON.stringify(planQuery(sheet, how).queryKey);
    expect(key({ ...source, key: "2" }, reading)).not.toBe(key(source, reading));
    expect(key(source, { ...reading, mapping: { Name: null } })).not.toBe(key(source, reading));
  });

  it("is read as the bytes that it has", async () => {
    const bytes = new Uint8Array([0x4d, 0xfc, 0x6c]); // Mül, as old spreadsheets write it
    expect(await read(new File([bytes], "a.csv"))).toBe("TfxsAA==".slice(0, 4));
  });
});
