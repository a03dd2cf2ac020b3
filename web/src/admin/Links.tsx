import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "../data/api";
import { useFormat } from "../format/format";
import { Button } from "../parts/Button";
import { Card } from "../parts/Card";
import { Loaded } from "../parts/Loaded";
import { reasonOf } from "../parts/states";
import { toast } from "../parts/toast";
import { texts } from "../texts";
import styles from "./admin.module.css";
import { Secret } from "./Secret";

interface Linked {
  door: string;
  name: string;
}

interface Code {
  code: string;
  expiresAt: string;
}

const KEY = ["admin", "links"];

/** Where one is known elsewhere, as in Slack. */
export function Links() {
  const words = texts.admin.profile;
  const client = useQueryClient();
  const format = useFormat();
  const links = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => api<{ links: Linked[] }>("GET", "/api/links", { signal }),
  });
  const onError = (error: unknown) => toast({ text: reasonOf(error), tone: "bad" });
  const making = useMutation({ mutationFn: () => api<Code>("POST", "/api/links", { body: {} }), onError });
  const ending = useMutation({
    mutationFn: ({ door, name }: Linked) => api("DELETE", `/api/links/${door}/${name}`),
    onSuccess: () => client.invalidateQueries({ queryKey: KEY }),
    onError,
  });
  return (
    <Card title={words.links} lead={words.linksLead} narrow>
      <Loaded query={links} lines={1}>
        {(found) =>
          found.links.length === 0 ? (
            <p className={styles.faint}>{words.noLinks}</p>
          ) : (
            <ul className={styles.facts}>
              {found.links.map((one) => (
                <li key={`${one.door} ${one.name}`} className={styles.row}>
                  {texts.records.timeline.doors[one.door] ?? one.door} · {one.name}
                  <Button small aria-label={words.unlink(one.name)} onPress={() => ending.mutate(one)}>
                    {texts.parts.remove}
                  </Button>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      {making.data ? (
        <Secret
          label={words.code}
          secret={making.data.code}
          lead={words.codeLead}
          hint={texts.admin.invite.until(format.moment(new Date(making.data.expiresAt)))}
          onDone={() => making.reset()}
        />
      ) : (
        <div className={styles.row}>
          <Button isPending={making.isPending} onPress={() => making.mutate()}>
            {words.link}
          </Button>
        </div>
      )}
    </Card>
  );
}
