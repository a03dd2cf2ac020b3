import { api } from "./api";

/** A name for a run: what is written under it is taken back with it. */
export function newRun(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Take back all that a run changed. `Refused` with status 409 when somebody has changed it since. */
export const undoRun = (run: string) => api("POST", `/api/runs/${run}/undo`, { body: {} });
