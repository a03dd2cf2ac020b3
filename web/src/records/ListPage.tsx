import { useCallback, useMemo } from "react";
import { useParams, useSearchParams } from "react-router";
import { NotFound } from "../app/NotFound";
import { usePageSchema } from "../app/page";
import { iconOf } from "../app/Rail";
import { useCount, useRowPages } from "../data/queries";
import { type Class, pathOf, type Schema } from "../data/schema";
import { useMe } from "../data/session";
import { useFormat } from "../format/format";
import { counted, sentence } from "../format/words";
import { Button, ButtonLink } from "../parts/Button";
import { useNarrow } from "../parts/narrow";
import { Order } from "../parts/Order";
import { Page } from "../parts/Page";
import { Empty, Failed, Skeleton } from "../parts/states";
import { Table } from "../parts/Table";
import { texts } from "../texts";
import { filtersOf, sortOf, sortParameter, whereOf } from "./address";
import { columnsOf } from "./columns";
import { FilterBar } from "./FilterBar";
import styles from "./records.module.css";

/** The records of a class; its name is in the address. */
export function Component() {
  const schema = usePageSchema();
  const cls = schema.at(useParams()["plural"] ?? "");
  return cls && !cls.managed ? <List key={cls.name} schema={schema} cls={cls} /> : <NotFound />;
}

function List({ schema, cls }: { schema: Schema; cls: Class }) {
  const [address, setAddress] = useSearchParams();
  const format = useFormat();
  const me = useMe();
  const narrow = useNarrow();
  const words = texts.records.list;
  const where = useMemo(() => whereOf(cls, address, me.id, format), [cls, address, me.id, format]);
  const sort = sortOf(cls, address);
  const order = sort.by === cls.titleField ? [sortParameter(sort)] : [sortParameter(sort), cls.titleField];
  const list = useRowPages(cls, { where, order });
  const total = useCount(cls, where).data;
  const rows = useMemo(() => list.data?.pages.flat() ?? [], [list.data]);
  const columns = useMemo(() => columnsOf(schema, cls, format), [schema, cls, format]);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);

  function change(name: string, said: string | null): void {
    setAddress(
      (before) => {
        const next = new URLSearchParams(before);
        if (said === null || said === "") next.delete(name);
        else next.set(name, said);
        return next;
      },
      { replace: true },
    );
  }

  const filtered = address.has("q") || address.has("mine") || filtersOf(cls, address).length > 0;
  const fresh = (
    <ButtonLink look="accent" icon="plus" to={`/${pathOf(cls)}/new`}>
      {words.new(cls.word)}
    </ButtonLink>
  );
  return (
    <Page
      title={sentence(cls.plural)}
      aside={
        <span role="status">
          {total !== undefined && counted(total, cls.word, cls.plural, format.number(total))}
        </span>
      }
      actions={
        <>
          <ButtonLink icon="download" to={`/transfer/export?${exported(cls, address)}`}>
            {words.export}
          </ButtonLink>
          {fresh}
        </>
      }
      flush
      fills
    >
      <div className={styles.list}>
        <FilterBar
          schema={schema}
          cls={cls}
          address={address}
          onChange={change}
          onClear={() => setAddress({})}
        >
          {narrow && (
            <Order columns={columns} sort={sort} onSort={(next) => change("sort", sortParameter(next))} />
          )}
        </FilterBar>
        {list.isPending ? (
          <Skeleton lines={12} />
        ) : list.isError && rows.length === 0 ? (
          <Failed error={list.error} onRetry={() => void list.refetch()} />
        ) : rows.length > 0 ? (
          <Table
            label={sentence(cls.plural)}
            columns={columns}
            rows={rows}
            keyOf={(row) => row.id}
            sort={sort}
            onSort={(next) => change("sort", sortParameter(next))}
            total={total}
            onEnd={more}
          />
        ) : filtered ? (
          <Empty
            icon="search"
            title={words.nothing}
            actions={<Button onPress={() => setAddress({})}>{words.clear}</Button>}
          >
            {words.nothingLead}
          </Empty>
        ) : (
          <Empty icon={iconOf(cls)} title={words.none(cls.plural)} actions={fresh}>
            {words.noneLead(cls.word)}
          </Empty>
        )}
      </div>
    </Page>
  );
}

/** What the export's address says: the class, and the filters of the list. */
function exported(cls: Class, address: URLSearchParams): string {
  const said = new URLSearchParams(address);
  said.delete("sort");
  said.set("of", pathOf(cls));
  return said.toString();
}
