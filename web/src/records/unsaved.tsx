import { type ReactNode, useEffect, useRef } from "react";
import { useBlocker } from "react-router";
import { askLeaving } from "../data/leaving";
import { Confirm } from "../parts/Dialog";
import { texts } from "../texts";

/** Asks before somebody leaves a page on which he has typed something that is not saved. */
export function useUnsaved(unsaved: boolean): { dialog: ReactNode; allow: () => void } {
  const words = texts.records.form;
  const allowed = useRef(false);
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      unsaved && !allowed.current && currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => (unsaved ? askLeaving() : undefined), [unsaved]);
  return {
    allow: () => {
      allowed.current = true;
    },
    dialog: (
      <Confirm
        open={blocker.state === "blocked"}
        onClose={() => blocker.reset?.()}
        title={words.unsaved}
        action={words.leave}
        danger
        onConfirm={() => blocker.proceed?.()}
      >
        <p>{words.unsavedLead}</p>
      </Confirm>
    ),
  };
}
