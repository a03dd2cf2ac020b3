import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { undoRun } from "../data/runs";
import { type Class, pathOf } from "../data/schema";
import { Button, ButtonLink } from "../parts/Button";
import { Card } from "../parts/Card";
import { Confirm } from "../parts/Dialog";
import { Refusal } from "../parts/states";
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
    <Card
      key={undoing.isSuccess ? "undone" : "done"}
      follows
      title={undoing.isSuccess ? words.undone : words.title}
      lead={
        <span role="status">
          {undoing.isSuccess ? words.undoneLead : run === null ? words.nothing : words.lead}
        </span>
      }
    >
      {!undoing.isSuccess && <Figures numbers={done} />}
      <Refusal error={undoing.error} />
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
    </Card>
  );
}
