import { Empty } from "../parts/states";
import { Page } from "../parts/Page";
import { texts } from "../texts";

/** What was found, as a page. */
export function Component() {
  return (
    <Page title={texts.search.title}>
      <Empty icon="search" title={texts.search.title} />
    </Page>
  );
}
