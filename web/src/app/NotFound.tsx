import { ButtonLink } from "../parts/Button";
import { Empty } from "../parts/states";
import { texts } from "../texts";

/** What is shown at an address that is no page. */
export function NotFound() {
  const { title, lead, home } = texts.app.notFound;
  return (
    <Empty icon="info" title={title} actions={<ButtonLink to="/pipeline">{home}</ButtonLink>}>
      {lead}
    </Empty>
  );
}
