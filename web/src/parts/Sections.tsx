import { useEffect, useRef } from "react";
import { NavLink, useLocation } from "react-router";
import styles from "./page.module.css";

export interface SectionsProps {
  label: string;
  sections: readonly { to: string; label: string }[];
}

/** Links to the parts of a page that has several, below its heading. */
export function Sections({ label, sections }: SectionsProps) {
  const nav = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  useEffect(() => {
    nav.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [pathname]);
  return (
    <nav ref={nav} className={styles.sections} aria-label={label}>
      <ul>
        {sections.map((one) => (
          <li key={one.to}>
            <NavLink to={one.to} end>
              {one.label}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
