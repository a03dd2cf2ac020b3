import { fieldOf, type Class, type Schema } from "../data/schema";
import { useFormat } from "../format/format";
import { heading } from "../format/words";
import { Icon } from "../parts/Icon";
import { told, valueText } from "../records/values";
import { texts } from "../texts";
import styles from "./chat.module.css";

export interface DifferenceProps {
  schema: Schema;
  cls: Class | undefined;
  /** Field → `from`, `to`; of long text perhaps only that it changed. */
  fields: Record<string, unknown>;
}

/** What changes in a record, field by field: old → new. */
export function Difference({ schema, cls, fields }: DifferenceProps) {
  const words = texts.chat.changes;
  const format = useFormat();
  const names = Object.keys(fields);
  if (names.length === 0) return null;
  return (
    <dl className={styles.difference}>
      {names.map((name) => {
        const field = cls && fieldOf(cls, name);
        const { from, to, ...rest } = (fields[name] ?? {}) as Record<string, unknown>;
        const text = (value: unknown) => valueText(schema, format, field, told(schema, field, value));
        const was = text(from);
        return (
          <div key={name}>
            <dt>{heading(name)}</dt>
            <dd>
              {"changed" in rest ? (
                words.long
              ) : (
                <>
                  {was && (
                    <>
                      <del>{was}</del>
                      <span className="only-heard"> {words.becomes} </span>
                      <Icon name="right" size={12} />
                    </>
                  )}
                  <ins>{text(to) || words.nothing}</ins>
                </>
              )}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
