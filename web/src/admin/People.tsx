import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Schema } from "../data/schema";
import { useMe } from "../data/session";
import { useFormat } from "../format/format";
import { Avatar } from "../parts/Avatar";
import { Button, IconButton } from "../parts/Button";
import { Card } from "../parts/Card";
import { Dialog } from "../parts/Dialog";
import { Grid, type GridColumn } from "../parts/Grid";
import { Loaded } from "../parts/Loaded";
import { type Choice, Menu } from "../parts/Menu";
import { reasonOf } from "../parts/states";
import { Tag } from "../parts/Tag";
import { toast } from "../parts/toast";
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
    <Card
      title={words.title}
      lead={words.lead}
      actions={
        <Button look="accent" icon="plus" onPress={() => setAsked({ what: "invite" })}>
          {words.invite}
        </Button>
      }
    >
      <Loaded query={people}>
        {({ pages }) => (
          <List
            people={pages.flatMap((page) => page.users)}
            onAsk={setAsked}
            onEnable={(person) => enabling.mutate(person)}
          />
        )}
      </Loaded>
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
    </Card>
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
  const columns: GridColumn<Person>[] = [
    { id: "person", title: words.person, wide: true, cell: (person) => <Named person={person} me={me.id} /> },
    { id: "roles", title: words.roles, cell: (person) => <RolesOf person={person} /> },
    { id: "seen", title: words.seen, whole: true, cell: (person) => <Seen person={person} /> },
    {
      id: "actions",
      title: words.actionsHead,
      actions: true,
      cell: (person) =>
        person.id !== me.id && <Deeds person={person} onAsk={onAsk} onEnable={() => onEnable(person)} />,
    },
  ];
  return <Grid label={words.title} columns={columns} rows={people} keyOf={(person) => person.id} />;
}

function Named({ person, me }: { person: Person; me: string }) {
  return (
    <span className={styles.person}>
      <Avatar name={person.username} />
      <span>
        {person.username}
        {person.id === me && ` (${texts.admin.people.you})`}
        <small>{person.email}</small>
      </span>
    </span>
  );
}

function RolesOf({ person }: { person: Person }) {
  return (
    <span className={styles.tags}>
      {person.roles.map((role) => (
        <Tag key={role} tone={role === "admin" ? "accent" : "plain"}>
          {texts.admin.roles[role]?.label ?? role}
        </Tag>
      ))}
      {person.disabledAt !== null && <Tag tone="bad">{texts.admin.people.disabled}</Tag>}
    </span>
  );
}

function Seen({ person }: { person: Person }) {
  const words = texts.admin.people;
  const format = useFormat();
  if (person.signedInAt === null) return person.hasPassword ? words.never : words.noPassword;
  const at = new Date(person.signedInAt);
  return (
    <time dateTime={person.signedInAt} title={format.moment(at)}>
      {format.ago(at)}
    </time>
  );
}

interface DeedsProps {
  person: Person;
  onAsk: (asked: Asked) => void;
  onEnable: () => void;
}

function Deeds({ person, onAsk, onEnable }: DeedsProps) {
  const words = texts.admin.people;
  const label = words.actions(person.username);
  const keep: Choice =
    person.disabledAt === null
      ? {
          id: "disable",
          label: words.disable,
          icon: "leave",
          danger: true,
          onPick: () => onAsk({ what: "disable", person }),
        }
      : { id: "enable", label: words.enable, icon: "check", onPick: onEnable };
  return (
    <Menu
      label={label}
      button={<IconButton icon="more" label={label} />}
      choices={[
        {
          id: "roles",
          label: words.changeRoles,
          icon: "admin",
          onPick: () => onAsk({ what: "roles", person }),
        },
        keep,
      ]}
    />
  );
}
