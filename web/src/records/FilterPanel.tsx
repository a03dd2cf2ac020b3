import type { RefObject } from "react";
import { Dialog, Popover } from "react-aria-components";
import overlay from "../parts/overlay.module.css";
import { FilterForm, type FilterFormProps } from "./FilterForm";
import styles from "./records.module.css";

export interface FilterPanelProps extends FilterFormProps {
  label: string;
  /** The filter's button. */
  trigger: RefObject<HTMLElement | null>;
  onClose: () => void;
}

/** Opens below a filter, to say what it is to be. */
export default function FilterPanel({ label, trigger, onClose, ...form }: FilterPanelProps) {
  return (
    <Popover
      className={`${overlay.popover} ${styles.panel}`}
      triggerRef={trigger}
      isOpen
      onOpenChange={(open) => !open && onClose()}
      placement="bottom start"
      offset={4}
    >
      <Dialog aria-label={label} className={overlay.dialog ?? ""}>
        <FilterForm {...form} />
      </Dialog>
    </Popover>
  );
}
