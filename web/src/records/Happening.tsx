import { titleOf } from "../data/names";
import { isPointer, type Row } from "../data/rows";
import { fieldOf, type Class, type Schema } from "../data/schema";
import type { Format } from "../format/format";
import { Icon, type IconName } from "../parts/Icon";
import { RecordLink } from "../parts/RecordLink";
import { Tag } from "../parts/Tag";
import { texts } from "../texts";
import styles from "./records.module.css";
import { momentText } from "./values";

const DRAWN: Record<string, IconName> = {
  call: "call",
  email: "email",
  meeting: "meeting",
  note: "note",
  task: "task",
};

/** The drawing of its kind, as a call's. */
export function drawingOf(cls: Class, row: Row): IconName {
  const kind = cls.fields.find((field) => field.values.length > 0 && field.name !== cls.stageField);
  return (kind && DRAWN[row.values[kind.name] as string]) ?? "activity";
}

export interface HappeningProps {
  schema: Schema;
  cls: Class;
  format: Format;
  row: Row;
}

/** Something that was done, or is to be done, in the timeline. */
export function Happening({ schema, cls, format, row }: HappeningProps) {
  const words = texts.records.timeline;
  const due = cls.dueField ? row.values[cls.dueField] : undefined;
  const done = cls.doneField ? row.values[cls.doneField] : undefined;
  const at = done instanceof Date ? done : due instanceof Date ? due : row.createdAt;
  const open = !(done instanceof Date) && due instanceof Date;
  const late = open && format.isPast(due);
  const text = cls.fields.find((field) => field.long);
  const said = text && row.values[text.name];
  const who = fieldOf(cls, cls.owners[0] ?? "");
  const by = who && row.values[who.name];
  return (
    <li className={styles.happening}>
      <span className={styles.dot}>
        <Icon name={drawingOf(cls, row)} size={14} />
      </span>
      <div className={styles.what}>
        <p>
          <RecordLink schema={schema} to={row} />{" "}
          <span className={styles.aside}>
            <time dateTime={at.toISOString()} title={format.moment(at)}>
              {open ? momentText(format, at) : format.ago(at)}
            </time>
            {isPointer(by) && ` · ${titleOf(schema, by)}`}
          </span>
        </p>
        {typeof said === "string" && said && <p className={styles.said}>{said}</p>}
      </div>
      {open && <Tag tone={late ? "bad" : "accent"}>{late ? words.overdue : words.due}</Tag>}
    </li>
  );
}
