import { lazy, Suspense, useEffect, useState } from "react";
import { Button as AriaButton, Dialog, DialogTrigger, Popover } from "react-aria-components";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { api } from "../data/api";
import { titleOf } from "../data/names";
import { get } from "../data/records";
import { named } from "../data/rows";
import { type Class, type Field, type Schema } from "../data/schema";
import { useFormat } from "../format/format";
import { heading, sentence } from "../format/words";
import { Button, IconButton } from "../parts/Button";
import { TextField } from "../parts/fields";
import { Icon } from "../parts/Icon";
import { Menu } from "../parts/Menu";
import overlay from "../parts/overlay.module.css";
import { Skeleton } from "../parts/states";
import { useSettled } from "../parts/settled";
import { texts } from "../texts";
import { filterFields, filtersOf, NOTHING, parameterOf, range } from "./address";
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
        <Chip
          key={field.name}
          schema={schema}
          cls={cls}
          field={field}
          said={said}
          onChange={(next) => onChange(parameterOf(field), next)}
        />
      ))}
      {chosen && (
        <Chip
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
    </div>
  );
}

const FilterForm = lazy(() => import("./FilterForm"));
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
  cls: Class;
  field: Field;
  said: string;
  open?: boolean;
  onChange: (said: string | null) => void;
  onClose?: () => void;
}

function Chip({ schema, cls, field, said, open, onChange, onClose }: ChipProps) {
  const words = texts.records.filter;
  const name = heading(field.name);
  const text = useSaid(schema, cls, field, said);
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
              <Suspense fallback={<Skeleton lines={2} />}>
                <FilterForm
                  schema={schema}
                  field={field}
                  said={said}
                  onChange={(next) => {
                    onChange(next || null);
                    close();
                  }}
                />
              </Suspense>
            )}
          </Dialog>
        </Popover>
      </DialogTrigger>
      {said && <IconButton small icon="close" label={words.remove(name)} onPress={() => onChange(null)} />}
    </span>
  );
}

/** What a user is called whom records name. Of users themselves, Parse tells nobody but oneself. */
const personQuery = (of: Class, field: Field, id: string) =>
  queryOptions({
    queryKey: ["records", "person", of.name, field.name, id],
    queryFn: async () => {
      const body = { class: of.name, by: field.name, where: { [field.name]: named("_User", id) } };
      const { groups } = await api<{ groups: { name: string }[] }>("POST", "/api/totals", { body });
      return groups[0]?.name ?? null;
    },
  });

/** What a parameter says, in words. */
function useSaid(schema: Schema, of: Class, field: Field, said: string): string {
  const words = texts.records.filter;
  const format = useFormat();
  const [cls, id] = said.includes(":")
    ? (said.split(":", 2) as [string, string])
    : [field.targets[0] ?? "", said];
  const target = field.kind === "Pointer" && said && said !== NOTHING ? schema.named(cls) : undefined;
  const row = useQuery({
    queryKey: ["rows", cls, "one", id],
    queryFn: () => get(target as Class, id),
    enabled: !!target && target.name !== "_User",
  });
  const person = useQuery({
    ...personQuery(of, field, id),
    enabled: target?.name === "_User",
  });
  if (!said) return "";
  if (said === NOTHING && (field.kind === "Pointer" || field.values.length > 0)) return words.nothing;
  if (field.kind === "Pointer")
    return row.data ? titleOf(schema, row.data) : (person.data ?? target?.word ?? "");
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
