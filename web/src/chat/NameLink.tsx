import type { MouseEvent } from "react";
import { Link, useNavigate } from "react-router";
import { suggestions } from "../data/names";
import { titleOf } from "../data/names";
import { pathOf, type Schema } from "../data/schema";
import { pathTo } from "../parts/RecordLink";

/**
 * A record of which a reply told only the name. When it is followed it is looked up: one of that name is opened, of several
 * the list is shown.
 */
export function NameLink({
  schema,
  name,
  targets,
}: {
  schema: Schema;
  name: string;
  targets: readonly string[];
}) {
  const navigate = useNavigate();
  const cls = schema.named(targets[0] ?? "");
  if (!cls) return name;
  const list = `/${pathOf(cls)}?q=${encodeURIComponent(name)}`;
  async function follow(event: MouseEvent): Promise<void> {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    const found = await suggestions(schema, targets, name).catch(() => []);
    const exact = found.filter((one) => titleOf(schema, one.pointer).toLowerCase() === name.toLowerCase());
    const [only] = exact.length === 1 ? exact : [];
    void navigate((only && pathTo(schema, only.pointer.cls, only.pointer.id)) ?? list);
  }
  return (
    <Link to={list} onClick={(event) => void follow(event)}>
      {name}
    </Link>
  );
}
