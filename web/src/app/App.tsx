import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "react-router/dom";
import { connection } from "../data/connection";
import { makeClient } from "../data/queries";
import { session } from "../data/session";
import { router } from "./routes";

const client = makeClient();
let user = session.get()?.user.id;

// What one user read, another one must not see; the same one, signed in again, keeps it.
session.listen(() => {
  const now = session.get()?.user.id;
  if (now === undefined) return;
  if (now !== user) client.clear();
  else void client.invalidateQueries();
  user = now;
});

connection.whenBack(() => void client.invalidateQueries());

/** The whole app. */
export function App() {
  return (
    <QueryClientProvider client={client}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  );
}
