import { useId } from "react";
import { CheckboxButton, CheckboxField } from "react-aria-components";
import type { Schema } from "../data/schema";
import { useFormat } from "../format/format";
import { Button } from "../parts/Button";
import { Icon } from "../parts/Icon";
import { RecordLink } from "../parts/RecordLink";
import { Tag } from "../parts/Tag";
import { pointerNamed } from "../data/names";
import { texts } from "../texts";
import { type Held, type Version, type Waiting, wanted } from "./card";
import { answerCard } from "./answering";
import styles from "./chat.module.css";
import { transcript } from "./transcript";
import { Difference } from "./Difference";
import { Versions } from "./Versions";

const SHOWN = 8;

export interface CardViewProps {
  schema: Schema;
  /** Of the answer that the card belongs to. */
  of: string;
  held: Held;
  /** Whether something else is being answered. */
  busy: boolean;
}

/** What waits for a yes, change by change; what is not wanted is unticked. */
export function CardView({ schema, of, held, busy }: CardViewProps) {
  const words = texts.chat.card;
  const title = useId();
  const { card, off, sending, versions } = held;
  const open = card.state === "open";
  const many = card.changes.length > 1;
  const answer = (what: "approve" | "reject") => void answerCard(of, what);
  const left = (one: Waiting) =>
    open ? off.includes(one.number) : card.approved !== null && !card.approved.includes(one.number);
  return (
    <section
      className={open ? `${styles.card} ${styles.open}` : styles.card}
      role="group"
      aria-labelledby={title}
      tabIndex={-1}
      data-card={card.id}
    >
      <header>
        <h3 id={title}>{words.title(card.changes.length)}</h3>
        {!open && <State held={held} />}
      </header>
      {card.reasons.length > 0 && (
        <p className={styles.because}>{words.because(card.reasons.join(words.and))}</p>
      )}
      {versions.length > 0 && (
        <p role="alert" className={styles.stale}>
          <Icon name="warning" />
          {words.conflict}
        </p>
      )}
      <Rows count={card.changes.length}>
        {card.changes.map((one) => (
          <Row
            key={one.number}
            schema={schema}
            change={one}
            tickable={open && many && sending === null}
            left={left(one)}
            version={versions.find((version) => version.class === one.class && version.id === one.id)}
            onTick={(on) => transcript.card(of, { what: "ticked", number: one.number, on })}
          />
        ))}
      </Rows>
      {open && (
        <footer>
          <Approve held={held} busy={busy} onPress={() => answer("approve")} />
          <Button isDisabled={busy} isPending={sending === "reject"} onPress={() => answer("reject")}>
            {words.reject}
          </Button>
        </footer>
      )}
    </section>
  );
}

function Approve({ held, busy, onPress }: { held: Held; busy: boolean; onPress: () => void }) {
  const words = texts.chat.card;
  const format = useFormat();
  const count = wanted(held);
  const all = held.card.changes.length;
  return (
    <Button
      look="accent"
      isDisabled={busy || count === 0}
      isPending={held.sending === "approve"}
      onPress={onPress}
    >
      {count === all ? words.approve : words.approveSome(format.number(count), format.number(all))}
    </Button>
  );
}

function State({ held: { card } }: { held: Held }) {
  const words = texts.chat.card;
  const format = useFormat();
  if (card.state === "rejected") return <Tag tone="plain">{words.state.rejected}</Tag>;
  const some = card.approved;
  return (
    <Tag tone="good">
      {some === null
        ? words.state.approved
        : words.some(format.number(some.length), format.number(card.changes.length))}
    </Tag>
  );
}

/** A few are shown as they are; of many the list scrolls. */
function Rows({ count, children }: { count: number; children: React.ReactNode }) {
  if (count <= SHOWN) return <ul className={styles.rows}>{children}</ul>;
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles.long} role="group" aria-label={texts.chat.changes.title(count)} tabIndex={0}>
      <ul className={styles.rows}>{children}</ul>
    </div>
  );
}

interface RowProps {
  schema: Schema;
  change: Waiting;
  tickable: boolean;
  left: boolean;
  version: Version | undefined;
  onTick: (on: boolean) => void;
}

function Row({ schema, change, tickable, left, version, onTick }: RowProps) {
  const words = texts.chat.card;
  const cls = schema.named(change.class);
  const label = words.row(words.what[change.what], change.name);
  const there = change.what !== "created";
  return (
    <li className={left ? `${styles.row} ${styles.left}` : styles.row}>
      {tickable && (
        <CheckboxField isSelected={!left} onChange={onTick} aria-label={label}>
          <CheckboxButton className={styles.tick ?? ""}>
            <span>
              <Icon name="check" size={12} />
            </span>
          </CheckboxButton>
        </CheckboxField>
      )}
      <div>
        <p className={styles.name}>
          <span className={styles[change.what]}>{words.what[change.what]}</span>{" "}
          {there && cls ? (
            <RecordLink schema={schema} to={pointerNamed(schema, change.class, change.id, change.name)} />
          ) : (
            <b>{change.name}</b>
          )}
          {left && !tickable && <span className={styles.aside}> {words.left}</span>}
        </p>
        {change.around.length > 0 && <p className={styles.aside}>{change.around.join(" · ")}</p>}
        <Difference schema={schema} cls={cls} fields={change.fields} />
        {version && <Versions schema={schema} cls={cls} version={version} />}
      </div>
    </li>
  );
}
