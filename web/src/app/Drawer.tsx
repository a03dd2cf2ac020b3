import { Dialog, Modal, ModalOverlay } from "react-aria-components";
import type { Schema } from "../data/schema";
import { texts } from "../texts";
import styles from "./layout.module.css";
import { Rail } from "./Rail";

/** The rail where there is no room for it. */
export default function Drawer({ schema, onClose }: { schema: Schema; onClose: () => void }) {
  return (
    <ModalOverlay className={styles.sheet ?? ""} isOpen onOpenChange={onClose} isDismissable>
      <Modal className={styles.drawer ?? ""}>
        <Dialog aria-label={texts.app.rail.label}>
          <Rail schema={schema} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
