import { Empty } from "../parts/states";
import { Page } from "../parts/Page";
import { texts } from "../texts";

/** What is due. */
export function Component() {
  return (
    <Page title={texts.today.title}>
      <Empty icon="today" title={texts.today.title} />
    </Page>
  );
}
