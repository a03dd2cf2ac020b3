import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Class } from "../data/schema";
import { useFormat } from "../format/format";
import { Button } from "../parts/Button";
import { Card } from "../parts/Card";
import { Checkbox } from "../parts/fields";
import { Refusal, Skeleton } from "../parts/states";
import { texts } from "../texts";
import { Figures } from "./Figures";
import { Mapping } from "./Mapping";
import { apply, type Done, type Plan, planQuery, type Reading, type Source } from "./plan";
import { Problems } from "./Problems";
import { Steps } from "./Steps";
import styles from "./transfer.module.css";

export interface ProposalProps {
  cls: Class;
  source: Source;
  reading: Reading;
  /** Names this attempt, so that it happens once. */
  attempt: string;
  onReading: (reading: Omit<Reading, "cls">) => void;
  onDone: (done: Done) => void;
}

/** What a sheet would do: how its columns are understood, figures, what is wrong, and the yes to it. */
export function Proposal({ cls, source, reading, attempt, onReading, onDone }: ProposalProps) {
  const words = texts.transfer.plan;
  const plan = useQuery(planQuery(source, reading));
  if (plan.isPending) return <Skeleton />;
  if (plan.isError) return <Refusal error={plan.error} />;
  return (
    <>
      <Card title={words.title} lead={words.lead} busy={plan.isFetching} follows>
        <Figures numbers={plan.data} />
        <Mapping plan={plan.data} reading={reading} onReading={onReading} />
      </Card>
      {plan.data.problemCount > 0 && <Problems plan={plan.data} />}
      <Steps cls={cls} plan={plan.data} />
      <Approval
        plan={plan.data}
        stale={plan.isPlaceholderData}
        onApply={(skip) => apply(source, reading, skip, attempt)}
        onDone={onDone}
      />
    </>
  );
}

interface ApprovalProps {
  plan: Plan;
  stale: boolean;
  onApply: (skipProblems: boolean) => Promise<Done>;
  onDone: (done: Done) => void;
}

function Approval({ plan, stale, onApply, onDone }: ApprovalProps) {
  const words = texts.transfer.plan;
  const format = useFormat();
  const [skip, setSkip] = useState(false);
  const applying = useMutation({ mutationFn: () => onApply(skip), onSuccess: onDone });
  const count = plan.created + plan.updated;
  const blocked = plan.problemCount > 0 && !skip;
  return (
    <div className={styles.approval} role="group" aria-label={words.approval}>
      <Refusal error={applying.error} />
      <div className={styles.approve}>
        {plan.problemCount > 0 && count > 0 && (
          <Checkbox label={words.skipProblems} value={skip} onChange={setSkip} />
        )}
        {count > 0 ? (
          <Button
            look="accent"
            icon="upload"
            isDisabled={blocked || stale}
            isPending={applying.isPending}
            onPress={() => applying.mutate()}
          >
            {words.apply(format.number(count), count === 1)}
          </Button>
        ) : (
          <p className={styles.faint}>{words.nothing}</p>
        )}
      </div>
    </div>
  );
}
