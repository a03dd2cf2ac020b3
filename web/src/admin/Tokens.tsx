import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../data/api";
import { useFormat } from "../format/format";
import { Button } from "../parts/Button";
import { Card } from "../parts/Card";
import { Confirm, Dialog } from "../parts/Dialog";
import { Grid, type GridColumn } from "../parts/Grid";
import { Loaded } from "../parts/Loaded";
import { Empty, reasonOf } from "../parts/states";
import { toast } from "../parts/toast";
import { texts } from "../texts";
import { NewToken } from "./NewToken";

interface Token {
  id: string;
  name: string;
  scope: string;
  createdAt: string;
  expiresAt: string | null;
  usedAt: string | null;
}

const KEY = ["admin", "tokens"];

/** The user's own tokens for programs. */
export function Tokens() {
  const words = texts.admin.tokens;
  const client = useQueryClient();
  const [making, setMaking] = useState(false);
  const tokens = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => api<{ tokens: Token[] }>("GET", "/api/tokens", { signal }),
  });
  const refresh = () => client.invalidateQueries({ queryKey: KEY });
  return (
    <Card
      title={words.title}
      lead={words.lead}
      actions={
        <Button look="accent" icon="plus" onPress={() => setMaking(true)}>
          {words.new}
        </Button>
      }
    >
      <Loaded query={tokens} lines={3}>
        {(found) =>
          found.tokens.length === 0 ? (
            <Empty icon="link" title={words.none}>
              {words.noneLead}
            </Empty>
          ) : (
            <List tokens={found.tokens} onRevoked={() => void refresh()} />
          )
        }
      </Loaded>
      <Dialog open={making} onClose={() => setMaking(false)} title={words.new} dismissable={false}>
        <NewToken onMade={() => void refresh()} onDone={() => setMaking(false)} />
      </Dialog>
    </Card>
  );
}

function List({ tokens, onRevoked }: { tokens: Token[]; onRevoked: () => void }) {
  const words = texts.admin.tokens;
  const format = useFormat();
  const [asked, setAsked] = useState<Token | null>(null);
  const date = (at: string | null, none: string) => (at === null ? none : format.date(new Date(at)));
  const revoking = useMutation({
    mutationFn: (token: Token) => api("DELETE", `/api/tokens/${token.id}`),
    onSuccess: (_, token) => {
      toast({ text: words.revoked(token.name), tone: "good" });
      onRevoked();
    },
    onError: (error) => toast({ text: reasonOf(error), tone: "bad" }),
    onSettled: () => setAsked(null),
  });
  const columns: GridColumn<Token>[] = [
    { id: "name", title: words.name, cell: (token) => token.name },
    { id: "scope", title: words.scope, cell: (token) => words.scopes[token.scope] ?? token.scope },
    { id: "created", title: words.created, whole: true, cell: (token) => date(token.createdAt, "") },
    { id: "used", title: words.used, whole: true, cell: (token) => date(token.usedAt, words.neverUsed) },
    { id: "expires", title: words.expires, whole: true, cell: (token) => date(token.expiresAt, words.noEnd) },
    {
      id: "actions",
      title: words.actions,
      actions: true,
      cell: (token) => (
        <Button small aria-label={words.revokeOf(token.name)} onPress={() => setAsked(token)}>
          {words.revoke}
        </Button>
      ),
    },
  ];
  return (
    <>
      <Grid label={words.title} columns={columns} rows={tokens} keyOf={(token) => token.id} />
      <Confirm
        open={asked !== null}
        onClose={() => setAsked(null)}
        title={words.revokeTitle(asked?.name ?? "")}
        action={words.revoke}
        danger
        pending={revoking.isPending}
        onConfirm={() => asked && revoking.mutate(asked)}
      >
        <p>{words.revokeLead}</p>
      </Confirm>
    </>
  );
}
