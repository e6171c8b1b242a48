import { Component, type ReactNode } from "react";

/** The last resort: a pane that cannot be drawn says so, and offers to load again; kept reports are still there then. */
export class ErrorBoundary extends Component<{ children: ReactNode; text: string; again: string }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <main className="fc-failed">
        <h1>{this.props.text}</h1>
        <button type="button" onClick={() => location.reload()}>
          {this.props.again}
        </button>
      </main>
    );
  }
}
