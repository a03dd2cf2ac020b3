import { type SubmitEvent, useState } from "react";
import { useQuery } from "@tanstack/react-query";
import { get } from "../data/records";
import { pointerTo } from "../data/names";
import type { Pointer } from "../data/rows";
import type { Class, Field, Schema } from "../data/schema";
import { heading, sentence } from "../format/words";
import { Button } from "../parts/Button";
import { Checkbox, Select, TextField } from "../parts/fields";
import { Picker } from "../parts/Picker";
import { texts } from "../texts";
import { NOTHING, range, ranged } from "./address";
import styles from "./records.module.css";

export interface FilterFormProps {
  schema: Schema;
  field: Field;
  /** What the address says now; empty for nothing. */
  said: string;
  onChange: (said: string) => void;
}

/** Asks for what a list is to be narrowed down by. */
export default function FilterForm(props: FilterFormProps) {
  const { schema, field, said, onChange } = props;
  const words = texts.records.filter;
  const [draft, setDraft] = useState(said);
  function submit(event: SubmitEvent): void {
    event.preventDefault();
    onChange(draft);
  }
  if (field.kind === "Pointer")
    return <ByRecord schema={schema} field={field} said={said} onChange={onChange} />;
  return (
    <form className={styles.filterForm} onSubmit={submit}>
      {field.values.length > 0 ? (
        <Values field={field} said={draft} onChange={setDraft} />
      ) : field.kind === "Boolean" ? (
        <Select
          label={heading(field.name)}
          value={draft || null}
          onChange={(next) => setDraft(next ?? "")}
          options={[
            { id: "yes", label: sentence(words.yes) },
            { id: "no", label: sentence(words.no) },
          ]}
          none={sentence(words.any)}
        />
      ) : field.kind === "Number" || field.kind === "Date" ? (
        <Range kind={field.kind} said={draft} onChange={setDraft} />
      ) : (
        <TextField label={words.contains} value={draft} onChange={setDraft} autoFocus />
      )}
      <Button look="accent" type="submit">
        {words.apply}
      </Button>
    </form>
  );
}

function Values({ field, said, onChange }: { field: Field; said: string; onChange: (said: string) => void }) {
  const chosen = said ? said.split(",") : [];
  const flip = (value: string, on: boolean) =>
    onChange(field.values.filter((one) => (one === value ? on : chosen.includes(one))).join(","));
  return (
    <div role="group" aria-label={heading(field.name)}>
      {field.values.map((value) => (
        <Checkbox
          key={value}
          label={sentence(value)}
          value={chosen.includes(value)}
          onChange={(on) => flip(value, on)}
        />
      ))}
    </div>
  );
}

function Range({ kind, said, onChange }: { kind: string; said: string; onChange: (said: string) => void }) {
  const words = texts.records.filter;
  const [from, to] = range(said);
  const shape = kind === "Date" ? ({ type: "date" } as const) : ({ inputMode: "decimal" } as const);
  return (
    <div className={styles.pair}>
      <TextField
        {...shape}
        label={words.from}
        value={from}
        onChange={(next) => onChange(ranged(next, to))}
        autoFocus
      />
      <TextField {...shape} label={words.to} value={to} onChange={(next) => onChange(ranged(from, next))} />
    </div>
  );
}

function ByRecord({ schema, field, said, onChange }: FilterFormProps) {
  const several = field.targets.length > 1;
  const [cls, id] = said.includes(":")
    ? (said.split(":", 2) as [string, string])
    : [field.targets[0] ?? "", said];
  const target = schema.named(cls);
  const row = useQuery({
    queryKey: ["rows", cls, "one", id],
    queryFn: () => get(target as Class, id),
    enabled: !!said && said !== NOTHING && !!target && cls !== "_User",
  });
  const value: Pointer | null = row.data ? pointerTo(row.data) : null;
  return (
    <Picker
      schema={schema}
      targets={field.targets}
      label={heading(field.name)}
      value={value}
      onChange={(one) => onChange(one ? (several ? `${one.cls}:${one.id}` : one.id) : "")}
      autoFocus
    />
  );
}
