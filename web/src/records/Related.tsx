import { Link } from "react-router";
import { useCount, useRows } from "../data/queries";
import { named, type Row } from "../data/rows";
import { type Class, type Field, fieldOf, pathOf, type Schema } from "../data/schema";
import { useFormat } from "../format/format";
import { sentence } from "../format/words";
import { ButtonLink } from "../parts/Button";
import { RecordLink } from "../parts/RecordLink";
import { ValueTag } from "../parts/Tag";
import { texts } from "../texts";
import { parameterOf } from "./address";
import styles from "./records.module.css";
import { isMoney, valueText } from "./values";

const SHOWN = 5;

/** Whether a class tells what happened or is to happen: its records stand in the timeline. */
export const isHappening = (cls: Class): boolean => cls.dueField !== null;

/** The records that point to one, a list for each class and field. */
export function RelatedLists({ schema, cls, row }: { schema: Schema; cls: Class; row: Row }) {
  const lists = schema.pointingTo(cls).filter((one) => !one.cls.managed && !isHappening(one.cls));
  return lists.map((one) => (
    <RelatedList key={`${one.cls.name} ${one.field.name}`} schema={schema} {...one} row={row} />
  ));
}

/** What an address says of a pointer to this record. */
export const parameterFor = (field: Field, row: Row): string =>
  field.targets.length > 1 ? `${row.cls}:${row.id}` : row.id;

function RelatedList({ schema, cls, field, row }: { schema: Schema; cls: Class; field: Field; row: Row }) {
  const words = texts.records;
  const format = useFormat();
  const where = { [field.name]: named(row.cls, row.id) };
  const rows = useRows(cls, { where, order: ["-updatedAt"], limit: SHOWN }).data ?? [];
  const total = useCount(cls, where).data ?? rows.length;
  const said = `${encodeURIComponent(parameterOf(field))}=${encodeURIComponent(parameterFor(field, row))}`;
  return (
    <section className={styles.card} aria-label={sentence(cls.plural)}>
      <div className={styles.cardHead}>
        <h2>
          {sentence(cls.plural)}
          <span>{format.number(total)}</span>
        </h2>
        <ButtonLink small look="quiet" icon="plus" to={`/${pathOf(cls)}/new?${said}`}>
          {words.list.new(cls.word)}
        </ButtonLink>
      </div>
      {rows.length > 0 && (
        <ul className={styles.related}>
          {rows.map((one) => (
            <li key={one.id}>
              <RecordLink schema={schema} to={one} />
              <Aside schema={schema} cls={cls} row={one} />
            </li>
          ))}
          {total > rows.length && (
            <li>
              <Link to={`/${pathOf(cls)}?${said}`}>
                {words.page.more(format.number(total - rows.length))}
              </Link>
            </li>
          )}
        </ul>
      )}
    </section>
  );
}

/** What tells a record from others, small: its stage and its amount, or its first other value. */
function Aside({ schema, cls, row }: { schema: Schema; cls: Class; row: Row }) {
  const format = useFormat();
  const stage = cls.stageField ? fieldOf(cls, cls.stageField) : undefined;
  const money = cls.fields.find((field) => isMoney(field));
  const said = stage && row.values[stage.name];
  const amount = money && row.values[money.name];
  if (stage === undefined && money === undefined) {
    const other = cls.fields.find(
      (field) => field.name !== cls.titleField && field.kind === "String" && !field.long,
    );
    return (
      <span className={styles.shortened}>
        {other && valueText(schema, format, other, row.values[other.name])}
      </span>
    );
  }
  return (
    <span className={styles.person}>
      {typeof amount === "number" && format.money(amount)}
      {stage && typeof said === "string" && <ValueTag field={stage} value={said} />}
    </span>
  );
}
