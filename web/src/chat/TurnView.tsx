import { memo, useMemo } from "react";
import type { Schema } from "../data/schema";
import { Button, IconButton } from "../parts/Button";
import { Icon } from "../parts/Icon";
import { pathTo } from "../parts/RecordLink";
import { toast } from "../parts/toast";
import { texts } from "../texts";
import { CardView } from "./CardView";
import { Changed } from "./Changed";
import styles from "./chat.module.css";
import { conversation } from "./conversation";
import { transcript } from "./transcript";
import { Feedback } from "./Feedback";
import { Markdown } from "./Markdown";
import { Steps } from "./Steps";
import type { Failure } from "./failure";
import type { Turn } from "./turn";

export interface TurnViewProps {
  schema: Schema;
  turn: Turn;
  /** Whether something is being answered. */
  busy: boolean;
}

/** Something that was said. */
export const TurnView = memo(function TurnView(props: TurnViewProps) {
  return props.turn.author === "person" ? <Asked turn={props.turn} /> : <Answer {...props} />;
});

function Asked({ turn }: { turn: Turn }) {
  const words = texts.chat.said;
  const queued = turn.state === "queued";
  return (
    <div className={queued ? `${styles.asked} ${styles.queued}` : styles.asked}>
      <h3 className="only-heard">{words.you}</h3>
      <p>{turn.text}</p>
      {queued && (
        <div className={styles.aside}>
          {words.queued}
          <Button small look="quiet" onPress={() => transcript.takeBack([turn])}>
            {words.unsay}
          </Button>
        </div>
      )}
    </div>
  );
}

function Answer({ schema, turn, busy }: TurnViewProps) {
  const words = texts.chat.said;
  const working = turn.state === "working";
  const text = textBeside(turn);
  const names = useMemo(() => namesOf(schema, turn), [schema, turn]);
  return (
    <article className={styles.answer} aria-busy={working}>
      <h3 className="only-heard">{words.assistant}</h3>
      <Steps steps={turn.steps} working={working} />
      {working && text === "" && (
        <p className={styles.thinking}>
          <span className={styles.dots} aria-hidden />
          <span className="only-heard">{words.thinking}</span>
        </p>
      )}
      {text !== "" && <Markdown schema={schema} text={text} names={names} />}
      {turn.card && <CardView schema={schema} of={turn.key} held={turn.card} busy={busy} />}
      {turn.changes.length > 0 && <Changed schema={schema} turn={turn} />}
      {turn.failure && (
        <Failed failure={turn.failure} onAgain={turn.card ? undefined : () => conversation.again(turn.key)} />
      )}
      {turn.state === "done" && text !== "" && (
        <div className={styles.tools}>
          <IconButton small icon="copy" label={words.copy} onPress={() => void copy(text)} />
          {turn.run !== null && <Feedback turn={turn} run={turn.run} />}
        </div>
      )}
    </article>
  );
}

interface FailedProps {
  failure: Failure;
  /** Says it again; a card is answered again instead. */
  onAgain: (() => void) | undefined;
}

function Failed({ failure: { code, text }, onAgain }: FailedProps) {
  const words = texts.chat.failed;
  const stopped = code === "stopped";
  return (
    <div className={stopped ? styles.stopped : styles.failed} role={stopped ? undefined : "alert"}>
      <Icon name={stopped ? "stop" : "warning"} />
      <p>{stopped ? words.stopped : text}</p>
      {onAgain && (
        <Button small onPress={onAgain}>
          {words.again}
        </Button>
      )}
    </div>
  );
}

/** What is said beside a card: it shows the question itself. */
export function textBeside({ text, card }: Turn): string {
  if (!card) return text;
  const question = text.indexOf("**Shall I?**");
  return question < 0 ? text : text.slice(0, question).trimEnd();
}

/** Where the records are whose names the answer may have in bold. */
function namesOf(schema: Schema, { records }: Turn): ReadonlyMap<string, string> {
  const there = records.filter((record) => record.what !== "deleted");
  return new Map(
    there.flatMap(({ class: cls, id, name }) => {
      const path = pathTo(schema, cls, id);
      return path === undefined ? [] : [[name, path] as const];
    }),
  );
}

async function copy(text: string): Promise<void> {
  await navigator.clipboard.writeText(text);
  toast({ text: texts.chat.said.copied, tone: "good" });
}
