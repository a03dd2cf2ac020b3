import { type Field } from "../data/schema";
import { sentence } from "../format/words";
import styles from "./tag.module.css";

const TINTS = [styles.tint1, styles.tint2, styles.tint3, styles.tint4];
export type Tone = "plain" | "good" | "warn" | "bad" | "accent";
const OF_TONE: Record<Tone, string | undefined> = {
  plain: "",
  good: styles.tint5,
  warn: styles.tint3,
  bad: styles.tint6,
  accent: styles.tint1,
};

/** A word on a coloured ground. */
export function Tag({ children, tone = "plain" }: { children: string; tone?: Tone }) {
  return <span className={`${styles.tag} ${OF_TONE[tone] ?? ""}`}>{children}</span>;
}

/** The value of a field with a few values, always in the same colour: an end is green if it is the first, else red. */
export function ValueTag({ field, value }: { field: Field; value: string }) {
  return <span className={`${styles.tag} ${tintOf(field, value) ?? ""}`}>{sentence(value)}</span>;
}

function tintOf(field: Field, value: string): string | undefined {
  const end = field.terminal.indexOf(value);
  if (end >= 0) return end === 0 ? styles.tint5 : styles.tint6;
  const place = field.values.indexOf(value);
  return place < 0 ? "" : TINTS[place % TINTS.length];
}
