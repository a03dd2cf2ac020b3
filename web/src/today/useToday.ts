import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { all, isOpen, ownedBy, type Pipeline } from "../board/pipeline";
import { useRefresh } from "../data/live";
import { rowsQuery } from "../data/queries";
import { useFormat } from "../format/format";
import { agendaOf, closingSoon, type Doing, dueSoon, isToDo, ofUser, withoutNext } from "./agenda";

/** Things that one page shows; who has more to do should begin with these. */
const MOST = 200;
/** Records among which those without a next step are looked for. */
const ALL = 2_000;

/** What is due, of a user or of all; it follows what happens. */
export function useAgenda(doing: Doing, pipeline: Pipeline | undefined, user: string | null, now: Date) {
  const format = useFormat();
  useRefresh(doing.cls);
  const where = useMemo(
    () => all(dueSoon(doing, format, now), ofUser(doing, pipeline, user)),
    [doing, pipeline, format, user, now],
  );
  const rows = useQuery(rowsQuery(doing.cls, { where, order: [doing.due], limit: MOST }));
  const agenda = useMemo(
    () => rows.data && agendaOf(doing, rows.data, format, now),
    [doing, rows.data, format, now],
  );
  return { rows, agenda };
}

/** Open records that need somebody: they end soon, or nothing is planned for them. */
export function useNeedy(pipeline: Pipeline, doing: Doing | undefined, user: string | null, now: Date) {
  const format = useFormat();
  useRefresh(pipeline.cls);
  const { cls, closes } = pipeline;
  const closing = useQuery({
    ...rowsQuery(cls, {
      where: closingSoon(pipeline, format, user, now),
      order: closes ? [closes.name] : [],
      limit: MOST,
    }),
    enabled: closes !== undefined,
  });
  const mine = all(isOpen(pipeline), user === null ? {} : ownedBy(cls, user));
  const open = useQuery(rowsQuery(cls, { where: mine, order: closes ? [closes.name] : [], limit: ALL }));
  const about = doing?.about;
  const planned = useQuery({
    ...rowsQuery(doing?.cls ?? cls, {
      where:
        doing && about
          ? all(isToDo(doing), { [about.name]: { $inQuery: { className: cls.name, where: mine } } })
          : {},
      limit: ALL,
      include: [],
    }),
    enabled: about !== undefined,
  });
  const idle = useMemo(
    () => (doing && open.data && planned.data ? withoutNext(doing, open.data, planned.data) : undefined),
    [doing, open.data, planned.data],
  );
  return { closing, idle, error: open.error ?? planned.error };
}
