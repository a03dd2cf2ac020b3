import { queryOptions } from "@tanstack/react-query";
import { api, call } from "../data/api";
import { newRun } from "../data/runs";
import type { Card } from "./card";

/** A conversation. */
export interface Thread {
  id: string;
  /** Empty until something is said in it. */
  name: string;
  createdAt: string;
  updatedAt: string;
}

/** Something that was said in it, as the server keeps it. */
export interface Message {
  seq: number;
  author: "person" | "assistant";
  text: string;
  run: string | null;
  card: string | null;
  feedback: "up" | "down" | null;
}

interface ThreadPage {
  threads: Thread[];
  next: number | null;
}

export interface MessagePage {
  messages: Message[];
  before: number | null;
}

const PAGE = 50;

/** The latest threads, or those in whose name or messages the text stands. */
export const threadsQuery = (text: string) =>
  queryOptions({
    queryKey: ["chat", "threads", text],
    queryFn: () => api<ThreadPage>("GET", "/api/threads", { query: { text, limit: PAGE } }),
    placeholderData: (before) => before,
  });

export const createThread = (): Promise<Thread> =>
  api("POST", "/api/threads", { body: {}, headers: { "Idempotency-Key": newRun() } });

export const renameThread = (thread: string, name: string): Promise<Thread> =>
  api("PATCH", `/api/threads/${thread}`, { body: { name } });

export const deleteThread = (thread: string): Promise<void> => api("DELETE", `/api/threads/${thread}`);

export const getThread = (thread: string): Promise<Thread> => api("GET", `/api/threads/${thread}`);

/** The last messages, or those before one. */
export const messages = (thread: string, before?: number): Promise<MessagePage> =>
  api("GET", `/api/threads/${thread}/messages`, { query: { limit: PAGE, before } });

export const getCard = (card: string): Promise<Card> => api("GET", `/api/cards/${card}`);

/** Stop what is being answered, at the next word or before the next call. Return whether there was something. */
export const stopThread = (thread: string): Promise<boolean> =>
  call("POST", `/api/threads/${thread}/stop`).then(
    () => true,
    () => false,
  );

/** Tell what the user thinks of a reply; null takes it back. */
export const giveFeedback = (run: string, verdict: "up" | "down" | null, text = ""): Promise<void> =>
  api("POST", `/api/runs/${run}/feedback`, { body: { verdict, text } });
