import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { titleOf } from "../data/names";
import { get } from "../data/records";
import { Unreachable } from "../data/refusals";
import type { Row } from "../data/rows";
import type { Class, Schema } from "../data/schema";
import { useWriting } from "../data/writing";
import { useFormat } from "../format/format";
import { heading } from "../format/words";
import { Button } from "../parts/Button";
import { reasonOf } from "../parts/states";
import { texts } from "../texts";
import { changed, read } from "./draft";
import { Form } from "./Form";
import { begin, type Edit, meet, settle } from "./merge";
import styles from "./records.module.css";
import { useUnsaved } from "./unsaved";
import { valueText } from "./values";

export interface EditFormProps {
  schema: Schema;
  cls: Class;
  /** The record as it is now; it may become another one while somebody types. */
  row: Row;
  /** Whether it was deleted meanwhile. */
  gone: boolean;
  onDone: () => void;
}

/** Changes a record. Nothing that another person writes meanwhile is lost, and nothing that was typed. */
export function EditForm({ schema, cls, row, gone, onDone }: EditFormProps) {
  const words = texts.records.form;
  const format = useFormat();
  const writing = useWriting();
  const [edit, setEdit] = useState<Edit>(() => begin(format, cls, row));
  const [touched, setTouched] = useState(false);
  const [tried, setTried] = useState(false);
  const [seen, setSeen] = useState(row);
  if (seen !== row) {
    setSeen(row);
    setEdit((before) => meet(format, cls, before, row));
  }
  const { wrong } = read(format, cls, edit.draft);

  const saving = useMutation({
    mutationFn: async () => {
      const now = await get(cls, row.id).catch(unlessAway(row)); // somebody may have been quicker than the news of it
      const met = meet(format, cls, edit, now);
      if (met.conflicts.length > 0) return met;
      const mine = changed(read(format, cls, met.draft).values, met.base.values);
      if (Object.keys(mine).length > 0)
        await writing.update(cls, met.base, mine, words.saved(titleOf(schema, row)));
      return null;
    },
    onSuccess: (met) => (met ? setEdit(met) : onDone()),
  });
  const asking = useUnsaved(touched && !saving.isSuccess);

  function submit(): void {
    setTried(true);
    if (Object.keys(wrong).length === 0 && edit.conflicts.length === 0 && !saving.isPending) saving.mutate();
  }

  return (
    <>
      <Form
        schema={schema}
        cls={cls}
        draft={edit.draft}
        onChange={(name, entry) => {
          setTouched(true);
          setEdit((before) => ({ ...before, draft: { ...before.draft, [name]: entry } }));
        }}
        wrong={tried ? wrong : {}}
        refused={gone ? texts.records.conflict.gone : saving.error && reasonOf(saving.error)}
        onSubmit={submit}
        actions={
          <>
            <Button onPress={onDone}>{words.cancel}</Button>
            <Button
              look="accent"
              type="submit"
              isPending={saving.isPending}
              isDisabled={gone || edit.conflicts.length > 0}
            >
              {words.save}
            </Button>
          </>
        }
      >
        {(edit.conflicts.length > 0 || edit.merged.length > 0) && (
          <Conflicts schema={schema} cls={cls} edit={edit} onChange={setEdit} />
        )}
      </Form>
      {asking.dialog}
    </>
  );
}

/** The record as it is known, when there is no server to ask: what others did meanwhile is found when it is back. */
function unlessAway(row: Row): (error: unknown) => Row {
  return (error) => {
    if (error instanceof Unreachable) return row;
    throw error;
  };
}

interface ConflictsProps {
  schema: Schema;
  cls: Class;
  edit: Edit;
  onChange: (edit: Edit) => void;
}

/** Shows both versions of what two people changed. */
function Conflicts({ schema, cls, edit, onChange }: ConflictsProps) {
  const words = texts.records.conflict;
  const format = useFormat();
  const { values } = read(format, cls, edit.draft);
  const text = (name: string, value: unknown) => {
    const field = cls.fields.find((one) => one.name === name);
    return valueText(schema, format, field, value) || texts.records.page.empty;
  };
  return (
    <div className={styles.conflict} role="alert">
      <h3>{words.title}</h3>
      <p>{words.lead}</p>
      {edit.merged.length > 0 && (
        <p>
          {words.merged}: {edit.merged.map(heading).join(", ")}
        </p>
      )}
      {edit.conflicts.map((name) => (
        <div key={name} className={styles.versions}>
          <div className={styles.version}>
            <span className={styles.faint}>{`${heading(name)} · ${words.mine}`}</span>
            <p>{text(name, values[name])}</p>
            <Button small onPress={() => onChange(settle(format, cls, edit, name, false))}>
              {words.keep(heading(name).toLowerCase())}
            </Button>
          </div>
          <div className={styles.version}>
            <span className={styles.faint}>{`${heading(name)} · ${words.theirs}`}</span>
            <p>{text(name, edit.theirs.values[name])}</p>
            <Button small onPress={() => onChange(settle(format, cls, edit, name, true))}>
              {words.take(heading(name).toLowerCase())}
            </Button>
          </div>
        </div>
      ))}
    </div>
  );
}
