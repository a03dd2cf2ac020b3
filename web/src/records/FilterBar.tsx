import { useEffect, useState } from "react";
import { Button as AriaButton, Dialog, DialogTrigger, Popover } from "react-aria-components";
import { useQuery } from "@tanstack/react-query";
import { titleOf } from "../data/names";
import { get } from "../data/records";
import { type Class, type Field, type Schema } from "../data/schema";
import { useFormat } from "../format/format";
import { heading, sentence } from "../format/words";
import { Button, IconButton } from "../parts/Button";
import { TextField } from "../parts/fields";
import { Icon } from "../parts/Icon";
import { Menu } from "../parts/Menu";
import overlay from "../parts/overlay.module.css";
import { useSettled } from "../parts/settled";
import { texts } from "../texts";
import { canFilter, filtersOf, parameterOf, range } from "./address";
import { FilterForm } from "./FilterForm";
import styles from "./records.module.css";

export interface FilterBarProps {
  schema: Schema;
  cls: Class;
  address: URLSearchParams;
  /** Change one parameter of the address; `null` takes it away. */
  onChange: (name: string, said: string | null) => void;
  onClear: () => void;
}

/** Above a list: what it is narrowed down by. */
export function FilterBar({ schema, cls, address, onChange, onClear }: FilterBarProps) {
  const words = texts.records.filter;
  const [added, setAdded] = useState<string | null>(null);
  const active = filtersOf(cls, address);
  const chosen = cls.fields.find(
    (field) => field.name === added && !active.some((one) => one.field === field),
  );
  const others = cls.fields.filter((field) => canFilter(field) && !active.some((one) => one.field === field));
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
        <Chip
          key={field.name}
          schema={schema}
          field={field}
          said={said}
          onChange={(next) => onChange(parameterOf(field), next)}
        />
      ))}
      {chosen && (
        <Chip
          key={chosen.name}
          schema={schema}
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
    </div>
  );
}

const PAUSE = 250;

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
      <TextField label={label} hideLabel type="search" placeholder={label} value={text} onChange={setText} />
    </div>
  );
}

interface ChipProps {
  schema: Schema;
  field: Field;
  said: string;
  open?: boolean;
  onChange: (said: string | null) => void;
  onClose?: () => void;
}

function Chip({ schema, field, said, open, onChange, onClose }: ChipProps) {
  const words = texts.records.filter;
  const name = heading(field.name);
  const text = useSaid(schema, field, said);
  return (
    <span className={styles.chip}>
      <DialogTrigger defaultOpen={!!open} onOpenChange={(now) => !now && onClose?.()}>
        <AriaButton className={styles.chosen ?? ""}>
          {name}
          {text && <b>{text}</b>}
          <Icon name="down" size={12} />
        </AriaButton>
        <Popover className={`${overlay.popover} ${styles.panel}`} placement="bottom start" offset={4}>
          <Dialog aria-label={words.edit(name)} className={overlay.dialog ?? ""}>
            {({ close }) => (
              <FilterForm
                schema={schema}
                field={field}
                said={said}
                onChange={(next) => {
                  onChange(next || null);
                  close();
                }}
              />
            )}
          </Dialog>
        </Popover>
      </DialogTrigger>
      {said && <IconButton small icon="close" label={words.remove(name)} onPress={() => onChange(null)} />}
    </span>
  );
}

/** What a parameter says, in words. */
function useSaid(schema: Schema, field: Field, said: string): string {
  const words = texts.records.filter;
  const format = useFormat();
  const [cls, id] = said.includes(":")
    ? (said.split(":", 2) as [string, string])
    : [field.targets[0] ?? "", said];
  const target = field.kind === "Pointer" && said ? schema.named(cls) : undefined;
  const row = useQuery({
    queryKey: ["rows", cls, "one", id],
    queryFn: () => get(target as Class, id),
    enabled: !!target && target.name !== "_User",
  });
  if (!said) return "";
  if (field.kind === "Pointer") return row.data ? titleOf(schema, row.data) : (target?.word ?? "");
  if (field.values.length > 0) return said.split(",").map(sentence).join(", ");
  if (field.kind === "Boolean") return said === "yes" ? words.yes : words.no;
  if (field.kind !== "Number" && field.kind !== "Date") return said;
  const [from, to] = range(said).map((end) =>
    endText(field, end, format.number, (at) => format.date(at), format.parse.bind(format)),
  );
  if (from && to) return words.between(from, to);
  return from ? words.since(from) : to ? words.until(to) : said;
}

function endText(
  field: Field,
  end: string,
  number: (value: number) => string,
  date: (at: Date) => string,
  parse: (said: string) => Date | null,
): string {
  if (!end) return "";
  if (field.kind === "Number") return Number.isFinite(Number(end)) ? number(Number(end)) : end;
  const at = parse(end);
  return at ? date(at) : end;
}
