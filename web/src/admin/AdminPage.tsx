import type { ReactElement } from "react";
import { Navigate, Route, Routes } from "react-router";
import { usePageSchema } from "../app/page";
import { hasRole, useMe } from "../data/session";
import { Page } from "../parts/Page";
import { Sections } from "../parts/Sections";
import { texts } from "../texts";
import { Audit } from "./Audit";
import { Classes } from "./Classes";
import { Index } from "./Index";
import { People } from "./People";
import { Profile } from "./Profile";
import { Tokens } from "./Tokens";

interface Section {
  path: string;
  label: string;
  forAdmins?: boolean;
  page: ReactElement;
}

/** The workspace's management for admins, and everybody's own settings. */
export function Component() {
  const schema = usePageSchema();
  const me = useMe();
  const words = texts.admin;
  const isAdmin = hasRole(me, "admin");
  const all: Section[] = [
    { path: "people", label: words.sections.people, forAdmins: true, page: <People schema={schema} /> },
    { path: "audit", label: words.sections.audit, page: <Audit schema={schema} /> },
    { path: "classes", label: words.sections.schema, page: <Classes schema={schema} /> },
    { path: "index", label: words.sections.index, forAdmins: true, page: <Index schema={schema} /> },
    { path: "tokens", label: words.sections.tokens, page: <Tokens /> },
    { path: "profile", label: words.sections.profile, page: <Profile /> },
  ];
  const sections = all.filter((one) => isAdmin || !one.forAdmins);
  return (
    <Page title={hasRole(me, "admin", "manager") ? words.title : words.own}>
      <Sections
        label={words.sections.label}
        sections={sections.map(({ path, label }) => ({ to: `/admin/${path}`, label }))}
      />
      <Routes>
        {sections.map(({ path, page }) => (
          <Route key={path} path={path} element={page} />
        ))}
        <Route path="*" element={<Navigate to={`/admin/${sections[0]?.path ?? ""}`} replace />} />
      </Routes>
    </Page>
  );
}
