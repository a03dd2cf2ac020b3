import { texts } from "../texts";
import { Button } from "./Button";
import { Menu } from "./Menu";
import type { Column, Sort } from "./Table";

export interface OrderProps<T> {
  columns: readonly Column<T>[];
  sort: Sort;
  onSort: (sort: Sort) => void;
}

/** What the heads of a table's columns are for where there are none: the present one, picked again, turns it round. */
export function Order<T>({ columns, sort, onSort }: OrderProps<T>) {
  const words = texts.parts.table;
  const present = columns.find((one) => one.id === sort.by)?.title ?? sort.by;
  const direction = sort.descending ? words.descending : words.ascending;
  return (
    <Menu
      label={words.order}
      selected={sort.by}
      button={
        <Button
          look="quiet"
          icon={sort.descending ? "down" : "up"}
          aria-label={words.ordered(present, direction)}
        >
          {present}
        </Button>
      }
      choices={columns
        .filter((one) => one.sortable)
        .map(({ id, title }) => ({
          id,
          label: title,
          onPick: () => onSort({ by: id, descending: id === sort.by && !sort.descending }),
        }))}
    />
  );
}
