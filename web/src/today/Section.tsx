import { type ReactNode, useId } from "react";
import { useFormat } from "../format/format";
import styles from "./today.module.css";

export interface SectionProps {
  title: string;
  count: number;
  bad?: boolean;
  describedBy?: string;
  /** At the right of the title. */
  aside?: ReactNode;
  /** Items of a list, or what stands there without any. */
  children: ReactNode;
}

/** A card with a list. */
export function Section({ title, count, bad, describedBy, aside, children }: SectionProps) {
  const format = useFormat();
  const heading = useId();
  return (
    <section className={styles.section} aria-labelledby={heading} aria-describedby={describedBy}>
      <header className={styles.head}>
        <h2 id={heading} className={bad ? styles.bad : undefined}>
          {title} <span>{format.number(count)}</span>
        </h2>
        {aside}
      </header>
      <ul>{children}</ul>
    </section>
  );
}
