import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { reasonOf } from "../parts/states";
import { toast, toastWithUndo } from "../parts/toast";
import { texts } from "../texts";
import { refreshSoon } from "./live";
import { create, remove, update } from "./records";
import { newRun, undoRun } from "./runs";
import type { Values } from "./rows";
import type { Class } from "./schema";

/** Writes as a person does on a page: it is said what was done, and offered to take it back. Refusals are thrown. */
export class Writing {
  constructor(private readonly client: QueryClient) {}

  /** Make a record; return its id. */
  create = (cls: Class, values: Values, said: string): Promise<string> =>
    this.undoable(cls, said, (run) => create(cls, values, run));

  update = (cls: Class, id: string, values: Values, said: string): Promise<void> =>
    this.undoable(cls, said, (run) => update(cls, id, values, run));

  remove = (cls: Class, id: string, said: string): Promise<void> =>
    this.undoable(cls, said, (run) => remove(cls, id, run));

  /** Do something in a run of its own. */
  async undoable<T>(cls: Class, said: string, body: (run: string) => Promise<T>): Promise<T> {
    const run = newRun();
    const result = await body(run);
    refreshSoon(this.client, cls);
    toastWithUndo(said, () => void this.undo(run, cls));
    return result;
  }

  /** Take a run back, and say how that went. */
  async undo(run: string, cls: Class): Promise<void> {
    try {
      await undoRun(run);
      toast({ text: texts.parts.undone, tone: "good" });
    } catch (error) {
      toast({ text: reasonOf(error), tone: "bad" });
    }
    refreshSoon(this.client, cls);
  }
}

export function useWriting(): Writing {
  const client = useQueryClient();
  return useMemo(() => new Writing(client), [client]);
}
