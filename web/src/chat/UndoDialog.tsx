import type { Schema } from "../data/schema";
import { Button } from "../parts/Button";
import { Actions, Dialog } from "../parts/Dialog";
import { texts } from "../texts";
import type { Step, Undone } from "./changes";
import styles from "./chat.module.css";
import { Difference } from "./Difference";

export interface UndoDialogProps {
  schema: Schema;
  /** What it would do; nothing while it is not asked. */
  preview: Undone | null;
  busy: boolean;
  onClose: () => void;
  onTake: () => void;
}

/** Shows what taking back would do, record by record, before it is done. */
export function UndoDialog({ schema, preview, busy, onClose, onTake }: UndoDialogProps) {
  const words = texts.chat.undo;
  const conflicts = preview?.conflicts ?? [];
  const steps = preview?.records ?? [];
  return (
    <Dialog open={preview !== null} onClose={onClose} title={words.title(steps.length || conflicts.length)}>
      <p className={styles.lead}>{conflicts.length > 0 ? words.conflicts : words.lead}</p>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={styles.preview} role="region" aria-label={words.lead} tabIndex={0}>
        <ul className={styles.rows}>
          {(conflicts.length > 0 ? conflicts : steps).map((step) => (
            <Row key={`${step.class} ${step.id}`} schema={schema} step={step} />
          ))}
        </ul>
      </div>
      <Actions>
        <Button onPress={onClose}>{texts.parts.cancel}</Button>
        {conflicts.length === 0 && (
          <Button look="accent" isPending={busy} onPress={onTake} autoFocus>
            {words.action}
          </Button>
        )}
      </Actions>
    </Dialog>
  );
}

function Row({ schema, step }: { schema: Schema; step: Step }) {
  return (
    <li className={styles.row}>
      <div>
        <p className={styles.name}>
          <span className={styles.updated}>{texts.chat.undo.what[step.what]}</span> <b>{step.name}</b>
        </p>
        <Difference schema={schema} cls={schema.named(step.class)} fields={step.changed} />
      </div>
    </li>
  );
}
