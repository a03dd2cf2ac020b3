import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useAddress } from "../app/address";
import { api } from "../data/api";
import { pointerNamed } from "../data/names";
import type { Pointer } from "../data/rows";
import type { Schema } from "../data/schema";
import { hasRole, useMe } from "../data/session";
import { Button } from "../parts/Button";
import { Card } from "../parts/Card";
import { Loaded } from "../parts/Loaded";
import { Picker } from "../parts/Picker";
import { Empty } from "../parts/states";
import { Tag } from "../parts/Tag";
import { type Written } from "../records/Change";
import { texts } from "../texts";
import styles from "./admin.module.css";
import { Trail } from "./Trail";
import { UndoRun } from "./UndoRun";

const PAGE = 50;
const FILTERS = ["user", "run", "class", "id"];

interface Page {
  changes: Written[];
  before: number | null;
}

/** Who changed what. Which changes are shown stands in the address: `?user=ID`, `?run=RUN`, `?class=Deal&id=ID`. */
export function Audit({ schema }: { schema: Schema }) {
  const words = texts.admin.audit;
  const me = useMe();
  const { said, change, clear } = useAddress();
  const asked = Object.fromEntries(
    FILTERS.flatMap((name) => {
      const value = said.get(name);
      return value ? [[name, value]] : [];
    }),
  );
  const changes = useInfiniteQuery({
    queryKey: ["admin", "changes", asked],
    queryFn: ({ pageParam, signal }) =>
      api<Page>("GET", "/api/changes", { query: { ...asked, limit: PAGE, before: pageParam }, signal }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (last) => last.before ?? undefined,
  });
  const rows = changes.data?.pages.flatMap((page) => page.changes) ?? [];
  const person = useGiven(
    schema,
    "_User",
    asked["user"],
    rows.find((row) => row.user.id === asked["user"])?.user.name,
  );
  const record = useGiven(
    schema,
    asked["class"],
    asked["id"],
    rows.find((row) => row.id === asked["id"])?.name,
  );

  return (
    <Card title={words.title} lead={words.lead}>
      <div className={styles.filters}>
        {hasRole(me, "admin", "manager") && (
          <Picker
            schema={schema}
            targets={["_User"]}
            label={words.person}
            placeholder={words.anybody}
            value={person}
            onChange={(next) => change({ user: next?.id ?? null })}
          />
        )}
        <Picker
          schema={schema}
          targets={schema.classes.filter((cls) => !cls.managed).map((cls) => cls.name)}
          label={words.record}
          placeholder={words.anything}
          value={record}
          onChange={(next) => change({ class: next?.cls ?? null, id: next?.id ?? null })}
        />
        {Object.keys(asked).length > 0 && (
          <div className={styles.row}>
            {asked["run"] && <Tag tone="accent">{words.run(asked["run"].slice(0, 8))}</Tag>}
            {asked["run"] && rows.some((row) => row.user.id === me.id) && (
              <UndoRun schema={schema} run={asked["run"]} />
            )}
            <Button look="quiet" onPress={() => clear()}>
              {words.clear}
            </Button>
          </div>
        )}
      </div>
      <Loaded query={changes}>
        {() =>
          rows.length === 0 ? (
            <Empty icon="search" title={words.none}>
              {words.noneLead}
            </Empty>
          ) : (
            <Trail schema={schema} rows={rows} onRun={(run) => change({ run })} />
          )
        }
      </Loaded>
      {changes.hasNextPage && (
        <div className={styles.more}>
          <Button onPress={() => void changes.fetchNextPage()} isPending={changes.isFetchingNextPage}>
            {words.earlier}
          </Button>
        </div>
      )}
    </Card>
  );
}

/** What an address names; it is called by its id until its name is known. */
function useGiven(
  schema: Schema,
  cls: string | undefined,
  id: string | undefined,
  name: string | undefined,
): Pointer | null {
  return useMemo(
    () => (cls && id ? pointerNamed(schema, cls, id, name ?? id) : null),
    [schema, cls, id, name],
  );
}
