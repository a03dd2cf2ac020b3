import type { Row } from "../data/rows";
import { type Class, type Field, fieldOf, type Schema } from "../data/schema";
import type { Format } from "../format/format";
import { heading } from "../format/words";
import { RecordLink } from "../parts/RecordLink";
import type { Column } from "../parts/Table";
import { texts } from "../texts";
import { Cell } from "./Cell";

const MOST = 7;

/** Fields that a list shows: the title first, then the rest in their order, without long text. */
export function shownFields(cls: Class): Field[] {
  const title = fieldOf(cls, cls.titleField);
  const rest = cls.fields.filter(
    (field) => field !== title && !field.long && !field.secret && field.kind !== "Object",
  );
  return [...(title ? [title] : []), ...rest].slice(0, MOST);
}

/** The columns of a class's list. */
export function columnsOf(schema: Schema, cls: Class, format: Format): Column<Row>[] {
  const fields = shownFields(cls).map((field): Column<Row> => ({
    id: field.name,
    title: heading(field.name),
    width: widthOf(cls, field),
    sortable: field.kind !== "Pointer" && field.kind !== "Array",
    ...(field.kind === "Number" && { align: "end" }),
    cell: (row) =>
      field.name === cls.titleField ? (
        <RecordLink schema={schema} to={row} heading />
      ) : (
        <Cell schema={schema} format={format} field={field} value={row.values[field.name]} />
      ),
  }));
  const updated: Column<Row> = {
    id: "updatedAt",
    title: texts.records.list.updated,
    width: "minmax(8.5rem, 0.7fr)",
    sortable: true,
    cell: (row) => <span title={format.moment(row.updatedAt)}>{format.ago(row.updatedAt)}</span>,
  };
  return [...fields, updated];
}

function widthOf(cls: Class, field: Field): string {
  if (field.name === cls.titleField) return "minmax(14rem, 2fr)";
  if (field.kind === "Number" || field.kind === "Boolean" || field.values.length > 0)
    return "minmax(7rem, 0.6fr)";
  return field.kind === "Date" ? "minmax(11.5rem, 1.28fr)" : "minmax(9rem, 1fr)"; // for a moment as a whole
}
