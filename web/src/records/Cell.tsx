import { isNothing, isPointer } from "../data/rows";
import { type Field, type Schema } from "../data/schema";
import { type Format } from "../format/format";
import { Avatar } from "../parts/Avatar";
import { RecordLink } from "../parts/RecordLink";
import { titleOf } from "../data/names";
import { Tag, ValueTag } from "../parts/Tag";
import { lineOf } from "./json";
import styles from "./records.module.css";
import { valueText } from "./values";

export interface CellProps {
  schema: Schema;
  format: Format;
  field: Field;
  value: unknown;
}

const WEB = /^https?:\/\/[^\s]+$/i;
const MAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** A value on a page: what it names is a link, one of a few values a tag, all else text. */
export function Cell({ schema, format, field, value }: CellProps) {
  if (isNothing(value)) return null;
  if (isPointer(value)) {
    if (value.cls !== "_User") return <RecordLink schema={schema} to={value} />;
    const name = titleOf(schema, value);
    return (
      <span className={styles.person}>
        <Avatar name={name} />
        <span className={styles.shortened}>{name}</span>
      </span>
    );
  }
  if (Array.isArray(value)) {
    return (
      <span className={styles.tags}>
        {value.map((one, place) => (
          <Tag key={place}>{lineOf(one)}</Tag>
        ))}
      </span>
    );
  }
  if (typeof value === "string") {
    if (field.values.length > 0) return <ValueTag field={field} value={value} />;
    if (!field.long && WEB.test(value))
      return <Outside href={value} text={value.replace(/^https?:\/\/(www\.)?/i, "")} />;
    if (!field.long && MAIL.test(value)) return <Outside href={`mailto:${value}`} text={value} />;
  }
  return <span className={styles.shortened}>{valueText(schema, format, field, value)}</span>;
}

function Outside({ href, text }: { href: string; text: string }) {
  return (
    <a className={styles.outside} href={href} target="_blank" rel="noreferrer noopener">
      {text}
    </a>
  );
}
