import { useLayoutEffect, useRef, useState } from "react";
import type { Schema } from "../data/schema";
import { useMe } from "../data/session";
import { Button, IconButton } from "../parts/Button";
import { Failed, Skeleton } from "../parts/states";
import { texts } from "../texts";
import { Announced } from "./Announced";
import styles from "./chat.module.css";
import { Composer } from "./Composer";
import { conversation } from "./conversation";
import { useTranscript } from "./transcript";
import { Suggested } from "./Suggested";
import { TurnView } from "./TurnView";

const NEAR = 80;

/** What was said, and where one says more. */
export function Talk({ schema }: { schema: Schema }) {
  const words = texts.chat;
  const { thread, turns, loading, wrong, before, working } = useTranscript();
  const log = useRef<HTMLDivElement>(null);
  const [near, setNear] = useState(true);
  const me = useMe();

  const down = () => log.current?.scrollTo({ top: log.current.scrollHeight });
  useLayoutEffect(() => {
    if (near) down();
  }, [turns, near, working]);
  const [shown, setShown] = useState(thread?.id);
  if (shown !== thread?.id) {
    setShown(thread?.id);
    setNear(true);
  }

  function scrolled(): void {
    const box = log.current;
    if (box) setNear(box.scrollHeight - box.scrollTop - box.clientHeight < NEAR);
  }

  return (
    <div className={styles.talk}>
      <div
        ref={log}
        className={styles.log}
        role="log"
        aria-label={words.said.log}
        aria-live="off"
        // Whoever has no pointer scrolls it with the arrow keys.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        onScroll={scrolled}
      >
        {loading && <Skeleton />}
        {wrong !== null && thread === null && <Failed error={wrong} onRetry={conversation.resume} />}
        {!loading && wrong === null && turns.length === 0 && (
          <div className={styles.welcome}>
            <img src="/icon.svg" alt="" width={36} height={36} />
            <h3>{words.empty.title(me.username.split(" ")[0] ?? me.username)}</h3>
            <p>{words.empty.lead}</p>
          </div>
        )}
        {before !== null && (
          <Button small look="quiet" onPress={() => void conversation.earlier()}>
            {words.said.earlier}
          </Button>
        )}
        {turns.map((turn) => (
          <TurnView key={turn.key} schema={schema} turn={turn} busy={working} />
        ))}
      </div>
      {!near && (
        <div className={styles.latest}>
          <IconButton icon="down" look="plain" label={words.said.latest} onPress={down} />
        </div>
      )}
      <Announced />
      {!working && !loading && <Suggested schema={schema} onSaid={() => setNear(true)} />}
      <Composer onSaid={() => setNear(true)} />
    </div>
  );
}
