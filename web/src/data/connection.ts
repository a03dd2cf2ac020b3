import { useSyncExternalStore } from "react";

/** Whether the server answers. Every call tells what it found; while it does not answer, it is asked now and then. */
const listeners = new Set<() => void>();
const waiting = new Set<() => void>();
const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 15_000;
let reached = true;
let timer: ReturnType<typeof setTimeout> | undefined;

function become(next: boolean): void {
  if (next === reached) return;
  reached = next;
  if (reached) waiting.forEach((back) => back());
  listeners.forEach((listener) => listener());
}

async function ask(wait: number): Promise<void> {
  try {
    const response = await fetch("/health/live", { cache: "no-store" });
    if (response.ok) {
      connection.found();
      return;
    }
  } catch {
    // still away
  }
  timer = setTimeout(() => void ask(Math.min(wait * 2, LONGEST_WAIT)), wait);
}

export const connection = {
  /** A call was answered. */
  found(): void {
    clearTimeout(timer);
    timer = undefined;
    become(true);
  },
  /** A call was not answered. */
  lost(): void {
    become(false);
    timer ??= setTimeout(() => void ask(FIRST_WAIT), FIRST_WAIT);
  },
  /** Ask at once. */
  retry(): void {
    clearTimeout(timer);
    timer = setTimeout(() => void ask(FIRST_WAIT), 0);
  },
  isThere: (): boolean => reached,
  /** Call `back` each time the server is there again. Returns what stops it. */
  whenBack(back: () => void): () => void {
    waiting.add(back);
    return () => waiting.delete(back);
  },
};

addEventListener("offline", () => connection.lost());
addEventListener("online", () => connection.retry());

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether the server answers. */
export const useConnection = (): boolean => useSyncExternalStore(listen, connection.isThere);
