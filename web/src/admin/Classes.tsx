import type { Class, Field, Schema } from "../data/schema";
import { hasRole, useMe } from "../data/session";
import { useFormat } from "../format/format";
import { heading, sentence } from "../format/words";
import { Card, Cards } from "../parts/Card";
import { Icon } from "../parts/Icon";
import { Grid, type GridColumn } from "../parts/Grid";
import { Tag } from "../parts/Tag";
import { texts } from "../texts";
import styles from "./admin.module.css";
import { Describe } from "./Describe";

/** The classes of the workspace, and for admins the way to other ones. */
export function Classes({ schema }: { schema: Schema }) {
  const words = texts.admin.schema;
  const me = useMe();
  const preset = words.presets[schema.preset] ?? schema.preset;
  return (
    <Cards>
      <Card title={words.title} lead={`${words.lead} ${words.preset(preset)}`}>
        <div className={styles.classes}>
          {schema.classes.map((cls) => (
            <OneClass key={cls.name} schema={schema} cls={cls} />
          ))}
        </div>
      </Card>
      {hasRole(me, "admin") && <Describe />}
    </Cards>
  );
}

function OneClass({ schema, cls }: { schema: Schema; cls: Class }) {
  const words = texts.admin.schema;
  const format = useFormat();
  const columns: GridColumn<Field>[] = [
    {
      id: "field",
      title: words.field,
      cell: (field) => (
        <>
          {heading(field.name)} <small>{field.name}</small>
        </>
      ),
    },
    { id: "kind", title: words.kind, cell: (field) => kindOf(schema, field) },
    {
      id: "meaning",
      title: words.meaning,
      wide: true,
      cell: (field) => (
        <>
          {field.description}{" "}
          {traits(field).map((trait) => (
            <Tag key={trait}>{trait}</Tag>
          ))}
        </>
      ),
    },
  ];
  return (
    <details>
      <summary>
        <Icon name="right" size={14} />
        <b>{sentence(cls.word)}</b>
        <span>{cls.description}</span>
        <small>{words.count(format.number(cls.fields.length))}</small>
      </summary>
      <Grid label={sentence(cls.word)} columns={columns} rows={cls.fields} keyOf={(field) => field.name} />
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
