import { Link } from "react-router";
import { titleOf } from "../data/names";
import type { Pointer, Row } from "../data/rows";
import { pathOf, type Schema } from "../data/schema";
import styles from "./tag.module.css";

/** The address of a record's page; nothing when its class has none. */
export function pathTo(schema: Schema, cls: string, id: string): string | undefined {
  const found = schema.named(cls);
  return found && !found.managed ? `/${pathOf(found)}/${encodeURIComponent(id)}` : undefined;
}

export interface RecordLinkProps {
  schema: Schema;
  to: Row | Pointer;
  /** What it says, if not the record's name. */
  children?: string;
  /** Stronger, as the first column of a list. */
  heading?: boolean;
}

/** A record's name that leads to its page; a user's name leads nowhere. */
export function RecordLink({ schema, to, children, heading }: RecordLinkProps) {
  const path = pathTo(schema, to.cls, to.id);
  const title = children ?? titleOf(schema, to);
  if (path === undefined) return <span>{title}</span>;
  return (
    <Link
      to={path}
      className={heading ? `${styles.heading} ${styles.link}` : styles.link}
      title={title.length > 40 ? title : undefined}
    >
      {title}
    </Link>
  );
}
