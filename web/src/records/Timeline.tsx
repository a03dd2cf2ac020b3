import { useInfiniteQuery } from "@tanstack/react-query";
import { api } from "../data/api";
import { useRows } from "../data/queries";
import { named, type Row } from "../data/rows";
import { type Class, type Field, pathOf, type Schema } from "../data/schema";
import { useFormat } from "../format/format";
import { Button, ButtonLink } from "../parts/Button";
import { Skeleton } from "../parts/states";
import { texts } from "../texts";
import { Change, type Written } from "./Change";
import { Happening } from "./Happening";
import styles from "./records.module.css";
import { isHappening, parameterFor } from "./Related";

const PAGE = 30;

interface Page {
  changes: Written[];
  before: number | null;
}

type Item = { at: number; key: string } & ({ change: Written } | { cls: Class; row: Row });

/** What happened about a record, and what was changed in it: what is to come first, then the latest. */
export function Timeline({ schema, cls, row }: { schema: Schema; cls: Class; row: Row }) {
  const words = texts.records.page;
  const source = schema.pointingTo(cls).find((one) => isHappening(one.cls));
  const changes = useInfiniteQuery({
    queryKey: ["rows", cls.name, "changes", row.id],
    queryFn: ({ pageParam, signal }) => {
      const query = { class: cls.name.replace(/^_/, ""), id: row.id, limit: PAGE, before: pageParam };
      return api<Page>("GET", "/api/changes", { query, signal });
    },
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (last) => last.before ?? undefined,
  });
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = changes;
  return (
    <section className={styles.card} aria-label={words.timeline}>
      <div className={styles.cardHead}>
        <h2>{words.timeline}</h2>
        {source && (
          <ButtonLink
            small
            look="quiet"
            icon="plus"
            to={`/${pathOf(source.cls)}/new?${source.field.name}=${encodeURIComponent(parameterFor(source.field, row))}`}
          >
            {texts.records.list.new(source.cls.word)}
          </ButtonLink>
        )}
      </div>
      {changes.isPending ? (
        <Skeleton lines={4} />
      ) : source ? (
        <WithHappenings
          schema={schema}
          cls={cls}
          row={row}
          source={source}
          changes={all(changes.data?.pages)}
        />
      ) : (
        <Items schema={schema} cls={cls} items={all(changes.data?.pages).map(ofChange)} />
      )}
      {hasNextPage && (
        <div className={styles.more}>
          <Button look="quiet" isPending={isFetchingNextPage} onPress={() => void fetchNextPage()}>
            {words.earlier}
          </Button>
        </div>
      )}
    </section>
  );
}

const all = (pages: Page[] | undefined): Written[] => pages?.flatMap((page) => page.changes) ?? [];
const ofChange = (change: Written): Item => ({
  at: Date.parse(change.at),
  key: `change ${change.seq}`,
  change,
});

interface WithProps {
  schema: Schema;
  cls: Class;
  row: Row;
  source: { cls: Class; field: Field };
  changes: Written[];
}

function WithHappenings({ schema, cls, row, source, changes }: WithProps) {
  const where = { [source.field.name]: named(row.cls, row.id) };
  const rows = useRows(source.cls, { where, order: ["-updatedAt"], limit: 100, long: true }).data ?? [];
  const { dueField, doneField } = source.cls;
  const happened = rows.map((one): Item => {
    const [done, due] = [doneField && one.values[doneField], dueField && one.values[dueField]];
    const at = done instanceof Date ? done : due instanceof Date ? due : one.createdAt;
    return { at: at.getTime(), key: `row ${one.id}`, cls: source.cls, row: one };
  });
  const items = [...happened, ...changes.map(ofChange)].sort((one, other) => other.at - one.at);
  return <Items schema={schema} cls={cls} items={items} />;
}

function Items({ schema, cls, items }: { schema: Schema; cls: Class; items: Item[] }) {
  const format = useFormat();
  if (items.length === 0) return <p className={styles.cardBody}>{texts.records.page.none}</p>;
  return (
    <ol className={styles.timeline}>
      {items.map((item) =>
        "change" in item ? (
          <Change key={item.key} schema={schema} cls={cls} format={format} change={item.change} />
        ) : (
          <Happening key={item.key} schema={schema} cls={item.cls} format={format} row={item.row} />
        ),
      )}
    </ol>
  );
}
