import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { reasonOf } from "../parts/states";
import { toast, toastWithUndo } from "../parts/toast";
import { texts } from "../texts";
import { connection } from "./connection";
import { staying } from "./leaving";
import { refreshSoon } from "./live";
import { over } from "./offline/over";
import { queue } from "./offline/queue";
import { type Queued, waits } from "./offline/queued";
import { sendQueue } from "./offline/sending";
import { create, remove, update } from "./records";
import { Unreachable } from "./refusals";
import { newRun, undoRun } from "./runs";
import type { Row, Values } from "./rows";
import type { Class } from "./schema";

/** What is to be kept of a change when there is no server. */
type Change = Pick<Queued, "op" | "id" | "values" | "was" | "version" | "title">;

const ID = { letters: "abcdefghijkmnpqrstuvwxyz23456789", length: 10 };

/**
 * Writes as a person does on a page: it is said what was done, and offered to take it back. Refusals are thrown. Without a
 * server what was done is kept, shown as if it were done, and sent when there is one again.
 */
export class Writing {
  constructor(private readonly client: QueryClient) {}

  /** Make a record; return its id. */
  async create(cls: Class, values: Values, said: string): Promise<string> {
    let id = newId();
    const change: Change = { op: "create", id, values, was: {}, version: "", title: titleIn(cls, values) };
    await this.#made(cls, change, said, async (run) => {
      id = await create(cls, values, run);
    });
    return id;
  }

  /** Write some fields of a record, given as it was when they were changed; return the run, or nothing when it waits. */
  update(cls: Class, row: Row, values: Values, said: string): Promise<string | null> {
    const was = Object.fromEntries(Object.keys(values).map((name) => [name, row.values[name] ?? null]));
    const change = { op: "update", values, was, ...madeOn(cls, row) } as const;
    return this.#made(cls, change, said, (run) => update(cls, row.id, values, run));
  }

  remove(cls: Class, row: Row, said: string): Promise<string | null> {
    const change = { op: "delete", values: {}, was: {}, ...madeOn(cls, row) } as const;
    return this.#made(cls, change, said, (run) => remove(cls, row.id, run));
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

  /** Do it in a run of its own. What follows a change that waits, waits too. */
  async #made(
    cls: Class,
    change: Change,
    said: string,
    body: (run: string) => Promise<void>,
  ): Promise<string | null> {
    const run = newRun();
    const tried = connection.isThere() && !waits(queue.get(), cls.name, change.id);
    if (tried) {
      try {
        await staying(body(run));
        refreshSoon(this.client, cls);
        toastWithUndo(said, () => void this.undo(run, cls));
        return run;
      } catch (error) {
        if (!(error instanceof Unreachable)) throw error;
      }
    }
    const fresh = {
      key: newRun(),
      at: new Date(),
      state: "waiting",
      fields: [],
      error: "",
      code: "",
    } as const;
    await queue.add({
      ...change,
      ...fresh,
      cls: cls.name,
      after: null,
      sent: false,
      run: tried ? run : null,
    });
    lay(this.client);
    void sendQueue(this.client);
    toast({ text: texts.app.waiting.kept(said) });
    return null;
  }
}

/** Lay what waits over all that is shown. */
function lay(client: QueryClient): void {
  for (const [key, read] of client.getQueriesData({}))
    if (read !== undefined) {
      const laid = over(queue.get(), key, read);
      if (laid !== read) client.setQueryData(key, laid);
    }
}

const madeOn = (cls: Class, row: Row) => ({
  id: row.id,
  version: row.updatedAt.toISOString(),
  title: titleIn(cls, row.values),
});

function titleIn(cls: Class, values: Values): string {
  const title = values[cls.titleField];
  return typeof title === "string" && title !== "" ? title : cls.word;
}

/** An id for a new record, in the form of those that the server makes. */
const newId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(ID.length)), (byte) => ID.letters[byte % 32]).join("");

export function useWriting(): Writing {
  const client = useQueryClient();
  return useMemo(() => new Writing(client), [client]);
}
