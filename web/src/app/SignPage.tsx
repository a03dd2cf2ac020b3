import { type ReactNode, type SubmitEvent, useEffect } from "react";
import { Navigate, useLocation } from "react-router";
import { useSession } from "../data/session";
import { texts } from "../texts";
import styles from "./sign.module.css";

/** Where a signed-in user goes: to where he wanted before, but only within the app. */
function wanted(state: unknown): string {
  const from = (state as { from?: unknown } | null)?.from;
  return typeof from === "string" && /^\/(?!\/)/.test(from) ? from : "/pipeline";
}

/** The card on which people sign in and up. Whoever has signed in is led on. */
export function SignPage({ title, lead, children }: { title: string; lead: string; children: ReactNode }) {
  const { state } = useLocation() as { state: unknown };
  const { session } = useSession();
  useEffect(() => {
    document.title = `${title} · ${texts.app.name}`;
  }, [title]);
  if (session) return <Navigate to={wanted(state)} replace />;
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <p className={styles.mark}>
          <img src="/icon.svg" alt="" />
          {texts.app.name}
        </p>
        <h1>{title}</h1>
        <p className={styles.lead}>{lead}</p>
        {children}
      </div>
    </main>
  );
}

export interface SignFormProps {
  onSubmit: () => void;
  /** Why the server said no. */
  refused: string | null;
  children: ReactNode;
}

export function SignForm({ onSubmit, refused, children }: SignFormProps) {
  function submit(event: SubmitEvent): void {
    event.preventDefault();
    onSubmit();
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      {refused !== null && (
        <p role="alert" className={styles.refused}>
          {refused}
        </p>
      )}
      {children}
    </form>
  );
}

export const Other = ({ children }: { children: ReactNode }) => <p className={styles.other}>{children}</p>;
