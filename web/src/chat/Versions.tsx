import { fieldOf, type Class, type Schema } from "../data/schema";
import { useFormat } from "../format/format";
import { heading } from "../format/words";
import { told, valueText } from "../records/values";
import { texts } from "../texts";
import type { Version } from "./card";
import styles from "./chat.module.css";

/** A record that has changed since a card was shown: both versions. */
export function Versions({
  schema,
  cls,
  version,
}: {
  schema: Schema;
  cls: Class | undefined;
  version: Version;
}) {
  const words = texts.chat.card;
  const format = useFormat();
  const { shown, now } = version;
  if (now === null) return <p className={styles.versions}>{words.gone}</p>;
  if (shown === null) return <p className={styles.versions}>{words.added}</p>;
  const text = (name: string, value: unknown) => {
    const field = cls && fieldOf(cls, name);
    return valueText(schema, format, field, told(schema, field, value)) || texts.chat.changes.nothing;
  };
  return (
    <table className={styles.versions}>
      <thead>
        <tr>
          <th scope="col">{words.field}</th>
          <th scope="col">{words.shown}</th>
          <th scope="col">{words.now}</th>
        </tr>
      </thead>
      <tbody>
        {Object.keys({ ...shown, ...now }).map((name) => (
          <tr key={name}>
            <th scope="row">{heading(name)}</th>
            <td>{text(name, shown[name])}</td>
            <td>{text(name, now[name])}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
