import { useEffect, useMemo } from "react";
import { Tooltip, TooltipTriggerStateContext } from "react-aria-components";
import type { useHint } from "./hint";
import overlay from "./overlay.module.css";

export interface HintProps {
  of: Element;
  label: string;
  hint: ReturnType<typeof useHint>;
}

/** Says beside a button what it does. */
export default function Hint({ of, label, hint }: HintProps) {
  const trigger = useMemo(() => ({ current: of }), [of]);
  const { hide, stay, leave } = hint;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      hide();
    };
    addEventListener("keydown", press, true);
    return () => removeEventListener("keydown", press, true);
  }, [hide]);
  return (
    <TooltipTriggerStateContext
      value={{
        isOpen: true,
        shouldSkipAnimation: true,
        open: stay,
        close: (now) => (now ? hide() : leave()),
      }}
    >
      <Tooltip className={overlay.tip ?? ""} triggerRef={trigger} offset={6}>
        {label}
      </Tooltip>
    </TooltipTriggerStateContext>
  );
}
