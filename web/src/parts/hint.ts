import { useEffect, useRef, useState } from "react";
import type { HoverEvent } from "react-aria-components";

/** Milliseconds that somebody points at a button before its hint is there, and after which it is gone. */
const SHOWN = 500;
const HIDDEN = 300;

/** Whether the hint of a button is shown: while somebody points at it, or has come to it with keys. */
export function useHint() {
  const [of, setOf] = useState<Element | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  function become(next: Element | null, wait = 0): void {
    clearTimeout(timer.current);
    if (wait === 0) setOf(next);
    else timer.current = setTimeout(() => setOf(next), wait);
  }

  return {
    /** The button, while its hint is shown. */
    of,
    hide: () => become(null),
    /** For the hint itself: who points at it may read it. */
    stay: () => clearTimeout(timer.current),
    leave: () => become(null, HIDDEN),
    /** For the button. */
    props: {
      onHoverStart: ({ target }: HoverEvent) => become(target, SHOWN),
      onHoverEnd: () => become(null, HIDDEN),
      onFocus: ({ target }: { target: Element }) => {
        if (target.matches(":focus-visible")) become(target);
      },
      onBlur: () => become(null),
      onPressStart: () => become(null),
    },
  };
}
