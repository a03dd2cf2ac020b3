import type { Tokens } from "marked";
import { type Class, type Field, type Schema } from "../data/schema";
import { heading } from "../format/words";
import { ValueTag } from "../parts/Tag";
import { texts } from "../texts";
import type { Drawing } from "./Markdown";
import styles from "./markdown.module.css";
import { NameLink } from "./NameLink";

/** A table of a reply. Of records, names lead to their pages, and stages have their colours. */
export function ReplyTable({ draw, table }: { draw: Drawing; table: Tokens.Table }) {
  const headings = table.header.map((cell) => cell.text.trim());
  const cls = classOf(draw.schema, headings);
  const fields = headings.map((name) => cls && fieldNamed(cls, name));
  const numeric = table.header.map((_, column) =>
    isNumeric(table.rows.map((row) => row[column]?.text ?? "")),
  );
  return (
    // Whoever has no pointer scrolls it with the arrow keys.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles.scroll} role="group" aria-label={texts.chat.table} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {headings.map((name, column) => (
              <th key={column} scope="col" className={numeric[column] ? styles.number : undefined}>
                {name.charAt(0).toUpperCase() + name.slice(1)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, line) => (
            <tr key={line}>
              {row.map((cell, column) => (
                <td key={column} className={numeric[column] ? styles.number : undefined}>
                  <Cell draw={draw} cls={cls} field={fields[column]} cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface CellProps {
  draw: Drawing;
  cls: Class | undefined;
  field: Field | undefined;
  cell: Tokens.TableCell;
}

function Cell({ draw, cls, field, cell }: CellProps) {
  const text = cell.text.trim();
  if (!cls || !field || text === "" || text === "—") return draw.inline(cell.tokens);
  if (field.values.includes(text)) return <ValueTag field={field} value={text} />;
  const isPlain = cell.tokens.length === 1 && cell.tokens[0]?.type === "text";
  const targets = field.name === cls.titleField ? [cls.name] : named(draw.schema, field.targets);
  if (!isPlain || targets.length === 0) return draw.inline(cell.tokens);
  return <NameLink schema={draw.schema} name={text} targets={targets} />;
}

/** The targets that have pages. */
const named = (schema: Schema, targets: readonly string[]): string[] =>
  targets.filter((target) => schema.named(target)?.managed === false);

/** The class of which a table with these headings tells: it has a field for each, and is called by the first. */
export function classOf(schema: Schema, headings: readonly string[]): Class | undefined {
  return schema.classes.find(
    (cls) =>
      !cls.managed &&
      same(cls.titleField, headings[0] ?? "") &&
      headings.every((name) => fieldNamed(cls, name) !== undefined),
  );
}

const fieldNamed = (cls: Class, name: string): Field | undefined =>
  cls.fields.find((field) => same(field.name, name));

const same = (field: string, name: string): boolean => heading(field).toLowerCase() === name.toLowerCase();

/** Whether a column is of numbers, so that they stand below each other. */
const isNumeric = (values: readonly string[]): boolean =>
  values.some((value) => /\d/.test(value)) &&
  values.every((value) => /^[\s\p{Sc}\d.,'’%+\-−—]*$/u.test(value));
