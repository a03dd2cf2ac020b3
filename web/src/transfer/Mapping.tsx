import { useMe } from "../data/session";
import { useFormat } from "../format/format";
import { heading } from "../format/words";
import { Select } from "../parts/Select";
import { Grid, type GridColumn } from "../parts/Grid";
import { texts } from "../texts";
import type { Existing, Plan, Reading } from "./plan";
import styles from "./transfer.module.css";

const LOCALES = ["en-GB", "en-US", "de-DE", "fr-FR", "es-ES", "it-IT", "pt-BR", "nl-NL", "pl-PL", "sv-SE"];

export interface MappingProps {
  plan: Plan;
  reading: Reading;
  onReading: (reading: Omit<Reading, "cls">) => void;
}

/** What each column is taken for, and how the rows are read. */
export function Mapping({ plan, reading, onReading }: MappingProps) {
  const words = texts.transfer.plan;
  const format = useFormat();
  const me = useMe();
  const { mapping, existing, locale } = reading;
  const options = plan.fields.map((field) => ({ id: field, label: heading(field) }));
  const change = (next: Partial<Reading>) => onReading({ mapping, existing, locale, ...next });
  const written = (tag: string) =>
    new Intl.DisplayNames([format.locale.tag], { type: "language" }).of(tag) ?? tag;
  const columns: GridColumn<Plan["columns"][number]>[] = [
    { id: "title", title: words.column, cell: (one) => one.title },
    {
      id: "field",
      title: words.field,
      cell: ({ title, field }) => (
        <div className={styles.field}>
          <Select
            label={words.fieldOf(title)}
            hideLabel
            value={field}
            none={words.leftOut}
            options={options}
            onChange={(next) => change({ mapping: { ...mapping, [title]: next } })}
          />
        </div>
      ),
    },
    {
      id: "examples",
      title: words.examples,
      wide: true,
      cell: (one) => <span className={styles.examples}>{one.examples.join(" · ")}</span>,
    },
  ];
  return (
    <>
      <div className={styles.options}>
        <Select
          label={words.existing}
          value={existing}
          options={[
            { id: "skip", label: words.skip },
            { id: "update", label: words.update },
          ]}
          onChange={(next) => change({ existing: next as Existing })}
        />
        <Select
          label={words.locale}
          value={locale}
          none={words.ownLocale(written(me.locale.replace("_", "-")))}
          options={LOCALES.map((one) => ({ id: one, label: written(one) }))}
          onChange={(next) => change({ locale: next })}
        />
      </div>
      <p className={styles.faint}>
        {words.rows(format.number(plan.rows))} ·{" "}
        {words.file(plan.encoding, words.delimiters[plan.delimiter] ?? plan.delimiter)}
      </p>
      <Grid label={words.columns} columns={columns} rows={plan.columns} keyOf={(one) => one.title} />
    </>
  );
}
