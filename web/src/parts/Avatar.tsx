import styles from "./tag.module.css";

const TINTS = [styles.tint1, styles.tint2, styles.tint3, styles.tint4, styles.tint5, styles.tint6];

/** A name's first letters on a colour of its own; beside the name, which says the same. */
export function Avatar({ name, square, large }: { name: string; square?: boolean; large?: boolean }) {
  const sum = Array.from(name.slice(0, 100)).reduce(
    (before, letter) => before + (letter.codePointAt(0) ?? 0),
    0,
  );
  const tint = TINTS[sum % TINTS.length];
  const classes = [styles.avatar, tint, square && styles.square, large && styles.large]
    .filter(Boolean)
    .join(" ");
  return <span className={classes} data-letters={initials(name)} aria-hidden />;
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  const picked = words.length > 1 ? [words[0], words[words.length - 1]] : words;
  return picked
    .map((word) => Array.from(word ?? "")[0] ?? "")
    .join("")
    .toUpperCase();
}
