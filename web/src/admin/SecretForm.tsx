import { useMutation } from "@tanstack/react-query";
import type { ReactNode, SubmitEvent } from "react";
import { Button } from "../parts/Button";
import { Actions } from "../parts/Dialog";
import { Refusal } from "../parts/states";
import { texts } from "../texts";
import styles from "./admin.module.css";
import { Secret } from "./Secret";

export interface SecretFormProps<T> {
  /** Of the button that makes it. */
  submit: string;
  /** Whether it may be made; asked when the button is pressed. */
  ready: () => boolean;
  make: () => Promise<T>;
  /** What is shown once it was made. */
  shown: (made: T) => { label: string; lead: string; secret: string; hint?: string };
  onMade?: () => void;
  onDone: () => void;
  /** What must be said before. */
  children: ReactNode;
}

/** Makes something secret, and shows it once. */
export function SecretForm<T>({ submit, ready, make, shown, onMade, onDone, children }: SecretFormProps<T>) {
  const making = useMutation({ mutationFn: make, onSuccess: () => onMade?.() });
  if (making.data !== undefined) return <Secret {...shown(making.data)} onDone={onDone} />;
  return (
    <form
      className={styles.form}
      onSubmit={(event: SubmitEvent) => {
        event.preventDefault();
        if (ready()) making.mutate();
      }}
    >
      {children}
      <Refusal error={making.error} />
      <Actions>
        <Button onPress={onDone}>{texts.parts.cancel}</Button>
        <Button type="submit" look="accent" isPending={making.isPending}>
          {submit}
        </Button>
      </Actions>
    </form>
  );
}
