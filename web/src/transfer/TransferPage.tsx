import { Navigate, Route, Routes } from "react-router";
import { usePageSchema } from "../app/page";
import { Page } from "../parts/Page";
import { Sections } from "../parts/Sections";
import { texts } from "../texts";
import { Export } from "./Export";
import { Import } from "./Import";

/** Sheets: bringing one in, and taking one out. */
export function Component() {
  const schema = usePageSchema();
  const words = texts.transfer;
  return (
    <Page title={words.title}>
      <Sections
        label={words.sections.label}
        sections={[
          { to: "/transfer", label: words.sections.import },
          { to: "/transfer/export", label: words.sections.export },
        ]}
      />
      <Routes>
        <Route index element={<Import schema={schema} />} />
        <Route path="export" element={<Export schema={schema} />} />
        <Route path="*" element={<Navigate to="/transfer" replace />} />
      </Routes>
    </Page>
  );
}
