import type { Class } from "./schema";
import { api } from "./api";
import { connection } from "./connection";
import { Refused, Unreachable } from "./refusals";
import type { Row, Value } from "./rows";
import type { Parse, SdkObject } from "./sdk";
import { texts } from "../texts";
import { session } from "./session";
import type { Settings } from "./settings";

const CONNECTION_FAILED = 100;
const STATUS: Record<number, number> = { 101: 404, 119: 403, 137: 409, 155: 429, 209: 401 };

let loading: Promise<Parse> | undefined;

/** The SDK, loaded when it is first needed, and pointed at this server. */
export function parse(): Promise<Parse> {
  loading ??= load().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function load(): Promise<Parse> {
  const [{ default: Parse }, settings] = await Promise.all([
    import("parse"),
    api<Settings>("GET", "/api/web/settings"),
  ]);
  Parse.initialize(settings.appId, settings.clientKey ?? "");
  Parse.serverURL = `${location.origin}/parse`;
  Parse.Object.disableSingleInstance(); // two readings of a record are two versions, not one that changes
  Parse.CoreManager.set("REQUEST_ATTEMPT_LIMIT", 1); // whether to try again is decided here
  return Parse;
}

// Whoever signs in next listens for himself.
let listener = session.token();
session.listen(() => {
  if (session.token() === listener) return;
  listener = session.token();
  const open = loading;
  loading = undefined;
  void open?.then((Parse) => Parse.LiveQuery.close()).catch(() => undefined);
});

/** Do something with the SDK as the signed-in user; what it throws is `Refused` or `Unreachable`. */
export async function asked<T>(body: (Parse: Parse, as: { sessionToken: string }) => Promise<T>): Promise<T> {
  const token = session.token();
  if (!token) throw new Refused(401, "sign_in_failed", texts.app.ended.expired); // pages below the dialog ask nothing
  try {
    const Parse = await parse();
    const result = await body(Parse, { sessionToken: token });
    connection.found();
    return result;
  } catch (error) {
    throw translated(error, token);
  }
}

/** An error of the SDK as one of ours. The end of a session is told to every tab. */
export function translated(error: unknown, token: string): unknown {
  if (error instanceof Refused || error instanceof Unreachable) return error;
  if (typeof error !== "object" || error === null || !("code" in error)) return error;
  const { code, message } = error as { code?: number; message?: string };
  if (code === undefined || code === CONNECTION_FAILED) {
    // without an answer the SDK has no code
    connection.lost();
    return new Unreachable(error);
  }
  connection.found();
  const refused = new Refused(STATUS[code] ?? 400, `parse_${code}`, message ?? "");
  if (refused.status === 401) session.end("expired", token);
  return refused;
}

/** A record of the SDK as a row. */
export function rowOf(object: SdkObject): Row {
  const { createdAt, updatedAt, ...rest } = object.attributes as Record<string, unknown>;
  const values: Record<string, Value> = {};
  for (const [name, value] of Object.entries(rest)) {
    if (value === undefined || value === null || name === "ACL") continue;
    values[name] = isObject(value) ? pointerOf(value) : (value as Value);
  }
  return {
    cls: object.className,
    id: object.id ?? "",
    createdAt: createdAt as Date,
    updatedAt: (updatedAt ?? createdAt) as Date,
    values,
  };
}

const isObject = (value: unknown): value is SdkObject =>
  typeof value === "object" &&
  value !== null &&
  "isDataAvailable" in value &&
  typeof value.isDataAvailable === "function"; // an object that somebody wrote has no functions

function pointerOf(object: SdkObject): Value {
  const pointer = { cls: object.className, id: object.id ?? "" };
  return object.isDataAvailable() ? { ...pointer, row: rowOf(object) } : pointer;
}

/** All pointers of a class: what to include so that a record can show names. */
export const pointersOf = (cls: Class): string[] =>
  cls.fields.filter((field) => field.kind === "Pointer").map((field) => field.name);
