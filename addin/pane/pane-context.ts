import { createContext, useContext } from "react";
import type { Pane } from "./controller.ts";
import type { Look } from "./look.ts";
import type { PaneState } from "./pane-state.ts";
import type { PaneTranslate } from "./texts.ts";

export interface PaneView {
  pane: Pane;
  state: PaneState;
  look: Look;
  t: PaneTranslate;
  /** The organization's name, or a word that stands in for it. */
  organization: string;
  /** Says it to screen readers. */
  announce: (text: string, assertive?: boolean) => void;
  /** A title tells that it is shown; the answer is what was shown before, and at which press. */
  arrive: (look: Look, presses: number) => { look: Look | null; presses: number };
}

export const PaneContext = createContext<PaneView | null>(null);

/** What every look draws from. */
export function usePane(): PaneView {
  const view = useContext(PaneContext);
  if (!view) throw new Error("usePane is for components inside the pane.");
  return view;
}
