import type { ReactNode } from "react";
import type { Look } from "../look.ts";
import { Caught, CluesAgain } from "./Caught.tsx";
import { DataPage, WhenToReport, WhyClosed } from "./pages.tsx";
import en from "../../../shared/texts/en/pane-late.json";
import { addLateTexts } from "../texts.ts";
import { Paused } from "./Paused.tsx";
import { SignInByWindow } from "./SignInByWindow.tsx";
import { Already, Colleague, Onboarded, OurOwn, Thanks } from "./outcomes.tsx";

export type LateLook = Extract<
  Look,
  | "signIn"
  | "caught"
  | "clues"
  | "onboarded"
  | "thanks"
  | "already"
  | "colleague"
  | "ourOwn"
  | "inactive"
  | "removed"
  | "data"
  | "whenToReport"
  | "whyClosed"
>;

addLateTexts(en);

const looks: Record<LateLook, () => ReactNode> = {
  signIn: SignInByWindow,
  caught: Caught,
  clues: CluesAgain,
  onboarded: Onboarded,
  thanks: Thanks,
  already: Already,
  colleague: Colleague,
  ourOwn: OurOwn,
  inactive: Paused,
  removed: Paused,
  data: DataPage,
  whenToReport: WhenToReport,
  whyClosed: WhyClosed,
};

/** The looks that nobody sees first; loaded while the first one is being read. */
export default function Late({ look }: { look: LateLook }) {
  const Shown = looks[look];
  return <Shown />;
}
