import { Empty } from "../parts/states";
import { Page } from "../parts/Page";
import { texts } from "../texts";

/** Figures and charts. */
export function Component() {
  return (
    <Page title={texts.reports.title}>
      <Empty icon="reports" title={texts.reports.title} />
    </Page>
  );
}
