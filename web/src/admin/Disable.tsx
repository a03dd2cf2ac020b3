import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { Pointer } from "../data/rows";
import type { Schema } from "../data/schema";
import { Button } from "../parts/Button";
import { Actions, Dialog } from "../parts/Dialog";
import { Picker } from "../parts/Picker";
import { Refusal } from "../parts/states";
import { texts } from "../texts";
import styles from "./admin.module.css";
import { disable, type Person } from "./people";

export interface DisableProps {
  schema: Schema;
  person: Person;
  onClose: () => void;
  onDone: (said: string) => void;
}

/** Keeps a person out, and hands what he owns to another, if one is named. */
export function Disable({ schema, person, onClose, onDone }: DisableProps) {
  const words = texts.admin.people;
  const [successor, setSuccessor] = useState<Pointer | null>(null);
  const keeping = useMutation({
    mutationFn: () => disable(person.id, successor?.id ?? null),
    onSuccess: () => onDone(words.disabledDone(person.username)),
  });
  return (
    <Dialog open onClose={onClose} title={words.disableTitle(person.username)} role="alertdialog">
      <div className={styles.form}>
        <p>{words.disableLead}</p>
        <Picker
          schema={schema}
          targets={["_User"]}
          label={words.successor}
          hint={words.successorHint}
          value={successor}
          onChange={setSuccessor}
        />
        <Refusal error={keeping.error} />
      </div>
      <Actions>
        <Button onPress={onClose}>{texts.parts.cancel}</Button>
        <Button look="danger" isPending={keeping.isPending} onPress={() => keeping.mutate()}>
          {words.disable}
        </Button>
      </Actions>
    </Dialog>
  );
}
