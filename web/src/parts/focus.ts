import { type RefObject, useEffect } from "react";

let arrived = false;

/** Whether nothing on the page has the focus, as when that which had it has gone. */
const isLost = () => document.activeElement === null || document.activeElement === document.body;

/** Give an element the focus when it appears and nothing else has it; not on the first page, which begins at its top. */
export function useFocusIfLost(of: RefObject<HTMLElement | null>, wanted = true): void {
  useEffect(() => {
    if (wanted && arrived && isLost()) of.current?.focus({ preventScroll: true });
    arrived = true;
  }, [of, wanted]);
}

const FRAMES = 30;

/** Do something once a menu has closed and has given the focus back, so that what opens then can give it back, too. */
export function afterwards(act: () => void, frames = FRAMES): void {
  requestAnimationFrame(() => {
    const closing = isLost() || document.activeElement?.closest("[role=menu]");
    if (closing && frames > 0) afterwards(act, frames - 1);
    else act();
  });
}
