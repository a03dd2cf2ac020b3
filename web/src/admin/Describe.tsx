import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { schemaQuery } from "../data/schema";
import { Button } from "../parts/Button";
import { Card } from "../parts/Card";
import { TextField } from "../parts/fields";
import { Select } from "../parts/Select";
import { Notice, Refusal } from "../parts/states";
import { texts } from "../texts";
import styles from "./admin.module.css";
import { type Applied, applyPlan, makePlan, type Proposal, type Scalar, type Wanted } from "./blueprint";
import { PlanView } from "./PlanView";

/** Says what the CRM shall be, shows the plan, and applies it when it is agreed to. */
export function Describe() {
  const words = texts.admin.schema;
  const client = useQueryClient();
  const [prompt, setPrompt] = useState("");
  const [preset, setPreset] = useState<string | null>(null);
  const [done, setDone] = useState<Applied | null>(null);
  const planning = useMutation({
    mutationFn: async (wanted: Wanted) => ({ wanted, plan: await makePlan(wanted) }),
    onMutate: () => setDone(null),
  });
  const applying = useMutation({
    mutationFn: (allowDestructive: boolean) => {
      if (!planning.data) throw new Error("There is no plan.");
      return applyPlan(planning.data.wanted, planning.data.plan, allowDestructive);
    },
    onSuccess: async (applied) => {
      setDone(applied);
      planning.reset();
      await client.invalidateQueries({ queryKey: schemaQuery.queryKey });
    },
  });

  function plan(mapping: Record<string, Scalar>, inferred?: Proposal[]): void {
    applying.reset();
    planning.mutate({ prompt, mapping, ...(preset !== null && { preset }), ...(inferred && { inferred }) });
  }

  return (
    <Card title={words.change} lead={words.changeLead}>
      <form
        className={styles.form}
        onSubmit={(event: SubmitEvent) => {
          event.preventDefault();
          plan({});
        }}
      >
        <TextField
          label={words.describe}
          hint={words.describeHint}
          long
          value={prompt}
          onChange={(next) => {
            setPrompt(next);
            planning.reset(); // a plan holds for exactly what was described
          }}
        />
        <Select
          label={words.access}
          value={preset}
          none={words.asSaid}
          options={Object.entries(words.presets).map(([id, label]) => ({ id, label }))}
          onChange={(next) => {
            setPreset(next);
            planning.reset();
          }}
        />
        <Button type="submit" look="accent" isDisabled={!prompt.trim()} isPending={planning.isPending}>
          {words.plan}
        </Button>
      </form>
      <Refusal error={planning.error} />
      <Refusal error={applying.error} />
      {done && (
        <Notice tone="good">
          {texts.admin.plan.done} {done.archive !== null && texts.admin.plan.archive(done.archive)}
        </Notice>
      )}
      {planning.data && (
        <PlanView
          key={planning.data.plan.hash}
          plan={planning.data.plan}
          mapping={planning.data.wanted.mapping}
          pending={applying.isPending || planning.isPending}
          onAgain={(mapping) => plan(mapping, planning.data.plan.inferred)}
          onApply={(allow) => applying.mutate(allow)}
        />
      )}
    </Card>
  );
}
