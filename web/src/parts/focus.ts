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

/**
 * Do something once a menu has closed and the focus is back at its button, so that what opens then can give it back, too.
 * Where it does not come back by itself, it is brought.
 */
export function afterwards(act: () => void, button: RefObject<HTMLElement | null>, frames = FRAMES): void {
  requestAnimationFrame(() => {
    if (document.querySelector("[role=menu]")) afterwards(act, button, frames);
    else if (isLost() && frames > 0) afterwards(act, button, frames - 1);
    else {
      if (isLost()) button.current?.focus();
      act();
    }
  });
}
