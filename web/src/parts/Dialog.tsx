import type { ReactNode } from "react";
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { texts } from "../texts";
import { Button, IconButton } from "./Button";
import styles from "./overlay.module.css";

export interface DialogProps {
  open: boolean;
  onClose: () => void;
  title: string;
  wide?: boolean;
  /** `alertdialog` for what must be answered. */
  role?: "dialog" | "alertdialog";
  /** Whether a click beside it closes it; not where something would be lost. */
  dismissable?: boolean;
  children: ReactNode;
}

/** Stands before the page until it is closed; focus stays within and returns afterwards. */
export function Dialog({
  open,
  onClose,
  title,
  wide,
  role = "dialog",
  dismissable = true,
  children,
}: DialogProps) {
  return (
    <ModalOverlay
      className={styles.scrim ?? ""}
      isOpen={open}
      isDismissable={dismissable}
      onOpenChange={(now) => !now && onClose()}
    >
      <Modal className={wide ? `${styles.modal} ${styles.wide}` : (styles.modal ?? "")}>
        <AriaDialog className={styles.dialog ?? ""} role={role}>
          <header className={styles.head}>
            <Heading slot="title" level={2}>
              {title}
            </Heading>
            <IconButton icon="close" label={texts.parts.close} onPress={onClose} />
          </header>
          <div className={styles.body}>{children}</div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

/** The row of buttons that ends a dialog or a form. */
export function Actions({ children }: { children: ReactNode }) {
  return <div className={styles.actions}>{children}</div>;
}

export interface ConfirmProps {
  open: boolean;
  onClose: () => void;
  title: string;
  /** What will happen, in a sentence. */
  children: ReactNode;
  /** The word on the button, as "Delete". */
  action: string;
  danger?: boolean;
  pending?: boolean;
  onConfirm: () => void;
}

/** Asks before something is done. */
export function Confirm({
  open,
  onClose,
  title,
  children,
  action,
  danger,
  pending,
  onConfirm,
}: ConfirmProps) {
  return (
    <Dialog open={open} onClose={onClose} title={title} role="alertdialog">
      {children}
      <Actions>
        <Button onPress={onClose}>{texts.parts.cancel}</Button>
        <Button look={danger ? "danger" : "accent"} isPending={!!pending} onPress={onConfirm} autoFocus>
          {action}
        </Button>
      </Actions>
    </Dialog>
  );
}
