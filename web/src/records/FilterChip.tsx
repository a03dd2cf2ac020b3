import { queryOptions, useQuery } from "@tanstack/react-query";
import { lazy, useRef, useState } from "react";
import { Button as AriaButton } from "react-aria-components";
import { api } from "../data/api";
import { titleOf } from "../data/names";
import { get } from "../data/records";
import { named } from "../data/rows";
import type { Class, Field, Schema } from "../data/schema";
import { useFormat } from "../format/format";
import { heading, sentence } from "../format/words";
import { IconButton } from "../parts/Button";
import { Icon } from "../parts/Icon";
import { Spared } from "../parts/Spared";
import { texts } from "../texts";
import { NOTHING, range } from "./address";
import styles from "./records.module.css";

const loaded = () => import("./FilterPanel");
const FilterPanel = lazy(loaded);

export interface FilterChipProps {
  schema: Schema;
  cls: Class;
  field: Field;
  said: string;
  open?: boolean;
  onChange: (said: string | null) => void;
  onClose?: () => void;
}

/** A filter: what it is about, what it says, and a way to say otherwise. */
export function FilterChip({ schema, cls, field, said, open, onChange, onClose }: FilterChipProps) {
  const words = texts.records.filter;
  const name = heading(field.name);
  const text = useSaid(schema, cls, field, said);
  const button = useRef<HTMLButtonElement>(null);
  const [editing, setEditing] = useState(!!open);
  const near = () => void loaded();
  function close(): void {
    setEditing(false);
    onClose?.();
  }
  return (
    <span className={styles.chip}>
      <AriaButton
        ref={button}
        className={styles.chosen ?? ""}
        aria-haspopup="dialog"
        aria-expanded={editing}
        onPress={() => setEditing(true)}
        onHoverStart={near}
        onFocus={near}
      >
        {name}
        {text && <b>{text}</b>}
        <Icon name="down" size={12} />
      </AriaButton>
      {editing && (
        <Spared>
          <FilterPanel
            label={words.edit(name)}
            trigger={button}
            onClose={close}
            schema={schema}
            field={field}
            said={said}
            onChange={(next) => {
              close();
              onChange(next || null);
            }}
          />
        </Spared>
      )}
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
