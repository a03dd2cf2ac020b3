import { useFormat } from "../format/format";
import { texts } from "../texts";
import type { Numbers } from "./plan";
import styles from "./transfer.module.css";

/** How many rows do what. */
export function Figures({ numbers }: { numbers: Numbers }) {
  const words = texts.transfer.numbers;
  const format = useFormat();
  const figures = [
    { id: "created", count: numbers.created, label: words.created },
    { id: "updated", count: numbers.updated, label: words.updated },
    { id: "unchanged", count: numbers.unchanged, label: words.unchanged },
    { id: "duplicates", count: numbers.duplicates.length, label: words.duplicates },
    { id: "problems", count: numbers.problemCount, label: words.problems },
  ];
  return (
    <dl className={styles.figures}>
      {figures.map(({ id, count, label }) => (
        <div key={id} className={count > 0 ? styles[id] : undefined}>
          <dt>{label}</dt>
          <dd>{format.number(count)}</dd>
        </div>
      ))}
    </dl>
  );
}
