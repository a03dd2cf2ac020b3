import type { Query, QueryClient, QueryFunctionContext } from "@tanstack/react-query";
import { clear, createStore, delMany, get, setMany, update } from "idb-keyval";
import { Unreachable } from "../refusals";
import { session } from "../session";
import { over } from "./over";
import { queue } from "./queue";
import { isWaiting } from "./queued";

/** What was read last, kept in this browser: without a server it is shown again, also after the page was loaded again. */
const store = createStore("parley-kept", "answers");
const INDEX = "index";
/** Answers that are kept; of more, those that were read longest ago go. */
const MOST = 300;
/** Milliseconds in which several answers are written together. */
const TOGETHER = 500;
/** What is of no use without a server, or is not for keeping. */
const PASSING = new Set(["admin", "search", "transfer"]);

const due = new Map<string, Query>();
let timer: ReturnType<typeof setTimeout> | undefined;

const isKept = ({ queryKey }: Query): boolean => !PASSING.has(String(queryKey[0]));
const nameOf = ({ queryHash }: Query): string => `${session.get()?.user.id ?? ""} ${queryHash}`;

/** Read; where there is no server, what was read last. What waits to be sent lies over both. */
export async function readOrKept<T>(
  read: (context: QueryFunctionContext) => T | Promise<T>,
  context: QueryFunctionContext,
  query: Query,
): Promise<T> {
  try {
    const found = await read(context);
    await queue.ready();
    return over(queue.get(), query.queryKey, found) as T;
  } catch (error) {
    if (!(error instanceof Unreachable) || query.state.data !== undefined || !isKept(query)) throw error;
    const kept = await get<T>(nameOf(query), store).catch(() => undefined);
    await queue.ready();
    const found = over(queue.get(), query.queryKey, kept) as T | undefined;
    if (found === undefined) throw error;
    return found;
  }
}

/** Keep what is read from now on. What others may not see is forgotten with `forget`. */
export function keeping(client: QueryClient): void {
  client.getQueryCache().subscribe(({ type, query, ...event }) => {
    if (type !== "updated" || !("action" in event) || event.action.type !== "success") return;
    const read = query as Query;
    if (!isKept(read)) return;
    due.set(nameOf(read), read);
    timer ??= setTimeout(() => void write(), TOGETHER);
  });
  addEventListener("pagehide", () => void write());
}

/** Forget all of it. */
export async function forget(): Promise<void> {
  due.clear();
  await clear(store).catch(() => undefined);
}

async function write(): Promise<void> {
  clearTimeout(timer);
  timer = undefined;
  if (queue.get().some(isWaiting)) return; // what is shown is not what the server has; it is read again when it was sent
  const now = [...due];
  due.clear();
  try {
    await setMany(
      now.flatMap(([name, { state }]) => (state.data === undefined ? [] : [[name, state.data]])),
      store,
    );
    await delMany(await oldest(now.map(([name]) => name)), store);
  } catch {
    // no place to keep it: then it is read from the server only
  }
}

/** Note that these were read now; return those that are too many. */
async function oldest(names: readonly string[]): Promise<string[]> {
  let gone: string[] = [];
  await update<string[]>(
    INDEX,
    (before = []) => {
      const all = [...before.filter((name) => !names.includes(name)), ...names];
      gone = all.slice(0, Math.max(0, all.length - MOST));
      return all.slice(gone.length);
    },
    store,
  );
  return gone;
}
