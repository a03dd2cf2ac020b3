import type { ReactNode } from "react";

export interface ScrollProps {
  /** Its name, for those who hear. */
  label: string;
  className: string | undefined;
  children: ReactNode;
}

/** What may be larger than its place: it takes the focus, so that keys scroll it. */
export function Scroll({ label, className, children }: ScrollProps) {
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={className} role="group" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}
