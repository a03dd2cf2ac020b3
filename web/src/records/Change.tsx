import { useState } from "react";
import { fieldOf, type Class, type Schema } from "../data/schema";
import { useMe } from "../data/session";
import { useWriting } from "../data/writing";
import type { Format } from "../format/format";
import { heading, sentence } from "../format/words";
import { Button, ButtonLink } from "../parts/Button";
import { Confirm } from "../parts/Dialog";
import { Icon } from "../parts/Icon";
import { texts } from "../texts";
import styles from "./records.module.css";
import { told, valueText } from "./values";

/** A change as `/api/changes` tells it. */
export interface Written {
  seq: number;
  at: string;
  user: { id: string; name: string };
  door: string;
  run: string | null;
  class: string;
  id: string;
  name: string;
  what: "created" | "updated" | "shared" | "deleted";
  fields: Record<string, { from?: unknown; to?: unknown }>;
}

export interface ChangeProps {
  schema: Schema;
  cls: Class;
  format: Format;
  change: Written;
}

/** One change in the timeline: who, what, when, and through which door. */
export function Change({ schema, cls, format, change }: ChangeProps) {
  const words = texts.records.timeline;
  const { user, what, door, run } = change;
  const me = useMe();
  const writing = useWriting();
  const [asked, setAsked] = useState(false);
  const at = new Date(change.at);
  const who = sentence(user.name);
  const said = {
    created: words.created(who, cls.word),
    deleted: words.deleted(who, cls.word),
    shared: words.shared(who),
    updated: words.updated(who),
  }[what];
  const mine = run !== null && user.id === me.id;
  const mayUndo = mine && door !== "import"; // that is shown as a whole first
  return (
    <li className={styles.happening}>
      <span className={styles.dot}>
        <Icon name={what === "created" ? "plus" : what === "deleted" ? "trash" : "edit"} size={14} />
      </span>
      <div className={styles.what}>
        <p>
          {said}{" "}
          <span className={styles.aside}>
            <time dateTime={at.toISOString()} title={format.moment(at)}>
              {format.ago(at)}
            </time>
            {" · "}
            {words.doors[door] ?? door}
          </span>
        </p>
        {what === "updated" && (
          <ul className={styles.fields}>
            {Object.entries(change.fields).map(([name, values]) => (
              <li key={name}>
                <b>{heading(name)}</b> {difference(schema, cls, format, name, values)}
              </li>
            ))}
          </ul>
        )}
      </div>
      {mayUndo && (
        <Button small look="quiet" icon="undo" onPress={() => setAsked(true)}>
          {words.undo}
        </Button>
      )}
      {mine && door === "import" && (
        <ButtonLink small look="quiet" to={`/admin/audit?run=${encodeURIComponent(run)}`}>
          {words.import}
        </ButtonLink>
      )}
      <Confirm
        open={asked}
        onClose={() => setAsked(false)}
        title={words.undoTitle}
        action={words.undo}
        onConfirm={() => {
          setAsked(false);
          if (run !== null) void writing.undo(run, cls);
        }}
      >
        <p>{words.undoLead}</p>
      </Confirm>
    </li>
  );
}

function difference(schema: Schema, cls: Class, format: Format, name: string, values: unknown): string {
  const words = texts.records.timeline;
  if (typeof values !== "object" || values === null || !("to" in values)) return words.long;
  const field = fieldOf(cls, name);
  const { from, to } = values as { from?: unknown; to?: unknown };
  const text = (value: unknown) =>
    valueText(schema, format, field, told(schema, field, value)) || texts.records.page.empty.toLowerCase();
  return words.to(text(from), text(to));
}
