import type { Class, Field, Schema } from "../data/schema";
import { hasRole, useMe } from "../data/session";
import { useFormat } from "../format/format";
import { heading, sentence } from "../format/words";
import { Tag } from "../parts/Tag";
import { Scroll } from "../parts/Scroll";
import { texts } from "../texts";
import styles from "./admin.module.css";
import { Describe } from "./Describe";

/** The classes of the workspace, and for admins the way to other ones. */
export function Classes({ schema }: { schema: Schema }) {
  const words = texts.admin.schema;
  const me = useMe();
  const preset = words.presets[schema.preset] ?? schema.preset;
  return (
    <>
      <section className={styles.section} aria-label={words.title}>
        <header>
          <div>
            <h2>{words.title}</h2>
            <p>
              {words.lead} {words.preset(preset)}
            </p>
          </div>
        </header>
        <div className={styles.classes}>
          {schema.classes.map((cls) => (
            <OneClass key={cls.name} schema={schema} cls={cls} />
          ))}
        </div>
      </section>
      {hasRole(me, "admin") && <Describe />}
    </>
  );
}

function OneClass({ schema, cls }: { schema: Schema; cls: Class }) {
  const words = texts.admin.schema;
  const format = useFormat();
  return (
    <details>
      <summary>
        <b>{sentence(cls.word)}</b>
        <span>{cls.description}</span>
        <small>{words.count(format.number(cls.fields.length))}</small>
      </summary>
      <Scroll className={styles.scroll} label={sentence(cls.word)}>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.field}</th>
              <th scope="col">{words.kind}</th>
              <th scope="col">{words.meaning}</th>
            </tr>
          </thead>
          <tbody>
            {cls.fields.map((field) => (
              <tr key={field.name}>
                <th scope="row">
                  {heading(field.name)}
                  <small>{field.name}</small>
                </th>
                <td>{kindOf(schema, field)}</td>
                <td>
                  {field.description}{" "}
                  {traits(field).map((trait) => (
                    <Tag key={trait}>{trait}</Tag>
                  ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </details>
  );
}

function kindOf(schema: Schema, field: Field): string {
  const words = texts.admin.schema;
  const targets = field.targets.map((name) => schema.named(name)?.word ?? name).join(", ");
  if (targets) return `${field.kind} ${words.pointsTo(targets)}`;
  return field.values.length > 0 ? words.values(field.values.join(", ")) : field.kind;
}

function traits(field: Field): string[] {
  const words = texts.admin.schema.traits;
  const every: [boolean, string][] = [
    [field.required, words.required],
    [field.unique, words.unique],
    [field.closed, words.closed],
    [!field.writable, words.set],
  ];
  return every.flatMap(([holds, said]) => (holds ? [said] : []));
}
