import { Link } from "react-router";
import { Dialog } from "../parts/Dialog";
import { texts } from "../texts";
import styles from "./sign.module.css";
import { SignInForm } from "./SignInForm";

/** Stands before the page whose session has ended. The page stays below it, with all that was typed. */
export default function Ended({
  name,
  expired,
  onLeave,
}: {
  name: string;
  expired: boolean;
  onLeave: () => void;
}) {
  const words = texts.app.ended;
  return (
    <Dialog
      open
      onClose={onLeave}
      title={expired ? words.expired : words.signedOut}
      role="alertdialog"
      dismissable={false}
    >
      <p className={styles.lead}>{words.lead}</p>
      <SignInForm known={name} />
      <p className={styles.other}>
        <Link to="/sign-in" onClick={onLeave}>
          {words.leave}
        </Link>
      </p>
    </Dialog>
  );
}
