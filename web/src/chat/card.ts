/** One change that a card shows. */
export interface Waiting {
  number: number;
  class: string;
  id: string;
  name: string;
  what: "created" | "updated" | "shared" | "deleted";
  around: string[];
  fields: Record<string, unknown>;
}

/** What waits for a yes, as the server tells it. */
export interface Card {
  id: string;
  thread: string;
  run: string;
  state: "open" | "approved" | "rejected";
  reasons: string[];
  changes: Waiting[];
  approved: number[] | null;
}

/** A record that is not as the card shows it: its fields then and now; `null` when it was not shown, or is gone. */
export interface Version {
  class: string;
  id: string;
  name: string;
  shown: Record<string, unknown> | null;
  now: Record<string, unknown> | null;
}

/** A card as somebody looks at it. */
export interface Held {
  card: Card;
  /** Numbers of the changes that are not wanted. */
  off: readonly number[];
  /** The answer that is on its way. */
  sending: "approve" | "reject" | null;
  /** What has changed since it was shown. */
  versions: Version[];
}

export type CardEvent =
  | { what: "ticked"; number: number; on: boolean }
  | { what: "sent"; answer: "approve" | "reject" }
  | { what: "answered"; state: "approved" | "rejected" }
  | { what: "refused"; versions: Version[] }
  | { what: "read"; card: Card };

export const held = (card: Card): Held => ({ card, off: [], sending: null, versions: [] });

/** What becomes of a card. Only one that is open, and not being answered, can be ticked or sent. */
export function next(before: Held, event: CardEvent): Held {
  const { card } = before;
  const free = card.state === "open" && before.sending === null;
  switch (event.what) {
    case "ticked": {
      if (!free) return before;
      const others = before.off.filter((number) => number !== event.number);
      return { ...before, off: event.on ? others : [...others, event.number] };
    }
    case "sent":
      return free ? { ...before, sending: event.answer } : before;
    case "answered":
      return { ...before, sending: null, card: answered(before, event.state) };
    case "refused":
      return {
        ...before,
        sending: null,
        versions: event.versions,
        off: union(before.off, stale(card, event.versions)),
      };
    case "read":
      return { ...before, sending: null, card: event.card };
  }
}

function answered({ card, off }: Held, state: "approved" | "rejected"): Card {
  const approved =
    state === "approved" && off.length > 0 ? card.changes.map((one) => one.number).filter(not(off)) : null;
  return { ...card, state, approved };
}

/** The changes that are wanted: their numbers, or nothing for all of them. */
export function chosen({ card, off }: Held): number[] | null {
  return off.length === 0 ? null : card.changes.map((one) => one.number).filter(not(off));
}

/** How many of the changes are wanted. */
export const wanted = ({ card, off }: Held): number => card.changes.length - off.length;

const not = (numbers: readonly number[]) => (number: number) => !numbers.includes(number);
const union = (some: readonly number[], more: readonly number[]) => [...new Set([...some, ...more])];

/** Changes of records that are not as they were shown cannot be approved: they are left out of what goes on. */
function stale(card: Card, versions: Version[]): number[] {
  const changed = (one: Waiting) =>
    versions.some((version) => version.class === one.class && version.id === one.id);
  return card.changes.filter(changed).map((one) => one.number);
}
