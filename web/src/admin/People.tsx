import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Schema } from "../data/schema";
import { useMe } from "../data/session";
import { useFormat } from "../format/format";
import { Avatar } from "../parts/Avatar";
import { Button, IconButton } from "../parts/Button";
import { Dialog } from "../parts/Dialog";
import { Menu } from "../parts/Menu";
import { Failed, reasonOf, Skeleton } from "../parts/states";
import { Tag } from "../parts/Tag";
import { toast } from "../parts/toast";
import { Scroll } from "../parts/Scroll";
import { texts } from "../texts";
import styles from "./admin.module.css";
import { Disable } from "./Disable";
import { Invite } from "./Invite";
import { enable, type Person, peopleQuery } from "./people";
import { Roles } from "./Roles";

type Asked = { what: "roles" | "disable"; person: Person } | { what: "invite" } | null;

/** Who works here, and as what. */
export function People({ schema }: { schema: Schema }) {
  const words = texts.admin.people;
  const client = useQueryClient();
  const people = useInfiniteQuery(peopleQuery);
  const [asked, setAsked] = useState<Asked>(null);
  const close = () => setAsked(null);
  function done(said: string): void {
    toast({ text: said, tone: "good" });
    close();
    void client.invalidateQueries({ queryKey: peopleQuery.queryKey });
  }
  const enabling = useMutation({
    mutationFn: (person: Person) => enable(person.id),
    onSuccess: (_, person) => done(words.enabled(person.username)),
    onError: (error) => toast({ text: reasonOf(error), tone: "bad" }),
  });
  return (
    <section className={styles.section} aria-label={words.title}>
      <header>
        <h2>{words.title}</h2>
        <Button look="accent" icon="plus" onPress={() => setAsked({ what: "invite" })}>
          {words.invite}
        </Button>
      </header>
      {people.isPending ? (
        <Skeleton />
      ) : people.isError ? (
        <Failed error={people.error} onRetry={() => void people.refetch()} />
      ) : (
        <List
          people={people.data.pages.flatMap((page) => page.users)}
          onAsk={setAsked}
          onEnable={(person) => enabling.mutate(person)}
        />
      )}
      {people.hasNextPage && (
        <Button onPress={() => void people.fetchNextPage()} isPending={people.isFetchingNextPage}>
          {words.more}
        </Button>
      )}
      {asked?.what === "roles" && <Roles person={asked.person} onClose={close} onDone={done} />}
      {asked?.what === "disable" && (
        <Disable schema={schema} person={asked.person} onClose={close} onDone={done} />
      )}
      <Dialog
        open={asked?.what === "invite"}
        onClose={close}
        title={texts.admin.invite.title}
        dismissable={false}
      >
        <Invite onDone={close} />
      </Dialog>
    </section>
  );
}

interface ListProps {
  people: Person[];
  onAsk: (asked: Asked) => void;
  onEnable: (person: Person) => void;
}

function List({ people, onAsk, onEnable }: ListProps) {
  const words = texts.admin.people;
  const me = useMe();
  const format = useFormat();
  return (
    <Scroll className={styles.scroll} label={words.title}>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.person}</th>
            <th scope="col">{words.roles}</th>
            <th scope="col">{words.seen}</th>
            <th scope="col">
              <span className="only-heard">{words.actionsHead}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <tr key={person.id}>
              <th scope="row">
                <span className={styles.person}>
                  <Avatar name={person.username} />
                  <span>
                    {person.username}
                    {person.id === me.id && ` (${words.you})`}
                    <small>{person.email}</small>
                  </span>
                </span>
              </th>
              <td>
                <span className={styles.tags}>
                  {person.roles.map((role) => (
                    <Tag key={role} tone={role === "admin" ? "accent" : "plain"}>
                      {texts.admin.roles[role]?.label ?? role}
                    </Tag>
                  ))}
                  {person.disabledAt !== null && <Tag tone="bad">{words.disabled}</Tag>}
                </span>
              </td>
              <td>
                {person.signedInAt
                  ? format.ago(new Date(person.signedInAt))
                  : person.hasPassword
                    ? words.never
                    : words.noPassword}
              </td>
              <td className={styles.end}>
                {person.id !== me.id && (
                  <Menu
                    label={words.actions(person.username)}
                    button={<IconButton icon="more" label={words.actions(person.username)} />}
                    choices={[
                      {
                        id: "roles",
                        label: words.changeRoles,
                        icon: "admin",
                        onPick: () => onAsk({ what: "roles", person }),
                      },
                      person.disabledAt === null
                        ? {
                            id: "disable",
                            label: words.disable,
                            icon: "leave",
                            danger: true,
                            onPick: () => onAsk({ what: "disable", person }),
                          }
                        : {
                            id: "enable",
                            label: words.enable,
                            icon: "check",
                            onPick: () => onEnable(person),
                          },
                    ]}
                  />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
