import { useState } from "react";
import { ToggleButton } from "react-aria-components";
import { Button } from "../parts/Button";
import { TextField } from "../parts/fields";
import { reasonOf } from "../parts/states";
import { toast } from "../parts/toast";
import { texts } from "../texts";
import styles from "./chat.module.css";
import { transcript } from "./transcript";
import { giveFeedback } from "./threads";
import type { Turn } from "./turn";

const THUMB =
  "M7 11v9H4v-9zM7 11l4-7.500c1.400 0 2.300 1 2.300 2.400V10H18a2 2 0 0 1 2 2.300l-1 6a2 2 0 0 1-2 1.700H7";

/** What somebody thinks of an answer; of a bad one, also why. */
export function Feedback({ turn, run }: { turn: Turn; run: string }) {
  const words = texts.chat.feedback;
  const [why, setWhy] = useState<string | null>(null);

  async function give(verdict: Turn["feedback"], text = ""): Promise<void> {
    const before = turn.feedback;
    transcript.change(turn.key, (one) => ({ ...one, feedback: verdict }));
    try {
      await giveFeedback(run, verdict, text);
    } catch (error) {
      transcript.change(turn.key, (one) => ({ ...one, feedback: before }));
      toast({ text: reasonOf(error), tone: "bad" });
    }
  }

  function press(verdict: "up" | "down"): void {
    const taken = turn.feedback === verdict;
    setWhy(verdict === "down" && !taken ? "" : null);
    void give(taken ? null : verdict);
  }

  async function explain(): Promise<void> {
    await give("down", why ?? "");
    setWhy(null);
    toast({ text: words.thanks, tone: "good" });
  }

  return (
    <>
      <Thumb label={words.up} on={turn.feedback === "up"} onPress={() => press("up")} />
      <Thumb down label={words.down} on={turn.feedback === "down"} onPress={() => press("down")} />
      {why !== null && (
        <form
          className={styles.why}
          onSubmit={(event) => {
            event.preventDefault();
            void explain();
          }}
        >
          <TextField label={words.why} value={why} onChange={setWhy} maxLength={2_000} autoFocus />
          <Button small type="submit" isDisabled={why.trim() === ""}>
            {words.send}
          </Button>
        </form>
      )}
    </>
  );
}

function Thumb({
  label,
  on,
  down,
  onPress,
}: {
  label: string;
  on: boolean;
  down?: boolean;
  onPress: () => void;
}) {
  return (
    <ToggleButton aria-label={label} isSelected={on} onChange={onPress} className={styles.thumb ?? ""}>
      <svg
        aria-hidden
        width={14}
        height={14}
        viewBox="0 0 24 24"
        fill={on ? "currentColor" : "none"}
        stroke="currentColor"
        strokeWidth={1.75}
        strokeLinejoin="round"
        className={down ? styles.down : undefined}
      >
        <path d={THUMB} />
      </svg>
    </ToggleButton>
  );
}
