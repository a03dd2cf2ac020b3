import { type SubmitEvent, useState } from "react";
import { useQuery } from "@tanstack/react-query";
import { get } from "../data/records";
import { pointerTo } from "../data/names";
import type { Pointer } from "../data/rows";
import type { Class, Field, Schema } from "../data/schema";
import { useFormat } from "../format/format";
import { heading, sentence } from "../format/words";
import { Button } from "../parts/Button";
import { Checkbox, TextField } from "../parts/fields";
import { Picker } from "../parts/Picker";
import { Select } from "../parts/Select";
import { texts } from "../texts";
import { endText, NOTHING, range, ranged, saidOf } from "./address";
import styles from "./records.module.css";

export interface FilterFormProps {
  schema: Schema;
  field: Field;
  /** What the address says now; empty for nothing. */
  said: string;
  onChange: (said: string) => void;
}

/** Asks for what a list is to be narrowed down by. */
export function FilterForm(props: FilterFormProps) {
  const { schema, field, said, onChange } = props;
  const words = texts.records.filter;
  const [draft, setDraft] = useState<string | null>(said);
  function submit(event: SubmitEvent): void {
    event.preventDefault();
    if (draft !== null) onChange(draft);
  }
  if (field.kind === "Pointer")
    return <ByRecord schema={schema} field={field} said={said} onChange={onChange} />;
  return (
    <form className={styles.filterForm} onSubmit={submit}>
      {field.values.length > 0 ? (
        <Values field={field} said={draft ?? ""} onChange={setDraft} />
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
        <Range kind={field.kind} said={said} onChange={setDraft} />
      ) : (
        <TextField label={words.contains} value={draft ?? ""} onChange={setDraft} autoFocus />
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

interface RangeProps {
  kind: "Number" | "Date";
  /** What the address says of it. */
  said: string;
  /** Called with nothing while an end makes no sense. */
  onChange: (said: string | null) => void;
}

/** From one end to another, each of which may be open. Numbers are typed as the user's locale has them. */
function Range({ kind, said, onChange }: RangeProps) {
  const words = texts.records.filter;
  const format = useFormat();
  const [ends, setEnds] = useState(() => range(said).map((end) => endText(format, kind, end)));
  const [from = "", to = ""] = ends;
  const shape = kind === "Date" ? ({ type: "date" } as const) : ({ inputMode: "decimal" } as const);
  const wrong = (end: string) =>
    saidOf(format, kind, end) === null ? texts.records.form.noNumber : undefined;

  function change(next: [string, string]): void {
    setEnds(next);
    const [least, most] = next.map((end) => saidOf(format, kind, end));
    onChange(typeof least === "string" && typeof most === "string" ? ranged(least, most) : null);
  }

  return (
    <div className={styles.pair}>
      <TextField
        {...shape}
        label={words.from}
        value={from}
        wrong={wrong(from)}
        onChange={(next) => change([next, to])}
        autoFocus
      />
      <TextField
        {...shape}
        label={words.to}
        value={to}
        wrong={wrong(to)}
        onChange={(next) => change([from, next])}
      />
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
