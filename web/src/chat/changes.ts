import { api } from "../data/api";
import type { Written } from "../records/Change";

/** What undo does with a record. */
export interface Step {
  class: string;
  id: string;
  name: string;
  what: "restored" | "removed";
  changed: Record<string, unknown>;
}

export interface Undone {
  run: string | null;
  records: Step[];
  conflicts: Step[];
}

const MOST = 200;

/** What a run changed, in order. */
export const changesOf = async (run: string): Promise<Written[]> => read({ run, limit: MOST });

/** The last 200 changes of the user, in order. */
export const ownChanges = async (): Promise<Written[]> => read({ user: "me", limit: MOST });

async function read(query: Record<string, string | number>): Promise<Written[]> {
  const { changes } = await api<{ changes: Written[] }>("GET", "/api/changes", { query });
  return changes.reverse();
}

/** Take back what a run changed; with `preview`, only tell what that would do. */
export const undo = (run: string, preview = false): Promise<Undone> =>
  api("POST", `/api/runs/${run}/undo`, { body: { preview } });
