import { createStore, get, update } from "idb-keyval";
import { useSyncExternalStore } from "react";
import { askLeaving, staying } from "../leaving";
import { session } from "../session";
import { added, isWaiting, type Queue, type Queued } from "./queued";

/** What a user changed while the server was away; kept in this browser, for all of its tabs, until it is settled. */
const NOTHING: Queue = [];
const store = createStore("parley-queue", "changes");
const tabs = new BroadcastChannel("parley.queue");
const listeners = new Set<() => void>();
let user = "";
let shown: Queue = NOTHING;
let reading: Promise<void> = Promise.resolve();
let leave: (() => void) | undefined;

function become(queue: Queue): void {
  shown = queue;
  listeners.forEach((listener) => listener());
}

async function read(of: string): Promise<void> {
  const found = of && (await get<Queue>(of, store).catch(() => undefined)); // no place to keep it: then only this page knows
  if (of === user && found) become(found);
}

/** Read the present user's queue; it is another one when somebody else signs in. */
function follow(): void {
  const now = session.get()?.user.id ?? user; // while he signs in again, it stays
  if (now === user) return;
  user = now;
  become(NOTHING);
  reading = read(user);
}

async function write(change: (queue: Queue) => Queue): Promise<void> {
  const of = user;
  let next = change(shown);
  const writing = update<Queue>(of, (kept) => (next = change(kept ?? NOTHING)), store);
  const isKept = await staying(writing).then(
    () => true,
    () => false,
  );
  if (of === user) become(next);
  leave?.();
  leave = isKept || !next.some(isWaiting) ? undefined : askLeaving(); // it would go with the page
  tabs.postMessage(of);
}

follow();
session.listen(follow);
tabs.addEventListener("message", ({ data }) => {
  if (data === user) void read(user);
});

export const queue = {
  /** Resolves when what was kept has been read. */
  ready: (): Promise<void> => reading,
  get: (): Queue => shown,
  add: (one: Queued): Promise<void> => write((before) => added(before, one)),
  /** Change the queue as it is by now, in whatever tab. */
  become: (change: (queue: Queue) => Queue): Promise<void> => write(change),
  /** Give a change up. */
  drop: (key: string): Promise<void> => write((before) => before.filter((one) => one.key !== key)),
  listen: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

/** The changes that are not settled yet, oldest first. */
export const useQueue = (): Queue => useSyncExternalStore(queue.listen, queue.get);
