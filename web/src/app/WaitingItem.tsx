import { useId, useState } from "react";
import { Link } from "react-router";
import { type Queued, settled } from "../data/offline/queued";
import { useRow } from "../data/queries";
import type { Row } from "../data/rows";
import { newRun } from "../data/runs";
import { type Class, fieldOf, type Schema } from "../data/schema";
import { useFormat } from "../format/format";
import { heading, sentence } from "../format/words";
import { Button } from "../parts/Button";
import { pathTo } from "../parts/RecordLink";
import { Tag } from "../parts/Tag";
import { valueText } from "../records/values";
import { texts } from "../texts";
import styles from "./waiting.module.css";

export interface WaitingItemProps {
  schema: Schema;
  change: Queued;
  /** Send this instead of it; without anything it is given up. */
  onSettle: (next: Queued | null) => void;
  onLeave: () => void;
}

/** One change: of which record, what it says, and what is to be decided about it. */
export function WaitingItem({ schema, change, onSettle, onLeave }: WaitingItemProps) {
  const words = texts.app.waiting;
  const format = useFormat();
  const cls = schema.named(change.cls);
  const title = useId();
  if (!cls) return null;
  const path = change.op === "create" ? undefined : pathTo(schema, change.cls, change.id);
  return (
    <li aria-labelledby={title} className={styles.item}>
      <h3 id={title}>
        {path ? (
          <Link to={path} onClick={onLeave}>
            {change.title}
          </Link>
        ) : (
          change.title
        )}{" "}
        <Tag tone="plain">{`${sentence(cls.word)} · ${words.op[change.op]}`}</Tag>
        <time dateTime={change.at.toISOString()}>{format.moment(change.at)}</time>
      </h3>
      {change.state === "conflict" ? (
        <Conflict schema={schema} cls={cls} change={change} onSettle={onSettle} />
      ) : (
        <>
          <p className={change.state === "refused" ? styles.refused : styles.aside}>
            {change.state === "refused" ? words.refused(change.code, change.error) : words.waits}
          </p>
          <Values schema={schema} cls={cls} change={change} but={[]} />
          <div className={styles.actions}>
            <Button small onPress={() => onSettle(null)}>
              {words.discard}
            </Button>
            {change.state === "refused" && (
              <Button
                small
                look="accent"
                onPress={() =>
                  onSettle({ ...change, key: newRun(), sent: false, state: "waiting", error: "", code: "" })
                }
              >
                {words.again}
              </Button>
            )}
          </div>
        </>
      )}
    </li>
  );
}

type Of = Pick<WaitingItemProps, "schema" | "change"> & { cls: Class };

/** What others have changed as well, field by field: both values, and which of them is to stay. */
function Conflict({ schema, cls, change, onSettle }: Of & Pick<WaitingItemProps, "onSettle">) {
  const words = texts.app.waiting;
  const now = useRow(cls, change.id).data;
  const [chosen, setChosen] = useState<Readonly<Record<string, "mine" | "theirs">>>({});
  const deletes = change.op === "delete";
  const decided = deletes || change.fields.every((name) => chosen[name]);
  const kept = change.fields.filter((name) => chosen[name] === "mine");

  function save(row: Row): void {
    const next = settled(change, kept, row.updatedAt.toISOString(), newRun());
    onSettle(deletes && next ? { ...next, values: {} } : next);
  }

  return (
    <>
      <p className={styles.refused}>{deletes ? words.takesAway : words.conflict}</p>
      {!deletes &&
        now &&
        change.fields.map((name) => (
          <Choice
            key={name}
            schema={schema}
            cls={cls}
            name={name}
            mine={change.values[name]}
            theirs={now.values[name]}
            chosen={chosen[name]}
            onChoose={(which) => setChosen((before) => ({ ...before, [name]: which }))}
          />
        ))}
      <Values schema={schema} cls={cls} change={change} but={change.fields} />
      <div className={styles.actions}>
        <Button small onPress={() => onSettle(null)}>
          {words.discard}
        </Button>
        <Button small look="accent" isDisabled={!now || !decided} onPress={() => now && save(now)}>
          {deletes ? words.deleteNow : words.save}
        </Button>
      </div>
    </>
  );
}

interface ChoiceProps {
  schema: Schema;
  cls: Class;
  name: string;
  mine: unknown;
  theirs: unknown;
  chosen: "mine" | "theirs" | undefined;
  onChoose: (which: "mine" | "theirs") => void;
}

/** One field that two people have changed. */
function Choice({ schema, cls, name, mine, theirs, chosen, onChoose }: ChoiceProps) {
  const words = texts.app.waiting;
  const format = useFormat();
  const group = useId();
  const text = (value: unknown) =>
    valueText(schema, format, fieldOf(cls, name), value) || texts.records.page.empty;
  return (
    <fieldset className={styles.choice}>
      <legend>{heading(name)}</legend>
      {(["mine", "theirs"] as const).map((which) => (
        <label key={which}>
          <input type="radio" name={group} checked={chosen === which} onChange={() => onChoose(which)} />
          <span>
            <b>{words[which]}</b>
            {text(which === "mine" ? mine : theirs)}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** What else a change says: each field as it was, and as it is to be. */
function Values({ schema, cls, change, but }: Of & { but: readonly string[] }) {
  const format = useFormat();
  const names = Object.keys(change.values).filter((name) => !but.includes(name));
  const text = (name: string, value: unknown) =>
    valueText(schema, format, fieldOf(cls, name), value) || texts.records.page.empty.toLowerCase();
  if (names.length === 0) return null;
  return (
    <ul className={styles.values}>
      {names.map((name) => (
        <li key={name}>
          <b>{heading(name)}</b>{" "}
          {change.op === "create"
            ? text(name, change.values[name])
            : texts.records.timeline.to(text(name, change.was[name]), text(name, change.values[name]))}
        </li>
      ))}
    </ul>
  );
}
