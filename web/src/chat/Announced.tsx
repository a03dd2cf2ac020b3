import { useState } from "react";
import { texts } from "../texts";
import { useTranscript } from "./transcript";

/** Reads out what happens: steps as they begin, and the answer as a whole when it is there. */
export function Announced() {
  const { turns } = useTranscript();
  const last = turns.findLast((one) => one.author === "assistant");
  const words = texts.chat;
  const step = last?.steps.at(-1)?.sentence ?? words.said.working;
  const [heard, setHeard] = useState<string | null>(() => last?.key ?? null);
  const [was, setWas] = useState(last?.state);
  if (last && last.state !== was) {
    setWas(last.state);
    if (last.state === "working") setHeard(null);
  }
  const said = !last || heard === last.key ? "" : last.state === "working" ? step : bare(last.text);
  return (
    <div role="status" className="only-heard">
      {said}
      {last?.card?.card.state === "open" &&
        said !== "" &&
        ` ${words.card.title(last.card.card.changes.length)}`}
    </div>
  );
}

/** A reply as it is spoken: without the signs of Markdown. */
const bare = (text: string): string =>
  text
    .replace(/^\|[ -:|]+\|$/gm, "")
    .replace(/[*_`|#]+/g, " ")
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1");
