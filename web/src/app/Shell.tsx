import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { Navigate, useLocation } from "react-router";
import { schemaQuery } from "../data/schema";
import { type Me, MeContext, useSession } from "../data/session";
import { Failed, Skeleton } from "../parts/states";
import { Layout } from "./Layout";

const Ended = lazy(() => import("./Ended"));

/**
 * What is around every page: it takes a session and the schema. When the session ends while somebody is here, the pages
 * stay below a dialog; who never signed in, or signed out himself, is led to the sign-in page.
 */
export function Shell() {
  const { session, ended } = useSession();
  const { pathname, search } = useLocation();
  const [last, setLast] = useState<Me | undefined>(session?.user);
  const [left, setLeft] = useState(false);
  if (session && session.user !== last) setLast(session.user);
  const user = session?.user ?? last;
  const gone = left || ended === "never" || ended === "signed-out";

  if (!session && (!user || gone))
    return <Navigate to="/sign-in" replace state={{ from: pathname + search }} />;
  return (
    <>
      <Loaded key={user?.id} user={user} />
      {!session && user && (
        <Suspense>
          <Ended name={user.username} expired={ended === "expired"} onLeave={() => setLeft(true)} />
        </Suspense>
      )}
    </>
  );
}

function Loaded({ user }: { user: Me | undefined }) {
  const schema = useQuery(schemaQuery);
  if (schema.data && user) {
    return (
      <MeContext value={user}>
        <Layout schema={schema.data} />
      </MeContext>
    );
  }
  if (schema.error) return <Failed error={schema.error} onRetry={() => void schema.refetch()} />;
  return <Skeleton />;
}
