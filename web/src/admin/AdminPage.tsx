import { Empty } from "../parts/states";
import { Page } from "../parts/Page";
import { texts } from "../texts";

/** What only admins do. */
export function Component() {
  return (
    <Page title={texts.admin.title}>
      <Empty icon="admin" title={texts.admin.title} />
    </Page>
  );
}
