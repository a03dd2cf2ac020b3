import { api } from "../data/api";

export type Scalar = string | number | boolean | null;

/** A field that a language model made of a sentence; it goes back as it came. */
export type Proposal = Record<string, unknown>;

/** What the CRM shall be, as somebody says it. */
export interface Wanted {
  prompt: string;
  preset?: string;
  /** What becomes of what is there: `Deal.stage=lead` → a value, or null where it is dropped. */
  mapping: Record<string, Scalar>;
  /** What a language model made of it, as an earlier plan told it; without it the model is asked. */
  inferred?: Proposal[];
}

export interface Step {
  deed: "create" | "alter" | "rename" | "drop";
  about: string;
  sentence: string;
  destructive: boolean;
  /** Whether a language model understood some of it so, and not the grammar. */
  inferred: boolean;
}

interface Line {
  line: number;
  text: string;
  told: string;
}

/** What it would take. */
export interface Plan {
  hash: string;
  isEmpty: boolean;
  isDestructive: boolean;
  risk: string;
  steps: Step[];
  leaves: string[];
  permissions: string[];
  questions: { about: string; question: string; default: string }[];
  needs: { key: string; sentence: string; records: number; suggestion?: Scalar }[];
  inferred: Proposal[];
  read: { understood: Line[]; notUnderstood: Line[]; assumed: string[] } | null;
}

export interface Applied {
  run: string | null;
  archive: string | null;
}

export const makePlan = (wanted: Wanted): Promise<Plan> =>
  api("POST", "/api/bootstrap/plan", { body: wanted });

/** Do exactly what was planned; refused when the plan is another one by now. */
export const applyPlan = (wanted: Wanted, plan: Plan, allowDestructive: boolean): Promise<Applied> =>
  api("POST", "/api/bootstrap/apply", {
    body: { ...wanted, inferred: plan.inferred, hash: plan.hash, allowDestructive },
    headers: { "Idempotency-Key": `plan-${plan.hash}-${String(allowDestructive)}` },
  });
