import { Button } from "react-aria-components";
import { Link } from "react-router";
import { titleOf } from "../data/names";
import { isPointer, type Row } from "../data/rows";
import type { Schema } from "../data/schema";
import { useMe } from "../data/session";
import { type Format, useFormat } from "../format/format";
import { Avatar } from "../parts/Avatar";
import { Icon } from "../parts/Icon";
import { pathTo, RecordLink } from "../parts/RecordLink";
import { drawingOf } from "../records/Happening";
import { isMidnight } from "../records/values";
import { texts } from "../texts";
import type { Doing } from "./agenda";
import styles from "./today.module.css";

export interface ToDoItemProps {
  schema: Schema;
  doing: Doing;
  row: Row;
  now: Date;
  onComplete: () => void;
}

/** Something to do. */
export function ToDoItem({ schema, doing, row, now, onComplete }: ToDoItemProps) {
  const format = useFormat();
  const me = useMe();
  const title = titleOf(schema, row);
  const due = row.values[doing.due];
  const about = doing.about && row.values[doing.about.name];
  const owner = row.values[doing.cls.owners[0] ?? ""];
  const late =
    due instanceof Date && due < now && !(isMidnight(format, due) && format.daysUntil(due, now) === 0);
  return (
    <li className={styles.item} data-todo={row.id}>
      <Button className={styles.check ?? ""} aria-label={texts.today.complete(title)} onPress={onComplete}>
        <Icon name="check" size={14} />
      </Button>
      <span className={styles.kind}>
        <Icon name={drawingOf(doing.cls, row)} size={14} />
      </span>
      <span className={styles.names}>
        <Link data-main to={pathTo(schema, row.cls, row.id) ?? ""} className={styles.name} title={title}>
          {title}
        </Link>
        {isPointer(about) && (
          <span className={styles.about}>
            <RecordLink schema={schema} to={about} />
          </span>
        )}
      </span>
      {due instanceof Date && (
        <time
          className={late ? `${styles.when} ${styles.bad}` : styles.when}
          dateTime={due.toISOString()}
          title={format.moment(due)}
        >
          {whenText(format, due, now)}
        </time>
      )}
      {isPointer(owner) && owner.id !== me.id && (
        <span className={styles.owner} title={titleOf(schema, owner)}>
          <Avatar name={titleOf(schema, owner)} />
          <span className="only-heard">{titleOf(schema, owner)}</span>
        </span>
      )}
    </li>
  );
}

/** `09:30` of today, `yesterday`, `in 3 days`. */
function whenText(format: Format, due: Date, now: Date): string {
  const days = format.daysUntil(due, now);
  if (days !== 0) return format.inDays(days);
  return isMidnight(format, due) ? format.inDays(0) : format.time(due);
}
