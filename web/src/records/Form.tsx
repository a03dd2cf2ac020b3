import { type ReactNode, type SubmitEvent, useEffect, useRef, useState } from "react";
import type { Class, Field, Schema } from "../data/schema";
import { Actions } from "../parts/Dialog";
import { type Draft, type Entry, formFields, type Wrong } from "./draft";
import { FieldEntry } from "./FieldEntry";
import styles from "./records.module.css";

export interface FormProps {
  schema: Schema;
  cls: Class;
  draft: Draft;
  onChange: (name: string, entry: Entry) => void;
  wrong: Wrong;
  /** Why the server did not take it. */
  refused?: string | null;
  onSubmit: () => void;
  /** Above the fields. */
  children?: ReactNode;
  /** The buttons. */
  actions: ReactNode;
}

/** Asks for all fields of a record, in the order of its class; long text last. The first wrong one gets the focus. */
export function Form({
  schema,
  cls,
  draft,
  onChange,
  wrong,
  refused,
  onSubmit,
  children,
  actions,
}: FormProps) {
  const fields = formFields(cls);
  const ordered = [...fields.filter((field) => !isBroad(field)), ...fields.filter(isBroad)];
  const [tried, setTried] = useState(0);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (tried > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [tried]);
  function submit(event: SubmitEvent): void {
    event.preventDefault();
    onSubmit();
    setTried((before) => before + 1);
  }
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <div className={styles.form}>
        {children && <div className={styles.whole}>{children}</div>}
        {refused && (
          <p role="alert" className={`${styles.refused} ${styles.whole}`}>
            {refused}
          </p>
        )}
        {ordered.map((field, place) => (
          <div key={field.name} className={isBroad(field) || place === 0 ? styles.whole : undefined}>
            <FieldEntry
              schema={schema}
              field={field}
              value={draft[field.name] ?? null}
              onChange={(entry) => onChange(field.name, entry)}
              wrong={wrong[field.name]}
              autoFocus={place === 0}
            />
          </div>
        ))}
      </div>
      <Actions>{actions}</Actions>
    </form>
  );
}

const isBroad = (field: Field) => field.long || field.kind === "Object";
