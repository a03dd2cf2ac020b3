import type { QueryClient } from "@tanstack/react-query";
import { texts } from "../../texts";
import { toast } from "../../parts/toast";
import { api } from "../api";
import { connection } from "../connection";
import { Refused, Unreachable } from "../refusals";
import { newRun } from "../runs";
import { session } from "../session";
import { queue } from "./queue";
import { type Answer, answered, found, isWaiting, type Queue } from "./queued";
import { sent } from "./wire";

/** Changes that are sent at once. */
const MOST = 200;
/** Milliseconds until a server is asked again that is there, and cannot take them. */
const LATER = 10_000;
/** Refusals that pass: the session has ended, too much was asked at once. */
const LATER_AGAIN = new Set([401, 408, 429]);
const LOCK = "parley.sending";

let sending = false;
let timer: ReturnType<typeof setTimeout> | undefined;

/**
 * Send what waits, in its order, then read again what is shown. One tab does it; asked twice, it is sent once.
 *
 * @returns Whether there was anything to send.
 */
export async function sendQueue(client: QueryClient): Promise<boolean> {
  await queue.ready();
  if (sending || !session.token() || !connection.isThere() || !queue.get().some(isWaiting)) return false;
  sending = true;
  clearTimeout(timer);
  try {
    const count = await alone(all);
    if (count > 0) toast({ text: texts.app.waiting.sent(count), tone: "good" });
  } catch (error) {
    // without the server, its return begins it again; without a session, the next one does
    if (!(error instanceof Unreachable)) timer = setTimeout(() => void sendQueue(client), LATER);
    return false;
  } finally {
    sending = false;
  }
  void client.invalidateQueries();
  return true;
}

/** While no other tab does it. Where pages are not served safely browsers have no locks; keys keep it from being doubled. */
async function alone(body: () => Promise<number>): Promise<number> {
  return "locks" in navigator ? navigator.locks.request(LOCK, body) : body();
}

/** Send until nothing waits; return how many were taken. */
async function all(): Promise<number> {
  let taken = 0;
  for (;;) {
    await findMade();
    const next = queue.get().filter(isWaiting).slice(0, MOST);
    if (next.length === 0) return taken;
    const keys = new Set(next.map((one) => one.key));
    await queue.become((now) => now.map((one) => (keys.has(one.key) ? { ...one, sent: true } : one)));
    const results = await answersTo(next);
    taken += results.filter(({ status }) => status === "done").length;
    await queue.become((now) => answered(now, results));
  }
}

/** Send changes, and return what became of each. What is refused as a whole, as to who may not write, is so one by one. */
async function answersTo(changes: Queue): Promise<Answer[]> {
  try {
    const body = { changes: changes.map(sent) };
    return (await api<{ results: Answer[] }>("POST", "/api/sync", { body })).results;
  } catch (error) {
    if (!(error instanceof Refused) || LATER_AGAIN.has(error.status) || error.status >= 500) throw error;
    return changes.map(({ key }) => ({ key, status: "refused", code: error.code, error: error.message }));
  }
}

/** Look for new records that the server made although its answer was lost: they would be there twice. */
async function findMade(): Promise<void> {
  const tried = queue.get().filter((one) => isWaiting(one) && one.op === "create" && one.run !== null);
  for (const one of tried) {
    const query = { run: one.run ?? "" };
    const { changes } = await api<{ changes: { id: string; at: string }[] }>("GET", "/api/changes", {
      query,
    });
    const [made] = changes;
    await queue.become((now) =>
      made
        ? found(now, one, made.id, made.at, newRun())
        : now.map((other) => (other.key === one.key ? { ...other, run: null } : other)),
    );
  }
}
