import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useAddress } from "../app/address";
import { refreshSoon } from "../data/live";
import { newRun } from "../data/runs";
import { pathOf, type Schema } from "../data/schema";
import { ChooseSheet } from "./ChooseSheet";
import { Cards } from "../parts/Card";
import { Finished } from "./Finished";
import type { Done, Reading, Source } from "./plan";
import { Proposal } from "./Proposal";

/** The parameter that says which class the rows are. */
const OF = "of";

/** Brings a sheet in: choose it, see what it would do, approve, and perhaps take it back. */
export function Import({ schema }: { schema: Schema }) {
  const client = useQueryClient();
  const { said, change } = useAddress();
  const classes = schema.classes.filter((one) => !one.managed);
  const cls = classes.find((one) => pathOf(one) === said.get(OF)) ?? classes[0];
  const [source, setSource] = useState<Source | null>(null);
  const [reading, setReading] = useState<Omit<Reading, "cls">>({
    mapping: {},
    existing: "skip",
    locale: null,
  });
  const [attempt, setAttempt] = useState(newRun);
  const [done, setDone] = useState<Done | null>(null);
  if (!cls) return null;

  function begin(next: Source | null): void {
    setSource(next);
    setReading((before) => ({ ...before, mapping: {} }));
    setDone(null);
    setAttempt(newRun());
  }

  function changed(): void {
    for (const one of schema.classes) refreshSoon(client, one);
  }

  return (
    <Cards>
      {done && source ? (
        <Finished cls={cls} done={done} onUndone={changed} onAgain={() => begin(null)} />
      ) : (
        <>
          <ChooseSheet
            classes={classes}
            cls={cls}
            onClass={(path) => {
              change({ [OF]: path });
              setReading((before) => ({ ...before, mapping: {} }));
              setAttempt(newRun());
            }}
            source={source}
            onSource={begin}
          />
          {source && (
            <Proposal
              cls={cls}
              source={source}
              reading={{ ...reading, cls: cls.name.replace(/^_/, "") }}
              attempt={attempt}
              onReading={(next) => {
                setReading(next);
                setAttempt(newRun());
              }}
              onDone={(next) => {
                setDone(next);
                changed();
              }}
            />
          )}
        </>
      )}
    </Cards>
  );
}
