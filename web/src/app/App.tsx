import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "react-router/dom";
import { connection } from "../data/connection";
import { forget, keeping } from "../data/offline/kept";
import { sendQueue } from "../data/offline/sending";
import { makeClient } from "../data/queries";
import { session } from "../data/session";
import { router } from "./routes";

const client = makeClient();
let user = session.get()?.user.id;

keeping(client);

// What one user read, another one must not see; the same one, signed in again, keeps it.
session.listen(() => {
  const now = session.get()?.user.id;
  if (session.isLeft()) void forget();
  if (now === undefined) return;
  if (now !== user) {
    client.clear();
    void forget();
  }
  user = now;
  void renew();
});

connection.whenBack(() => void renew());
void sendQueue(client);

/** Send what waits, and read again what is shown. */
async function renew(): Promise<void> {
  if (!(await sendQueue(client))) void client.invalidateQueries();
}

/** The whole app. */
export function App() {
  return (
    <QueryClientProvider client={client}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  );
}
