import { type ReactNode, useId, useState } from "react";
import { ToggleButton } from "react-aria-components";
import { Link } from "react-router";
import { Failed, Skeleton } from "../parts/states";
import { texts } from "../texts";
import type { Bar } from "./figures";
import styles from "./reports.module.css";

export interface ChartProps {
  title: string;
  lead: string;
  /** Headings of the table: of names, values and what else is told. */
  headings: readonly [string, string, string];
  bars: readonly Bar[] | undefined;
  error: unknown;
  onRetry: () => void;
  /** As wide as the page. */
  broad?: boolean;
  /** The same as a drawing. */
  children: (label: string, bars: readonly Bar[]) => ReactNode;
}

/** Figures as a drawing or, as one likes, as a table. */
export function Chart({ title, lead, headings, bars, error, onRetry, broad, children }: ChartProps) {
  const words = texts.reports;
  const heading = useId();
  const [asTable, setAsTable] = useState(false);
  return (
    <section className={broad ? `${styles.card} ${styles.broad}` : styles.card} aria-labelledby={heading}>
      <header className={styles.head}>
        <div>
          <h2 id={heading}>{title}</h2>
          <p className={styles.lead}>{lead}</p>
        </div>
        <ToggleButton className={styles.toggle ?? ""} isSelected={asTable} onChange={setAsTable}>
          {words.table}
        </ToggleButton>
      </header>
      {bars === undefined ? (
        error ? (
          <Failed error={error} onRetry={onRetry} />
        ) : (
          <Skeleton lines={5} />
        )
      ) : bars.length === 0 ? (
        <p className={styles.nothing}>{words.nothing}</p>
      ) : asTable ? (
        <Figures title={title} headings={headings} bars={bars} />
      ) : (
        children(title, bars)
      )}
    </section>
  );
}

function Figures({
  title,
  headings,
  bars,
}: Pick<ChartProps, "title" | "headings"> & { bars: readonly Bar[] }) {
  return (
    <table className={styles.table} aria-label={title}>
      <thead>
        <tr>
          {headings.map((one) => (
            <th key={one} scope="col">
              {one}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {bars.map((bar) => (
          <tr key={bar.id}>
            <th scope="row">{bar.name}</th>
            <td>
              <Link to={bar.to}>{bar.said}</Link>
            </td>
            <td>{bar.aside}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
