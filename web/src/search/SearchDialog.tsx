import { Dialog, Modal, ModalOverlay } from "react-aria-components";
import type { Schema } from "../data/schema";
import { texts } from "../texts";
import { Palette } from "./Palette";
import styles from "./search.module.css";

export interface SearchDialogProps {
  schema: Schema;
  onClose: () => void;
}

/** Opened with Ctrl-K: the way to every record, page and action, and to the assistant. */
export default function SearchDialog({ schema, onClose }: SearchDialogProps) {
  return (
    <ModalOverlay
      className={styles.scrim ?? ""}
      isOpen
      isDismissable
      onOpenChange={(open) => !open && onClose()}
    >
      <Modal className={styles.palette ?? ""}>
        <Dialog className={styles.dialog ?? ""} aria-label={texts.search.title}>
          <Palette schema={schema} onClose={onClose} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
