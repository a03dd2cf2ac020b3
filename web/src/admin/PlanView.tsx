import { type ReactNode, useState } from "react";
import { useFormat } from "../format/format";
import { counted } from "../format/words";
import { Button } from "../parts/Button";
import { Confirm } from "../parts/Dialog";
import { Checkbox, TextField } from "../parts/fields";
import { Tag } from "../parts/Tag";
import { texts } from "../texts";
import styles from "./admin.module.css";
import type { Plan, Scalar } from "./blueprint";

export interface PlanViewProps {
  plan: Plan;
  mapping: Record<string, Scalar>;
  pending: boolean;
  onAgain: (mapping: Record<string, Scalar>) => void;
  onApply: (allowDestructive: boolean) => void;
}

/** Everything that a plan would do, what it leaves open, and the yes to it. */
export function PlanView({ plan, mapping, pending, onAgain, onApply }: PlanViewProps) {
  const words = texts.admin.plan;
  const format = useFormat();
  const [agreed, setAgreed] = useState(false);
  const [asked, setAsked] = useState(false);
  const steps = counted(plan.steps.length, words.step, words.stepMany, format.number(plan.steps.length));
  return (
    <div className={styles.plan} role="group" aria-label={words.title}>
      <h3>{words.title}</h3>
      {plan.isEmpty && <p role="status">{words.empty}</p>}
      <Part title={words.steps}>
        {plan.steps.map((step) => (
          <li
            key={`${step.deed} ${step.about} ${step.sentence}`}
            className={step.destructive ? styles.lost : ""}
          >
            <Tag tone={step.destructive ? "bad" : step.deed === "create" ? "good" : "plain"}>
              {words.deeds[step.deed] ?? step.deed}
            </Tag>{" "}
            {step.sentence} {step.destructive && <Tag tone="bad">{words.destructive}</Tag>}
          </li>
        ))}
      </Part>
      {plan.needs.length > 0 && <Needs plan={plan} mapping={mapping} pending={pending} onAgain={onAgain} />}
      <Part title={words.questions}>
        {plan.questions.map((one) => (
          <li key={`${one.about} ${one.question}`}>
            <b>{one.about}</b> {one.question} <span className={styles.faint}>{words.holds(one.default)}</span>
          </li>
        ))}
      </Part>
      <Part title={words.notUnderstood}>
        {(plan.read?.notUnderstood ?? []).map((one) => (
          <li key={one.line}>
            <b>{words.line(format.number(one.line))}</b> {one.text}{" "}
            <span className={styles.faint}>{one.told}</span>
          </li>
        ))}
      </Part>
      <Part title={words.assumed}>{sentences(plan.read?.assumed ?? [])}</Part>
      <Part title={words.permissions}>{sentences(plan.permissions)}</Part>
      <Part title={words.leaves}>{sentences(plan.leaves)}</Part>
      {!plan.isEmpty && (
        <p className={plan.isDestructive ? styles.risky : styles.faint}>
          <b>{words.risk}</b> {plan.risk}
        </p>
      )}
      {plan.steps.length > 0 && plan.needs.length === 0 && (
        <div className={styles.row}>
          {plan.isDestructive && <Checkbox label={words.agree} value={agreed} onChange={setAgreed} />}
          <Button
            look={plan.isDestructive ? "danger" : "accent"}
            isDisabled={plan.isDestructive && !agreed}
            isPending={pending}
            onPress={() => setAsked(true)}
          >
            {words.apply}
          </Button>
        </div>
      )}
      <Confirm
        open={asked}
        onClose={() => setAsked(false)}
        title={words.applyTitle}
        action={words.apply}
        danger={plan.isDestructive}
        onConfirm={() => {
          setAsked(false);
          onApply(plan.isDestructive);
        }}
      >
        <p>{words.applyLead(steps)}</p>
        {plan.isDestructive && <p className={styles.risky}>{plan.risk}</p>}
      </Confirm>
    </div>
  );
}

const sentences = (said: readonly string[]) => said.map((one) => <li key={one}>{one}</li>);

function Part({ title, children }: { title: string; children: ReactNode[] }) {
  if (children.length === 0) return null;
  return (
    <>
      <h4>{title}</h4>
      <ul>{children}</ul>
    </>
  );
}

type NeedsProps = Omit<PlanViewProps, "onApply">;

/** What must be said before anything can be done. */
function Needs({ plan, mapping, pending, onAgain }: NeedsProps) {
  const words = texts.admin.plan;
  const format = useFormat();
  const [answers, setAnswers] = useState<Record<string, string>>(() =>
    Object.fromEntries(plan.needs.map((one) => [one.key, String(one.suggestion ?? "")])),
  );
  const said = Object.fromEntries(
    Object.entries(answers).map(([key, answer]) => [key, answer.trim() === "" ? null : answer.trim()]),
  );
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        onAgain({ ...mapping, ...said });
      }}
    >
      <h4>{words.needs}</h4>
      <p className={styles.faint}>{words.needsLead}</p>
      {plan.needs.map((one) => (
        <TextField
          key={one.key}
          label={`${one.sentence} (${words.records(format.number(one.records), one.records === 1)})`}
          hint={words.answerHint}
          value={answers[one.key] ?? ""}
          onChange={(next) => setAnswers({ ...answers, [one.key]: next })}
        />
      ))}
      <Button type="submit" isPending={pending}>
        {words.again}
      </Button>
    </form>
  );
}
