import type { ReactNode } from "react";
import styles from "./grid.module.css";
import { Scroll } from "./Scroll";

export interface GridColumn<T> {
  id: string;
  title: string;
  /** Numbers stand at the end. */
  align?: "end";
  /** Buttons: the title is only heard. */
  actions?: boolean;
  /** Takes what room is left. */
  wide?: boolean;
  /** Never on two lines, as a date. */
  whole?: boolean;
  cell: (row: T) => ReactNode;
}

export interface GridProps<T> {
  /** Its name, for those who hear. */
  label: string;
  columns: readonly GridColumn<T>[];
  rows: readonly T[];
  keyOf: (row: T) => string | number;
  /** Scrolls in itself when it is long. */
  low?: boolean;
}

/** A table of a few rows, named by their first column. Where there is no room for columns, each row is a card. */
export function Grid<T>({ label, columns, rows, keyOf, low }: GridProps<T>) {
  return (
    <div className={styles.frame}>
      <Scroll className={low ? `${styles.scroll} ${styles.low}` : styles.scroll} label={label}>
        <table className={styles.grid}>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column.id} scope="col" className={shapeOf(column)}>
                  {column.actions ? <span className="only-heard">{column.title}</span> : column.title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={keyOf(row)}>
                {columns.map((column, place) =>
                  place === 0 ? (
                    <th key={column.id} scope="row" className={shapeOf(column)}>
                      {column.cell(row)}
                    </th>
                  ) : (
                    <td
                      key={column.id}
                      className={shapeOf(column)}
                      data-title={column.actions ? undefined : column.title}
                    >
                      <div>{column.cell(row)}</div>
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </div>
  );
}

function shapeOf<T>({ align, actions, wide, whole }: GridColumn<T>): string {
  const shapes = [align && styles.end, actions && styles.actions, wide && styles.wide, whole && styles.whole];
  return shapes.filter(Boolean).join(" ");
}
