import { useQueryClient } from "@tanstack/react-query";
import { isLaidOver } from "../data/offline/over";
import { queue, useQueue } from "../data/offline/queue";
import { isWaiting, type Queued } from "../data/offline/queued";
import { sendQueue } from "../data/offline/sending";
import type { Schema } from "../data/schema";
import { Dialog } from "../parts/Dialog";
import { texts } from "../texts";
import { WaitingItem } from "./WaitingItem";
import styles from "./waiting.module.css";

/** One's own changes that the server does not have: they wait, meet what others did, or were not taken. */
export default function Waiting({ schema, onClose }: { schema: Schema; onClose: () => void }) {
  const words = texts.app.waiting;
  const changes = useQueue();
  const client = useQueryClient();

  /** Settle one: send it as it is now, or give it up. What lay over the pages for it goes. */
  async function settle(one: Queued, next: Queued | null): Promise<void> {
    await queue.become((now) =>
      now.flatMap((other) => (other.key !== one.key ? [other] : next === null ? [] : [next])),
    );
    if (next === null && isWaiting(one))
      void client.resetQueries({ predicate: ({ queryKey }) => isLaidOver(queryKey) });
    else if (!(await sendQueue(client))) void client.invalidateQueries();
  }

  return (
    <Dialog open onClose={onClose} title={words.title} wide>
      {changes.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <ul className={styles.list}>
          {changes.map((one) => (
            <WaitingItem
              key={one.key}
              schema={schema}
              change={one}
              onSettle={(next) => void settle(one, next)}
              onLeave={onClose}
            />
          ))}
        </ul>
      )}
    </Dialog>
  );
}
