import { lazy, useState } from "react";
import { connection, useConnection } from "../data/connection";
import { useQueue } from "../data/offline/queue";
import { isWaiting } from "../data/offline/queued";
import type { Schema } from "../data/schema";
import { Button } from "../parts/Button";
import { Icon } from "../parts/Icon";
import { Spared } from "../parts/Spared";
import { texts } from "../texts";
import styles from "./layout.module.css";

const Waiting = lazy(() => import("./Waiting"));

/** Says that the server is away, for as long as it is; and what of one's own changes waits, or is to be settled. */
export function Connection({ schema }: { schema: Schema }) {
  const there = useConnection();
  const queue = useQueue();
  const [showing, setShowing] = useState(false);
  const open = queue.filter((one) => !isWaiting(one)).length;
  const words = texts.app.waiting;
  return (
    <div role="status" className={styles.lines}>
      {!there && (
        <div className={styles.lost}>
          <Icon name="warning" />
          {texts.app.connection.lost}
          {queue.length > open && ` ${words.count(queue.length - open)}`}
          <Button small onPress={() => connection.retry()}>
            {texts.app.connection.retry}
          </Button>
          {queue.length > open && <Show label={words.show} onPress={() => setShowing(true)} />}
        </div>
      )}
      {there && queue.length > open && (
        <div className={styles.lost}>
          <Icon name="clock" />
          {words.sending}
          <Show label={words.show} onPress={() => setShowing(true)} />
        </div>
      )}
      {open > 0 && (
        <div className={styles.lost}>
          <Icon name="warning" />
          {words.open(open)}
          <Show label={words.settle} onPress={() => setShowing(true)} />
        </div>
      )}
      {showing && (
        <Spared>
          <Waiting schema={schema} onClose={() => setShowing(false)} />
        </Spared>
      )}
    </div>
  );
}

const Show = ({ label, onPress }: { label: string; onPress: () => void }) => (
  <Button small onPress={onPress}>
    {label}
  </Button>
);
