import { expect, test } from "vitest";
import { type Card, type CardEvent, chosen, held, type Held, next, type Version, wanted } from "./card";

const change = (number: number) => ({
  number,
  class: "Deal",
  id: `d${number}`,
  name: `Deal ${number}`,
  what: "updated" as const,
  around: [],
  fields: { stage: { from: "lead", to: "won" } },
});
const card: Card = {
  id: "c1",
  thread: "t1",
  run: "r1",
  state: "open",
  reasons: ["it changes 3 records"],
  changes: [1, 2, 3].map(change),
  approved: null,
};
const after = (...events: CardEvent[]): Held => events.reduce(next, held(card));
const untick = (number: number): CardEvent => ({ what: "ticked", number, on: false });
const sent: CardEvent = { what: "sent", answer: "approve" };

test("all of a card is approved unless something is unticked", () => {
  expect(chosen(after())).toBeNull();
  expect(wanted(after())).toBe(3);
  expect(chosen(after(untick(2)))).toEqual([1, 3]);
});

test("what is ticked again is wanted again", () => {
  expect(chosen(after(untick(2), { what: "ticked", number: 2, on: true }))).toBeNull();
  expect(wanted(after(untick(2), untick(2)))).toBe(2);
});

test("a card that is being answered is neither ticked nor sent again", () => {
  expect(after(sent, untick(1)).off).toEqual([]);
  expect(after(sent, { what: "sent", answer: "reject" }).sending).toBe("approve");
});

test("a card that was answered in part tells which part", () => {
  const answered = after(untick(2), sent, { what: "answered", state: "approved" });
  expect(answered.card).toMatchObject({ state: "approved", approved: [1, 3] });
  expect(answered.sending).toBeNull();
});

test("a card that was answered stays as it was answered", () => {
  const rejected = after({ what: "answered", state: "rejected" });
  expect(rejected.card.approved).toBeNull();
  expect(next(rejected, untick(1))).toBe(rejected);
  expect(next(rejected, sent)).toBe(rejected);
});

test("what has changed since is left out, and the rest can still be approved", () => {
  const version: Version = {
    class: "Deal",
    id: "d2",
    name: "Deal 2",
    shown: { stage: "lead" },
    now: { stage: "lost" },
  };
  const refused = after(sent, { what: "refused", versions: [version] });
  expect(refused).toMatchObject({ sending: null, versions: [version], off: [2] });
  expect(chosen(refused)).toEqual([1, 3]);
});

test("a card that was answered elsewhere is shown as it was", () => {
  const elsewhere = after(
    sent,
    { what: "refused", versions: [] },
    { what: "read", card: { ...card, state: "rejected" } },
  );
  expect(elsewhere.card.state).toBe("rejected");
  expect(elsewhere.sending).toBeNull();
});
