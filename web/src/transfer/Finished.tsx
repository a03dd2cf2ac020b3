import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { undoRun } from "../data/runs";
import { type Class, pathOf } from "../data/schema";
import { Button, ButtonLink } from "../parts/Button";
import { Confirm } from "../parts/Dialog";
import { reasonOf } from "../parts/states";
import { texts } from "../texts";
import { Figures } from "./Figures";
import type { Done } from "./plan";
import styles from "./transfer.module.css";

export interface FinishedProps {
  cls: Class;
  done: Done;
  onUndone: () => void;
  onAgain: () => void;
}

/** What a sheet did, and the way to take all of it back. */
export function Finished({ cls, done, onUndone, onAgain }: FinishedProps) {
  const words = texts.transfer.done;
  const [asked, setAsked] = useState(false);
  const { run } = done;
  const undoing = useMutation({
    mutationFn: undoRun,
    onSuccess: onUndone,
    onSettled: () => setAsked(false),
  });
  return (
    <section className={styles.card} aria-label={words.title}>
      <header role="status">
        <h2>{undoing.isSuccess ? words.undone : words.title}</h2>
        {undoing.isSuccess && <p className={styles.faint}>{words.undoneLead}</p>}
        {run === null && <p className={styles.faint}>{words.nothing}</p>}
      </header>
      {!undoing.isSuccess && <Figures numbers={done} />}
      {undoing.isError && (
        <p className={styles.refused} role="alert">
          {reasonOf(undoing.error)}
        </p>
      )}
      <div className={styles.approve}>
        {run !== null && !undoing.isSuccess && (
          <Button icon="undo" onPress={() => setAsked(true)}>
            {words.undo}
          </Button>
        )}
        <Button onPress={onAgain}>{words.again}</Button>
        {!cls.managed && (
          <ButtonLink look="accent" to={`/${pathOf(cls)}`}>
            {words.see(cls.plural)}
          </ButtonLink>
        )}
      </div>
      <Confirm
        open={asked}
        onClose={() => setAsked(false)}
        title={words.undoTitle}
        action={words.undo}
        danger
        pending={undoing.isPending}
        onConfirm={() => run !== null && undoing.mutate(run)}
      >
        <p>{words.undoLead}</p>
      </Confirm>
    </section>
  );
}
