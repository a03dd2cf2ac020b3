import { call } from "../data/api";
import { connection } from "../data/connection";
import { Refused, Unreachable } from "../data/refusals";
import { newRun } from "../data/runs";
import { type Heard, readEvents } from "./events";

/** What is asked of the assistant: a message, or the answer to a card. */
export interface Request {
  path: string;
  body: unknown;
}

const EVENTS = { Accept: "text/event-stream" };
const FIRST_WAIT = 500;
const LONGEST_WAIT = 8_000;
const TIMES = 20;

/**
 * Ask, and yield what happens until it is done. When the connection breaks, listening goes on where it was: nothing is
 * asked twice, and nothing is heard twice.
 *
 * @param request Without one, only listen to what is going on in the thread.
 * @throws Refused when the server does not do it, or knows nothing of it any more.
 * @throws Unreachable when it stays away.
 */
export async function* listening(
  thread: string,
  request: Request | null,
  signal: AbortSignal,
): AsyncGenerator<Heard> {
  const key = newRun();
  let last = "";
  let broken = 0;
  for (;;) {
    try {
      const response = await opened(thread, request, key, last, signal);
      for await (const heard of readEvents(response.body ?? new ReadableStream())) {
        if (heard.id) last = heard.id;
        broken = 0;
        yield heard;
        if (heard.kind === "done") return;
      }
    } catch (error) {
      if (signal.aborted || error instanceof Refused) throw error;
    }
    if (++broken > TIMES) throw new Unreachable();
    await back(Math.min(FIRST_WAIT * 2 ** (broken - 1), LONGEST_WAIT), signal);
  }
}

function opened(
  thread: string,
  request: Request | null,
  key: string,
  last: string,
  signal: AbortSignal,
): Promise<Response> {
  if (request && !last) {
    const headers = { ...EVENTS, "Idempotency-Key": key };
    return call("POST", request.path, { body: request.body, headers, signal });
  }
  const headers = last ? { ...EVENTS, "Last-Event-ID": last } : EVENTS;
  return call("GET", `/api/threads/${thread}/events`, { headers, signal });
}

/** Wait a while, or until the server is there again. */
function back(wait: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      clearTimeout(timer);
      stop();
      signal.removeEventListener("abort", go);
      resolve();
    };
    const timer = setTimeout(go, wait);
    const stop = connection.whenBack(go);
    signal.addEventListener("abort", go);
  });
}
