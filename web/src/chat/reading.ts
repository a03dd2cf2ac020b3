import type { Written } from "../records/Change";
import { type Card, held } from "./card";
import { ownChanges } from "./changes";
import { getCard, type Message, messages } from "./threads";
import { turn, type Turn } from "./turn";

export interface Page {
  turns: Turn[];
  before: number | null;
}

/** Read what was said in a thread, with what came of it: changes, and how cards were answered. */
export async function readThread(thread: string, before?: number): Promise<Page> {
  const [page, changes] = await Promise.all([messages(thread, before), ownChanges().catch(() => [])]);
  const wanted = page.messages.flatMap((message) => message.card ?? []);
  const cards = await Promise.all(wanted.map((card) => getCard(card).catch(() => null)));
  const known = new Map(cards.flatMap((card) => (card ? [[card.id, card] as const] : [])));
  const last = new Map(page.messages.map((message) => [message.run, message.seq]));
  return {
    turns: page.messages.map((message) =>
      turnOf(message, known, last.get(message.run) === message.seq ? changes : []),
    ),
    before: page.before,
  };
}

/** A message as it is shown; what its run changed stands at the last message of the run. */
function turnOf(message: Message, cards: ReadonlyMap<string, Card>, changes: Written[]): Turn {
  const { author, text, run, feedback } = message;
  if (author === "person") return turn(author, { text });
  const card = message.card === null ? undefined : cards.get(message.card);
  const own = changes.filter((change) => change.run === run);
  const records = own.map(({ class: cls, id, name, what }) => ({
    class: cls,
    id,
    name,
    what: what === "shared" ? "updated" : what,
  }));
  return turn(author, { text, run, feedback, card: card ? held(card) : null, changes: own, records });
}
