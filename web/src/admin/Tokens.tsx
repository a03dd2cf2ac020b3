import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../data/api";
import { useFormat } from "../format/format";
import { Button } from "../parts/Button";
import { Confirm, Dialog } from "../parts/Dialog";
import { Empty, Failed, reasonOf, Skeleton } from "../parts/states";
import { toast } from "../parts/toast";
import { Scroll } from "../parts/Scroll";
import { texts } from "../texts";
import styles from "./admin.module.css";
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
  const refresh = () => void client.invalidateQueries({ queryKey: KEY });
  const fresh = (
    <Button look="accent" icon="plus" onPress={() => setMaking(true)}>
      {words.new}
    </Button>
  );
  return (
    <section className={styles.section} aria-label={words.title}>
      <header>
        <div>
          <h2>{words.title}</h2>
          <p>{words.lead}</p>
        </div>
        {fresh}
      </header>
      {tokens.isPending ? (
        <Skeleton lines={3} />
      ) : tokens.isError ? (
        <Failed error={tokens.error} onRetry={() => void tokens.refetch()} />
      ) : tokens.data.tokens.length === 0 ? (
        <Empty icon="link" title={words.none}>
          {words.noneLead}
        </Empty>
      ) : (
        <List tokens={tokens.data.tokens} onRevoked={refresh} />
      )}
      <Dialog open={making} onClose={() => setMaking(false)} title={words.new} dismissable={false}>
        <NewToken onMade={refresh} onDone={() => setMaking(false)} />
      </Dialog>
    </section>
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
  return (
    <Scroll className={styles.scroll} label={words.title}>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.name}</th>
            <th scope="col">{words.scope}</th>
            <th scope="col">{words.created}</th>
            <th scope="col">{words.used}</th>
            <th scope="col">{words.expires}</th>
            <th scope="col">
              <span className="only-heard">{words.actions}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {tokens.map((token) => (
            <tr key={token.id}>
              <th scope="row">{token.name}</th>
              <td>{words.scopes[token.scope] ?? token.scope}</td>
              <td>{date(token.createdAt, "")}</td>
              <td>{date(token.usedAt, words.neverUsed)}</td>
              <td>{date(token.expiresAt, words.noEnd)}</td>
              <td className={styles.end}>
                <Button small aria-label={words.revokeOf(token.name)} onPress={() => setAsked(token)}>
                  {words.revoke}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
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
    </Scroll>
  );
}
