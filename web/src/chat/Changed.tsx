import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { refreshSoon } from "../data/live";
import { pointerNamed } from "../data/names";
import { Refused } from "../data/refusals";
import type { Schema } from "../data/schema";
import { useFormat } from "../format/format";
import { Button } from "../parts/Button";
import { RecordLink } from "../parts/RecordLink";
import { reasonOf } from "../parts/states";
import { Tag } from "../parts/Tag";
import { toast } from "../parts/toast";
import type { Written } from "../records/Change";
import { texts } from "../texts";
import { undo, type Undone } from "./changes";
import styles from "./chat.module.css";
import { transcript } from "./transcript";
import { Difference } from "./Difference";
import type { Turn } from "./turn";
import { UndoDialog } from "./UndoDialog";

const SHOWN = 4;

/** What an answer has changed, old → new, and the way to take it back. */
export function Changed({ schema, turn }: { schema: Schema; turn: Turn }) {
  const words = texts.chat.changes;
  const format = useFormat();
  const [all, setAll] = useState(false);
  const shown = all ? turn.changes : turn.changes.slice(0, SHOWN);
  const more = turn.changes.length - shown.length;
  return (
    <section className={styles.changed} role="group" aria-label={words.title(turn.changes.length)}>
      <header>
        <h3>{words.title(turn.changes.length)}</h3>
        {turn.undone ? <Tag>{words.undone}</Tag> : <Undo schema={schema} turn={turn} />}
      </header>
      <ul className={styles.rows}>
        {shown.map((change) => (
          <Row key={change.seq} schema={schema} change={change} />
        ))}
      </ul>
      {more > 0 && (
        <Button small look="quiet" onPress={() => setAll(true)}>
          {words.more(format.number(more))}
        </Button>
      )}
    </section>
  );
}

function Row({ schema, change }: { schema: Schema; change: Written }) {
  const words = texts.chat.changes;
  const there = change.what !== "deleted";
  return (
    <li className={styles.row}>
      <div>
        <p className={styles.name}>
          <span className={styles[change.what]}>{words.what[change.what]}</span>{" "}
          {there ? (
            <RecordLink schema={schema} to={pointerNamed(schema, change.class, change.id, change.name)} />
          ) : (
            <b>{change.name}</b>
          )}
        </p>
        <Difference schema={schema} cls={schema.named(change.class)} fields={change.fields} />
      </div>
    </li>
  );
}

/** One record is taken back at once; of more it is shown first what that does. */
function Undo({ schema, turn }: { schema: Schema; turn: Turn }) {
  const client = useQueryClient();
  const [preview, setPreview] = useState<Undone | null>(null);
  const [busy, setBusy] = useState(false);
  const run = turn.run ?? "";
  const records = new Set(turn.changes.map((change) => `${change.class} ${change.id}`)).size;

  async function ask<T>(what: () => Promise<T>): Promise<T | undefined> {
    setBusy(true);
    try {
      return await what();
    } catch (error) {
      const already = error instanceof Refused && error.code === "nothing_to_undo";
      toast({ text: already ? texts.chat.undo.already : reasonOf(error), tone: already ? "plain" : "bad" });
      if (already) transcript.change(turn.key, (one) => ({ ...one, undone: true }));
      return undefined;
    } finally {
      setBusy(false);
    }
  }

  async function take(): Promise<void> {
    const done = await ask(() => undo(run));
    setPreview(null);
    if (!done) return;
    transcript.change(turn.key, (one) => ({ ...one, undone: true }));
    toast({ text: texts.chat.undo.done, tone: "good" });
    for (const { class: name } of done.records) {
      const cls = schema.named(name);
      if (cls) refreshSoon(client, cls);
    }
  }

  async function press(): Promise<void> {
    if (records <= 1) await take();
    else setPreview((await ask(() => undo(run, true))) ?? null);
  }

  return (
    <>
      <Button small icon="undo" isPending={busy && !preview} onPress={() => void press()}>
        {texts.chat.changes.undo}
      </Button>
      <UndoDialog
        schema={schema}
        preview={preview}
        busy={busy}
        onClose={() => setPreview(null)}
        onTake={() => void take()}
      />
    </>
  );
}
