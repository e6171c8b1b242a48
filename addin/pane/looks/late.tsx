import type { ReactNode } from "react";
import type { Look } from "../look.ts";
import { Caught, CluesAgain } from "./Caught.tsx";
import { DataPage, WhenToReport, WhyClosed } from "./pages.tsx";
import { Already, Colleague, Onboarded, OurOwn, Thanks } from "./outcomes.tsx";

export type LateLook = Extract<
  Look,
  | "caught"
  | "clues"
  | "onboarded"
  | "thanks"
  | "already"
  | "colleague"
  | "ourOwn"
  | "data"
  | "whenToReport"
  | "whyClosed"
>;

const looks: Record<LateLook, () => ReactNode> = {
  caught: Caught,
  clues: CluesAgain,
  onboarded: Onboarded,
  thanks: Thanks,
  already: Already,
  colleague: Colleague,
  ourOwn: OurOwn,
  data: DataPage,
  whenToReport: WhenToReport,
  whyClosed: WhyClosed,
};

/** The looks that nobody sees first; loaded while the first one is being read. */
export default function Late({ look }: { look: LateLook }) {
  const Shown = looks[look];
  return <Shown />;
}
