import { Component, type ReactNode, Suspense } from "react";

interface Props {
  children: ReactNode;
}

/** Beside the page: what is loaded when it is first needed. When that fails, as without a server, the page stays. */
export class Spared extends Component<Props, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? null : <Suspense>{this.props.children}</Suspense>;
  }
}
