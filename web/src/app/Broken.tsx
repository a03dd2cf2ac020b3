import { useEffect } from "react";
import { useRouteError } from "react-router";
import { connection, useConnection } from "../data/connection";
import { Refused, Unreachable } from "../data/refusals";
import { Button } from "../parts/Button";
import { Empty, Failed } from "../parts/states";
import { texts } from "../texts";

const UNLOADED = /dynamically imported module|module script|preload/i;

/**
 * A page that was never loaded here, and cannot be without the server. When that is back, all is loaded again: browsers
 * remember of a module that it failed.
 */
function Unloaded({ error }: { error: Error }) {
  useEffect(() => connection.whenBack(() => location.reload()), []);
  return <Failed error={new Unreachable(error)} />;
}

/** What is shown in place of a page that failed; the rest of the app stays. */
export function Broken() {
  const error = useRouteError();
  const there = useConnection();
  const reload = () => location.reload();
  if (error instanceof Refused || error instanceof Unreachable)
    return <Failed error={error} onRetry={reload} />;
  const unloaded = error instanceof Error && UNLOADED.test(error.message);
  if (unloaded && !there) return <Unloaded error={error} />;
  const { title, lead, reload: word } = texts.app.broken;
  return (
    <div role="alert">
      <Empty icon="warning" title={title} actions={<Button onPress={reload}>{word}</Button>}>
        {unloaded ? texts.app.renewed : lead}
      </Empty>
    </div>
  );
}
