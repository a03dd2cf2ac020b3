import { expect, test } from "vitest";
import { held } from "./card";
import { Transcript } from "./transcript";
import { turn } from "./turn";

const card = {
  id: "c",
  thread: "t",
  run: "r",
  state: "open",
  reasons: [],
  changes: [],
  approved: null,
} as const;

test("what was ticked while an answer comes stays when the rest of it comes", () => {
  const shown = new Transcript();
  const now = turn("assistant", { state: "working", card: held({ ...card, reasons: [], changes: [] }) });
  shown.add(now);
  shown.card(now.key, { what: "ticked", number: 2, on: false });
  shown.show({ ...now, text: "Shall I?", state: "done" });
  expect(shown.find(now.key)).toMatchObject({ text: "Shall I?", state: "done", card: { off: [2] } });
});

test("it is quiet when nothing is being answered any more", async () => {
  const shown = new Transcript();
  shown.become({ working: true });
  let quiet = false;
  const waiting = shown.quiet().then(() => (quiet = true));
  shown.write("still being answered");
  await Promise.resolve();
  expect(quiet).toBe(false);
  shown.become({ working: false });
  await waiting;
});
