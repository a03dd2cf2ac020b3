import { useMutation } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useNavigate, useParams } from "react-router";
import { NotFound } from "../app/NotFound";
import { usePageSchema } from "../app/page";
import { talk } from "../app/talk";
import { titleOf } from "../data/names";
import { useRow } from "../data/queries";
import { Refused } from "../data/refusals";
import type { Row } from "../data/rows";
import { type Class, fieldOf, pathOf, type Schema } from "../data/schema";
import { useWriting } from "../data/writing";
import { sentence } from "../format/words";
import { Button, ButtonLink, IconButton } from "../parts/Button";
import { Confirm } from "../parts/Dialog";
import { Menu } from "../parts/Menu";
import { Page } from "../parts/Page";
import { Empty, Failed, reasonOf, Skeleton } from "../parts/states";
import { ValueTag } from "../parts/Tag";
import { toast } from "../parts/toast";
import { texts } from "../texts";
import { Details } from "./Details";
import { EditForm } from "./EditForm";
import styles from "./records.module.css";
import { RelatedLists } from "./Related";
import { Timeline } from "./Timeline";

/** One record; its class and id are in the address. */
export function Component() {
  const schema = usePageSchema();
  const { plural = "", id = "" } = useParams();
  const cls = schema.at(plural);
  return cls && !cls.managed ? (
    <Shown key={`${cls.name} ${id}`} schema={schema} cls={cls} id={id} />
  ) : (
    <NotFound />
  );
}

function Shown({ schema, cls, id }: { schema: Schema; cls: Class; id: string }) {
  const words = texts.records;
  const found = useRow(cls, id);
  const [editing, setEditing] = useState(false);
  const [edited, setEdited] = useState(false);
  const [leaving, setLeaving] = useState(false);
  const [last, setLast] = useState<Row>();
  if (found.data && found.data !== last) setLast(found.data);
  const row = found.data ?? last;
  const gone = found.error instanceof Refused && found.error.status === 404;
  const title = row && titleOf(schema, row);
  useEffect(() => {
    if (title !== undefined) talk.showing({ cls: cls.name, id, title });
    return () => talk.showing(null);
  }, [cls.name, id, title]);

  if (gone && !editing && !leaving) {
    return (
      <Empty
        icon="info"
        title={words.page.gone}
        actions={<ButtonLink to={`/${pathOf(cls)}`}>{words.page.all(cls.plural)}</ButtonLink>}
      >
        {words.page.goneLead}
      </Empty>
    );
  }
  if (!row || title === undefined) {
    return found.error ? (
      <Failed error={found.error} onRetry={() => void found.refetch()} />
    ) : (
      <Skeleton lines={10} />
    );
  }
  const stage = cls.stageField ? row.values[cls.stageField] : undefined;
  const stageField = cls.stageField ? fieldOf(cls, cls.stageField) : undefined;
  return (
    <Page
      title={title}
      aside={
        stageField && typeof stage === "string" ? (
          <ValueTag field={stageField} value={stage} />
        ) : (
          sentence(cls.word)
        )
      }
      actions={
        <>
          {!editing && (
            <Button icon="edit" autoFocus={edited} onPress={() => setEditing(true)}>
              {words.form.edit}
            </Button>
          )}
          <More schema={schema} cls={cls} row={row} onLeaving={setLeaving} />
        </>
      }
    >
      <div className={styles.frame}>
        <div className={styles.record}>
          <div className={styles.column}>
            <section className={styles.card}>
              <div className={styles.cardHead}>
                <h2>{words.page.details}</h2>
              </div>
              <div className={styles.cardBody}>
                {editing ? (
                  <EditForm
                    schema={schema}
                    cls={cls}
                    row={row}
                    gone={gone}
                    onDone={() => {
                      setEditing(false);
                      setEdited(true);
                    }}
                  />
                ) : (
                  <Details schema={schema} cls={cls} row={row} />
                )}
              </div>
            </section>
          </div>
          <div className={styles.column}>
            <RelatedLists schema={schema} cls={cls} row={row} />
            {!leaving && <Timeline schema={schema} cls={cls} row={row} />}
          </div>
        </div>
      </div>
    </Page>
  );
}

interface MoreProps {
  schema: Schema;
  cls: Class;
  row: Row;
  /** Called when it is being deleted, so that nothing of it is read again; and when it stays after all. */
  onLeaving: (leaving: boolean) => void;
}

function More({ schema, cls, row, onLeaving }: MoreProps) {
  const words = texts.records;
  const [asked, setAsked] = useState(false);
  const navigate = useNavigate();
  const writing = useWriting();
  const title = titleOf(schema, row);
  const removing = useMutation({
    mutationFn: () => {
      onLeaving(true);
      return writing.remove(cls, row, words.remove.done(title));
    },
    onSuccess: () => void navigate(`/${pathOf(cls)}`),
    onError: (error) => {
      onLeaving(false);
      toast({ text: reasonOf(error), tone: "bad" });
    },
    onSettled: () => setAsked(false),
  });
  return (
    <>
      <Menu
        label={words.page.actions}
        button={<IconButton icon="more" label={words.page.actions} />}
        choices={[
          { id: "ask", label: words.page.ask, icon: "chat", onPick: talk.open },
          {
            id: "remove",
            label: texts.parts.remove,
            icon: "trash",
            danger: true,
            onPick: () => setAsked(true),
          },
        ]}
      />
      <Confirm
        open={asked}
        onClose={() => setAsked(false)}
        title={words.remove.title(title)}
        action={texts.parts.remove}
        danger
        pending={removing.isPending}
        onConfirm={() => removing.mutate()}
      >
        <p>{words.remove.lead(cls.word)}</p>
      </Confirm>
    </>
  );
}
