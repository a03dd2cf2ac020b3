import { isNothing, type Row } from "../data/rows";
import type { Class, Field, Schema } from "../data/schema";
import { useFormat } from "../format/format";
import { heading } from "../format/words";
import { texts } from "../texts";
import { Cell } from "./Cell";
import styles from "./records.module.css";

/** A title of more letters may be cut where it heads a page. */
const CUT = 150;

/** All fields of a record as it is; its title, which heads the page, only when it is long. */
export function Details({ schema, cls, row }: { schema: Schema; cls: Class; row: Row }) {
  const words = texts.records.page;
  const format = useFormat();
  const title = row.values[cls.titleField];
  const fields = cls.fields.filter((field) => !field.secret && field.name !== cls.titleField);
  const isCut = typeof title === "string" && title.length > CUT;
  const whole = cls.fields.filter(({ name }) => isCut && name === cls.titleField);
  const long = [...whole, ...fields.filter((field) => field.long)];
  const short = fields.filter((field) => !field.long);
  return (
    <dl className={styles.details}>
      {short.map((field) => (
        <Pair key={field.name} name={heading(field.name)} hint={field.description}>
          {isNothing(row.values[field.name]) ? (
            <span className={styles.faint}>{words.empty}</span>
          ) : (
            <Cell schema={schema} format={format} field={field} value={row.values[field.name]} />
          )}
        </Pair>
      ))}
      <Pair name={words.added}>{format.moment(row.createdAt)}</Pair>
      <Pair name={words.changed}>{format.moment(row.updatedAt)}</Pair>
      {long.map((field) => (
        <Long key={field.name} field={field} text={row.values[field.name]} />
      ))}
    </dl>
  );
}

function Pair({ name, hint, children }: { name: string; hint?: string; children: React.ReactNode }) {
  return (
    <>
      <dt title={hint}>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Long({ field, text }: { field: Field; text: unknown }) {
  return (
    <>
      <dt className={styles.whole} title={field.description}>
        {heading(field.name)}
      </dt>
      <dd className={styles.whole}>
        {typeof text === "string" && text ? (
          // It scrolls, so keys must reach it.
          // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          <p className={styles.prose} tabIndex={0}>
            {text}
          </p>
        ) : (
          <span className={styles.faint}>{texts.records.page.empty}</span>
        )}
      </dd>
    </>
  );
}
