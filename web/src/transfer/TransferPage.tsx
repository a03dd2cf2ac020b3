import { Empty } from "../parts/states";
import { Page } from "../parts/Page";
import { texts } from "../texts";

/** Import and export. */
export function Component() {
  return (
    <Page title={texts.transfer.title}>
      <Empty icon="transfer" title={texts.transfer.title} />
    </Page>
  );
}
