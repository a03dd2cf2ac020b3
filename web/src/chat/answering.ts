import { chosen } from "./card";
import { conversation, type Ending } from "./conversation";
import { type Failure, failureOf } from "./failure";
import { getCard } from "./threads";
import { transcript } from "./transcript";

/** Say yes or no to what the card of an answer shows, as far as it is ticked. */
export async function answerCard(key: string, answer: "approve" | "reject"): Promise<void> {
  const { thread } = transcript.get();
  const held = transcript.find(key)?.card;
  if (!held || !thread || held.sending || held.card.state !== "open") return;
  transcript.change(key, (one) => ({ ...one, failure: null }));
  transcript.card(key, { what: "sent", answer });
  await transcript.quiet(); // a card is there before its own answer has ended
  if (transcript.find(key)?.card?.card.state !== "open") return;
  const changes = answer === "approve" ? chosen(held) : null;
  const path = `/api/cards/${held.card.id}/${answer}`;
  const ending = await conversation.hear(thread, { path, body: changes ? { changes } : {} });
  if (!ending) return;
  const failure = failed(ending);
  if (!failure)
    transcript.card(key, { what: "answered", state: answer === "approve" ? "approved" : "rejected" });
  else await refused(key, held.card.id, ending, failure);
  void conversation.work();
}

/** Why the card was perhaps not answered: without a reply, nobody knows yet. */
function failed({ turn, error }: Ending): Failure | null {
  if (error) return failureOf(error);
  return turn.run === null ? turn.failure : null;
}

/** Show both versions of what has changed, or how the card was answered elsewhere, or why it still waits. */
async function refused(key: string, id: string, { turn }: Ending, failure: Failure): Promise<void> {
  transcript.remove(turn.key);
  transcript.card(key, { what: "refused", versions: failure.versions });
  if (failure.versions.length > 0) return;
  const card = await getCard(id).catch(() => null);
  if (card) transcript.card(key, { what: "read", card });
  if (!card || card.state === "open") transcript.change(key, (one) => ({ ...one, failure }));
  else transcript.add({ ...turn, state: "failed", failure });
}
