import { useRouteError } from "react-router";
import { Refused, Unreachable } from "../data/refusals";
import { Button } from "../parts/Button";
import { Empty, Failed } from "../parts/states";
import { texts } from "../texts";

const UNLOADED = /dynamically imported module|module script|preload/i;

/** What is shown in place of a page that failed; the rest of the app stays. */
export function Broken() {
  const error = useRouteError();
  const reload = () => location.reload();
  if (error instanceof Refused || error instanceof Unreachable)
    return <Failed error={error} onRetry={reload} />;
  const { title, lead, reload: word } = texts.app.broken;
  const renewed = error instanceof Error && UNLOADED.test(error.message);
  return (
    <div role="alert">
      <Empty icon="warning" title={title} actions={<Button onPress={reload}>{word}</Button>}>
        {renewed ? texts.app.renewed : lead}
      </Empty>
    </div>
  );
}
