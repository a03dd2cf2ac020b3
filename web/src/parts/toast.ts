import { useSyncExternalStore } from "react";
import { UNSTABLE_ToastQueue as ToastQueue } from "react-aria-components";
import { texts } from "../texts";

export interface Said {
  text: string;
  tone?: "plain" | "good" | "bad";
  /** Offered beside it, as Undo. It goes when it was pressed. */
  action?: { label: string; do: () => void };
}

const SHOWN = 8_000;
const WITH_ACTION = 15_000;

/** What is being said. */
export const queue = new ToastQueue<Said>({ maxVisibleToasts: 3 });

/** Say something at the edge of the page for a while. */
export function toast(said: Said): void {
  queue.add(said, { timeout: said.action ? WITH_ACTION : SHOWN });
}

/** Say that something was done, and offer to take it back. */
export function toastWithUndo(text: string, undo: () => void): void {
  toast({ text, tone: "good", action: { label: texts.parts.undo, do: undo } });
}

let any = false;
const listen = (listener: () => void) => queue.subscribe(listener);
const hasAny = () => (any ||= queue.visibleToasts.length > 0);

/** Whether anything has been said yet; until then nothing is needed to show it. */
export const useToasting = (): boolean => useSyncExternalStore(listen, hasAny);
