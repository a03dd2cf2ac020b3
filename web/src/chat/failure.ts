import { Refused, Unreachable } from "../data/refusals";
import { reasonOf } from "../parts/states";
import type { Version } from "./card";

/** Why an answer did not come, or not to its end. */
export interface Failure {
  code: string;
  /** A sentence for people. */
  text: string;
  /** Records that are not as a card showed them. */
  versions: Version[];
}

export function failureOf(error: unknown): Failure {
  if (error instanceof Refused) return told(error.said, error.code, error.message);
  return {
    code: error instanceof Unreachable ? "unreachable" : "program_fault",
    text: reasonOf(error),
    versions: [],
  };
}

/** A refusal as the server tells it. */
export function told(
  said: Readonly<Record<string, unknown>>,
  code = said["code"],
  text = said["error"],
): Failure {
  const records = said["records"];
  const versions = code === "conflict" && Array.isArray(records) ? (records as Version[]) : [];
  return { code: String(code), text: String(text), versions };
}

/** Whether the session is over. */
export const isOver = (error: unknown): boolean => error instanceof Refused && error.status === 401;
