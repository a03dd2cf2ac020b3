import { isPointer } from "../data/rows";
import type { Field, Schema } from "../data/schema";
import { heading, sentence } from "../format/words";
import { TextField } from "../parts/fields";
import { Picker } from "../parts/Picker";
import { Select } from "../parts/Select";
import { texts } from "../texts";
import type { Entry } from "./draft";
import { Lines } from "./Lines";
import styles from "./records.module.css";

export interface FieldEntryProps {
  schema: Schema;
  field: Field;
  value: Entry;
  onChange: (value: Entry) => void;
  wrong?: string | undefined;
  autoFocus?: boolean;
}

/** Asks for the value of a field, in the way of its kind. */
export function FieldEntry({ schema, field, value, onChange, wrong, autoFocus }: FieldEntryProps) {
  const words = texts.records.form;
  const label = heading(field.name);
  const shared = { label, wrong, required: field.required, hint: field.description, autoFocus: !!autoFocus };
  const text = typeof value === "string" ? value : "";
  if (field.kind === "Pointer") {
    const pointer = isPointer(value) ? value : null;
    return <Picker {...shared} schema={schema} targets={field.targets} value={pointer} onChange={onChange} />;
  }
  if (field.kind === "Boolean") {
    const options = [
      { id: "yes", label: texts.records.value.yes },
      { id: "no", label: texts.records.value.no },
    ];
    const said = value === true ? "yes" : value === false ? "no" : null;
    const change = (next: string | null) => onChange(next === null ? null : next === "yes");
    return <Select {...shared} options={options} value={said} onChange={change} none={words.none} />;
  }
  if (field.values.length > 0) {
    const known = text && !field.values.includes(text) ? [...field.values, text] : field.values;
    const options = known.map((one) => ({ id: one, label: sentence(one) }));
    const none = field.required ? {} : { none: words.none };
    return (
      <Select
        {...shared}
        {...none}
        options={options}
        value={text || null}
        onChange={(next) => onChange(next ?? "")}
      />
    );
  }
  if (field.kind === "Array")
    return <Lines {...shared} value={isPointer(value) ? null : value} onChange={onChange} />;
  if (field.kind === "Object") return <TextField {...shared} long code value={text} onChange={onChange} />;
  if (field.kind === "Date") return <When {...shared} value={text} onChange={onChange} />;
  return (
    <TextField
      {...shared}
      long={field.long}
      value={text}
      onChange={onChange}
      {...(field.kind === "Number" && { inputMode: "decimal" as const })}
    />
  );
}

interface WhenProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  wrong?: string | undefined;
  required: boolean;
  hint: string;
  autoFocus: boolean;
}

/** A day, and a time if it has one. */
function When({ label, value, onChange, required, hint, ...rest }: WhenProps) {
  const words = texts.records.form;
  const [day = "", time = ""] = value.split("T");
  const said = (nextDay: string, nextTime: string) =>
    onChange(nextDay || nextTime ? `${nextDay}T${nextTime}` : "");
  return (
    <div className={styles.when}>
      <TextField
        {...rest}
        label={words.day(label)}
        hint={hint}
        required={required}
        type="date"
        value={day}
        onChange={(next) => said(next, time)}
      />
      <TextField
        label={words.time(label)}
        hideLabel
        type="time"
        value={time}
        onChange={(next) => said(day, next)}
      />
    </div>
  );
}
