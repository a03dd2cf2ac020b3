import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useEffect, useRef } from "react";
import { Icon } from "./Icon";
import { useNarrow } from "./narrow";
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
const CARD = 64;
const AHEAD = 12;

/** Rows of any number; only those in sight are there. On a phone each row is a card; `Order` stands above. */
export function Table<T>(props: TableProps<T>) {
  const { label, columns, rows, keyOf, sort, onSort, total, onEnd, foot } = props;
  const narrow = useNarrow();
  const scroll = useRef<HTMLDivElement>(null);
  // eslint-disable-next-line react-hooks/incompatible-library -- the compiler leaves this component as it is
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => (narrow ? CARD : ROW),
    overscan: AHEAD,
  });
  useEffect(() => virtual.measure(), [virtual, narrow]);
  const shown = virtual.getVirtualItems();
  const last = shown[shown.length - 1]?.index ?? -1;
  const atEnd = rows.length > 0 && last >= rows.length - 1;
  useEffect(() => {
    if (atEnd) onEnd?.();
  }, [atEnd, rows.length, onEnd]);
  const tracks = {
    gridTemplateColumns: columns.map((column) => column.width ?? "minmax(8rem, 1fr)").join(" "),
  };
  const Cells = narrow ? CardCells : RowCells;

  return (
    // A region that scrolls takes the focus, so that keys scroll it.
    <div
      ref={scroll}
      className={styles.scroll}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      role="region"
      aria-label={label}
      onScroll={(event) => {
        event.currentTarget.toggleAttribute("data-aside", event.currentTarget.scrollLeft > 0);
      }}
    >
      <div
        className={narrow ? `${styles.table} ${styles.cards}` : styles.table}
        role="table"
        aria-label={label}
        aria-rowcount={(total ?? rows.length) + 1}
      >
        <div role="rowgroup" className={narrow ? "only-heard" : styles.head}>
          <div className={styles.row} role="row" aria-rowindex={1} style={tracks}>
            {columns.map((column) => (
              <Head key={column.id} column={column} sort={sort} onSort={narrow ? undefined : onSort} />
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
                className={narrow ? styles.card : styles.row}
                role="row"
                aria-rowindex={index + 2}
                style={{ ...(!narrow && tracks), transform: `translateY(${start}px)` }}
              >
                <Cells columns={columns} row={row} />
              </div>
            );
          })}
        </div>
      </div>
      {foot && <div className={styles.foot}>{foot}</div>}
    </div>
  );
}

interface CellsProps<T> {
  columns: readonly Column<T>[];
  row: T;
}

function RowCells<T>({ columns, row }: CellsProps<T>) {
  return columns.map((column) => (
    <div key={column.id} role="cell" className={cellOf(column)}>
      {column.cell(row)}
    </div>
  ));
}

const TOLD = 3;

/** The first column, the first number at the end of its line, and below them the next few that have a value. */
function CardCells<T>({ columns, row }: CellsProps<T>) {
  const [title, ...rest] = columns;
  const figure = rest.find((column) => column.align);
  const told = rest.filter((column) => column !== figure);
  if (!title) return null;
  return (
    <>
      <div role="cell" className={styles.title}>
        {title.cell(row)}
      </div>
      {figure && (
        <div role="cell" className={styles.figure}>
          {figure.cell(row)}
        </div>
      )}
      <div role="presentation" className={styles.told}>
        {told.slice(0, TOLD).map((column) => (
          <div key={column.id} role="cell">
            {column.cell(row)}
          </div>
        ))}
      </div>
    </>
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
