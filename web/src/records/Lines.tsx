import { useId, useLayoutEffect, useRef } from "react";
import { useFormat } from "../format/format";
import { Button, IconButton } from "../parts/Button";
import { TextField } from "../parts/fields";
import form from "../parts/form.module.css";
import { texts } from "../texts";
import type { Entry } from "./draft";
import styles from "./records.module.css";

export interface LinesProps {
  label: string;
  value: Entry;
  onChange: (value: Entry) => void;
  wrong?: string | undefined;
  required: boolean;
  hint: string;
}

/** Asks for a list, a line for each of its values. Enter begins the next one. */
export function Lines({ label, value, onChange, wrong, required, hint }: LinesProps) {
  const words = texts.records.form;
  const format = useFormat();
  const told = useId();
  const group = useRef<HTMLDivElement>(null);
  const lines = Array.isArray(value) ? (value as readonly string[]) : [];
  const wanted = useRef<number | null>(null);
  // Before the next key is heard: it is for the line that this one began.
  useLayoutEffect(() => {
    const place = wanted.current;
    if (place === null) return;
    wanted.current = null;
    const inputs = group.current?.querySelectorAll("input") ?? [];
    (inputs[Math.min(place, inputs.length - 1)] ?? group.current?.querySelector("button"))?.focus();
  });

  function add(place: number): void {
    wanted.current = place;
    onChange(lines.toSpliced(place, 0, ""));
  }

  function remove(place: number): void {
    wanted.current = place;
    onChange(lines.toSpliced(place, 1));
  }

  return (
    <div ref={group} className={form.field} role="group" aria-label={label} aria-describedby={told}>
      <span className={form.label} aria-hidden>
        {label}
        {required && <span className={form.needed}> *</span>}
      </span>
      {lines.length > 0 && (
        <ul className={styles.lines}>
          {lines.map((line, place) => (
            // A line is known by its place: two may say the same.
            <li key={place}>
              <TextField
                label={words.line(label, format.number(place + 1))}
                hideLabel
                value={line}
                onChange={(next) => onChange(lines.with(place, next))}
                onEnter={() => add(place + 1)}
              />
              <IconButton
                icon="close"
                label={words.removeLine(label, format.number(place + 1))}
                onPress={() => remove(place)}
              />
            </li>
          ))}
        </ul>
      )}
      <span>
        <Button small icon="plus" onPress={() => add(lines.length)}>
          {words.addLine(label)}
        </Button>
      </span>
      <span id={told} className={wrong ? form.wrong : form.hint} role={wrong ? "alert" : undefined}>
        {wrong ?? hint}
      </span>
    </div>
  );
}
