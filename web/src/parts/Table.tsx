import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useEffect, useRef } from "react";
import { Icon } from "./Icon";
import styles from "./table.module.css";

export interface Column<T> {
  id: string;
  title: string;
  /** A track of a grid, as `minmax(12rem, 2fr)`. */
  width?: string;
  /** Numbers stand at the end. */
  align?: "end";
  sortable?: boolean;
  cell: (row: T) => ReactNode;
}

export interface Sort {
  by: string;
  descending: boolean;
}

export interface TableProps<T> {
  /** Its name, for those who hear. */
  label: string;
  columns: readonly Column<T>[];
  rows: readonly T[];
  keyOf: (row: T) => string;
  sort?: Sort | undefined;
  onSort?: (sort: Sort) => void;
  /** How many there are altogether, also those not loaded yet. */
  total?: number | undefined;
  /** Called when the end comes into sight. */
  onEnd?: () => void;
  /** Below the last row. */
  foot?: ReactNode;
}

const ROW = 38;
const AHEAD = 12;

/** Rows of any number; only those in sight are there. */
export function Table<T>(props: TableProps<T>) {
  const { label, columns, rows, keyOf, sort, onSort, total, onEnd, foot } = props;
  const scroll = useRef<HTMLDivElement>(null);
  // eslint-disable-next-line react-hooks/incompatible-library -- the compiler leaves this component as it is
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW,
    overscan: AHEAD,
  });
  const shown = virtual.getVirtualItems();
  const last = shown[shown.length - 1]?.index ?? -1;
  const atEnd = rows.length > 0 && last >= rows.length - 1;
  useEffect(() => {
    if (atEnd) onEnd?.();
  }, [atEnd, rows.length, onEnd]);
  const tracks = {
    gridTemplateColumns: columns.map((column) => column.width ?? "minmax(8rem, 1fr)").join(" "),
  };

  return (
    // A region that scrolls takes the focus, so that keys scroll it.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div ref={scroll} className={styles.scroll} tabIndex={0} role="region" aria-label={label}>
      <div
        className={styles.table}
        role="table"
        aria-label={label}
        aria-rowcount={(total ?? rows.length) + 1}
      >
        <div role="rowgroup" className={styles.head}>
          <div className={styles.row} role="row" aria-rowindex={1} style={tracks}>
            {columns.map((column) => (
              <Head key={column.id} column={column} sort={sort} onSort={onSort} />
            ))}
          </div>
        </div>
        <div role="rowgroup" className={styles.body} style={{ height: virtual.getTotalSize() }}>
          {shown.map(({ index, start }) => {
            const row = rows[index];
            if (row === undefined) return null;
            return (
              <div
                key={keyOf(row)}
                className={styles.row}
                role="row"
                aria-rowindex={index + 2}
                style={{ ...tracks, transform: `translateY(${start}px)` }}
              >
                {columns.map((column) => (
                  <div key={column.id} role="cell" className={cellOf(column)}>
                    {column.cell(row)}
                  </div>
                ))}
              </div>
            );
          })}
        </div>
      </div>
      {foot && <div className={styles.foot}>{foot}</div>}
    </div>
  );
}

const cellOf = <T,>(column: Column<T>) => (column.align ? `${styles.cell} ${styles.end}` : styles.cell);

interface HeadProps<T> {
  column: Column<T>;
  sort: Sort | undefined;
  onSort: ((sort: Sort) => void) | undefined;
}

function Head<T>({ column, sort, onSort }: HeadProps<T>) {
  const sorted = sort?.by === column.id ? (sort.descending ? "descending" : "ascending") : "none";
  if (!column.sortable || !onSort) {
    return (
      <div role="columnheader" className={cellOf(column)}>
        {column.title}
      </div>
    );
  }
  return (
    <div role="columnheader" aria-sort={sorted} className={cellOf(column)}>
      <button
        type="button"
        className={styles.sort}
        onClick={() => onSort({ by: column.id, descending: sorted === "ascending" })}
      >
        {column.title}
        {sorted !== "none" && <Icon name={sorted === "ascending" ? "up" : "down"} size={12} />}
      </button>
    </div>
  );
}
