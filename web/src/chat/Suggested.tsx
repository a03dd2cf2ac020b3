import { useQuery } from "@tanstack/react-query";
import { useLocation } from "react-router";
import { type Present, useTalk } from "../app/talk";
import { rowQuery } from "../data/queries";
import type { Row } from "../data/rows";
import type { Class, Schema } from "../data/schema";
import { Button } from "../parts/Button";
import { texts } from "../texts";
import styles from "./chat.module.css";
import { say } from "./Composer";
import { useTranscript } from "./transcript";
import { suggestions } from "./suggestions";

interface Props {
  schema: Schema;
  onSaid: () => void;
}

/** What one might say on the present page. */
export function Suggested({ schema, onSaid }: Props) {
  const { present } = useTalk();
  const cls = present && schema.named(present.cls);
  return cls ? (
    <OfRecord schema={schema} cls={cls} present={present} onSaid={onSaid} />
  ) : (
    <Chips schema={schema} row={undefined} onSaid={onSaid} />
  );
}

function OfRecord({ cls, present, ...rest }: Props & { cls: Class; present: Present }) {
  const row = useQuery(rowQuery(cls, present.id)).data;
  return <Chips row={row} {...rest} />;
}

function Chips({ schema, row, onSaid }: Props & { row: Row | undefined }) {
  const { present } = useTalk();
  const { pathname } = useLocation();
  const last = useTranscript().turns.at(-1);
  if (last?.card?.card.state === "open") return null;
  return (
    <ul className={styles.suggestions} aria-label={texts.chat.suggestions.label}>
      {suggestions(schema, pathname, present, row, last).map((text) => (
        <li key={text}>
          <Button
            small
            onPress={() => {
              say(text, present);
              onSaid();
            }}
          >
            {text}
          </Button>
        </li>
      ))}
    </ul>
  );
}
