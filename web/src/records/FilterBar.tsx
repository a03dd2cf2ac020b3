import { type ReactNode, useEffect, useState } from "react";
import { Button as AriaButton } from "react-aria-components";
import type { Class, Schema } from "../data/schema";
import { heading } from "../format/words";
import { Button } from "../parts/Button";
import form from "../parts/form.module.css";
import { Menu } from "../parts/Menu";
import { useSettled } from "../parts/settled";
import { texts } from "../texts";
import { filterFields, filtersOf, parameterOf } from "./address";
import { FilterChip } from "./FilterChip";
import styles from "./records.module.css";

export interface FilterBarProps {
  schema: Schema;
  cls: Class;
  address: URLSearchParams;
  /** Change one parameter of the address; `null` takes it away. */
  onChange: (name: string, said: string | null) => void;
  onClear: () => void;
  /** After the filters. */
  children?: ReactNode;
}

const PAUSE = 250;

/** Above a list: what it is narrowed down by. */
export function FilterBar({ schema, cls, address, onChange, onClear, children }: FilterBarProps) {
  const words = texts.records.filter;
  const [added, setAdded] = useState<string | null>(null);
  const active = filtersOf(cls, address);
  const others = filterFields(cls).filter((field) => !active.some((one) => one.field.name === field.name));
  const chosen = others.find((field) => field.name === added);
  const mine = address.has("mine");
  return (
    <div className={styles.filters} role="search" aria-label={words.add}>
      <Search
        key={address.get("q") === null ? "none" : "some"}
        cls={cls}
        said={address.get("q") ?? ""}
        onChange={(said) => onChange("q", said)}
      />
      {cls.owners.length > 0 && (
        <AriaButton
          className={styles.toggle ?? ""}
          aria-pressed={mine}
          onPress={() => onChange("mine", mine ? null : "1")}
        >
          {words.mine}
        </AriaButton>
      )}
      {active.map(({ field, said }) => (
        <FilterChip
          key={field.name}
          schema={schema}
          cls={cls}
          field={field}
          said={said}
          onChange={(next) => onChange(parameterOf(field), next)}
        />
      ))}
      {chosen && (
        <FilterChip
          key={chosen.name}
          schema={schema}
          cls={cls}
          field={chosen}
          said=""
          open
          onChange={(next) => {
            setAdded(null);
            onChange(parameterOf(chosen), next);
          }}
          onClose={() => setAdded(null)}
        />
      )}
      <Menu
        label={words.add}
        button={
          <Button icon="filter" look="quiet">
            {words.add}
          </Button>
        }
        choices={others.map((field) => ({
          id: field.name,
          label: heading(field.name),
          onPick: () => setAdded(field.name),
        }))}
      />
      {(active.length > 0 || mine || address.has("q")) && (
        <Button look="quiet" onPress={onClear}>
          {texts.records.list.clear}
        </Button>
      )}
      {children}
    </div>
  );
}

function Search({ cls, said, onChange }: { cls: Class; said: string; onChange: (said: string) => void }) {
  const [text, setText] = useState(said);
  const settled = useSettled(text, PAUSE);
  useEffect(() => {
    if (settled === text && settled.trim() !== said) onChange(settled.trim());
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only what was typed changes the address
  }, [settled]);
  const label = texts.records.list.search(cls.plural);
  return (
    <div className={styles.search}>
      <input
        className={form.input}
        type="search"
        aria-label={label}
        placeholder={label}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </div>
  );
}
