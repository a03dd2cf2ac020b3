import { connection } from "./connection";
import { Refused, Unreachable } from "./refusals";
import { session } from "./session";

export interface Asked {
  /** Sent as JSON. */
  body?: unknown;
  /** Sent as it is, as a file; its type is the header's. */
  raw?: BodyInit;
  /** A list is sent value by value, under the same name. */
  query?: Record<string, string | number | boolean | readonly string[] | undefined>;
  headers?: Record<string, string>;
  signal?: AbortSignal;
  /** Whether a 401 is about what was sent, as a wrong password, and the session goes on. */
  goesOn?: boolean;
}

/**
 * Call one of the server's HTTP doors as the signed-in user, and return the response.
 *
 * @throws Refused when the server said no. When it said that the session is over, it is ended in every tab.
 * @throws Unreachable when it did not answer.
 */
export async function call(method: string, path: string, asked: Asked = {}): Promise<Response> {
  const token = session.token();
  const headers = new Headers(asked.headers);
  if (token) headers.set("Authorization", `Bearer ${token}`);
  if (asked.body !== undefined) headers.set("Content-Type", "application/json");
  const init: RequestInit = { method, headers };
  if (asked.body !== undefined) init.body = JSON.stringify(asked.body);
  else if (asked.raw !== undefined) init.body = asked.raw;
  if (asked.signal) init.signal = asked.signal;
  let response: Response;
  try {
    response = await fetch(path + search(asked.query), init);
  } catch (error) {
    if (asked.signal?.aborted) throw error;
    connection.lost();
    throw new Unreachable(error);
  }
  connection.found();
  if (response.ok) return response;
  const refused = await refusal(response);
  if (refused.status === 401 && token && !asked.goesOn) session.end("expired", token);
  throw refused;
}

/** The same, and return what came back as JSON; nothing for an empty answer. */
export async function api<T>(method: string, path: string, asked: Asked = {}): Promise<T> {
  const response = await call(method, path, asked);
  return (response.status === 204 ? undefined : await response.json()) as T;
}

function search(query: Asked["query"]): string {
  const given = Object.entries(query ?? {}).flatMap(([name, value]) =>
    value === undefined ? [] : [value].flat().map((one) => [name, String(one)]),
  );
  return given.length ? `?${new URLSearchParams(given).toString()}` : "";
}

async function refusal(response: Response): Promise<Refused> {
  const said = (await response.json().catch(() => ({}))) as Record<string, unknown>;
  const { code, error } = said;
  return new Refused(
    response.status,
    typeof code === "string" ? code : "refused",
    typeof error === "string" ? error : response.statusText,
    said,
  );
}
