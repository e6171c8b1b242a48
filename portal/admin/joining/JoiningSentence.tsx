import { Fragment, type ReactNode } from "react";
import type { Organization } from "../../../shared/contracts/organization.ts";
import { locales } from "../../../ui/text.ts";
import { dayAndTime } from "../pieces/moment-text.ts";
import { type PortalTextKey, useTexts } from "../text-context.ts";
import { joiningState } from "./joining-state.ts";

/** What the settings mean now, in one sentence with the real domains and times. */
export function JoiningSentence({ organization }: { organization: Organization }) {
  const { joining, timeZone } = organization;
  const { language, rich } = useTexts();
  const moment = (at: string | undefined) => (at ? <b>{dayAndTime(at, language, timeZone)}</b> : null);
  const values = {
    who: <WhoMayJoin organization={organization} />,
    opens: moment(joining.opensAt),
    closes: moment(joining.closesAt),
  };
  return rich(sentenceKey(joining), values);
}

function sentenceKey(joining: Organization["joining"]): PortalTextKey {
  const anybody = joining.allowedDomains.length + joining.allowedAddresses.length > 0;
  switch (joiningState(joining, new Date())) {
    case "off":
      return anybody ? "joining.off" : "joining.offNobody";
    case "nobody":
      return "joining.nobody";
    case "over":
      return "joining.over";
    case "before":
      return joining.closesAt ? "joining.opensUntil" : "joining.opens";
    case "open":
      return joining.closesAt ? "joining.onUntil" : "joining.on";
  }
}

/** "an address at acme.example or works.acme.example or one of the 3 single addresses listed below" */
function WhoMayJoin({ organization }: { organization: Organization }) {
  const { language, rich, counted } = useTexts();
  const { allowedDomains, allowedAddresses } = organization.joining;
  const ways: ReactNode[] = [];
  if (allowedDomains.length) {
    const names = allowedDomains.map((name) => (
      <b key={name} dir="ltr">
        {name}
      </b>
    ));
    ways.push(rich("joining.who.domain", { domains: eitherOf(names, language) }));
  }
  if (allowedAddresses.length) ways.push(counted("joining.who.address", allowedAddresses.length));
  return eitherOf(ways, language);
}

/** Elements joined as the language joins choices: "a, b or c". */
function eitherOf(nodes: ReactNode[], language: keyof typeof locales): ReactNode {
  const parts = new Intl.ListFormat(locales[language], { type: "disjunction" }).formatToParts(
    nodes.map((_, index) => String(index)),
  );
  return parts.map((part, index) => (
    <Fragment key={index}>{part.type === "element" ? nodes[Number(part.value)] : part.value}</Fragment>
  ));
}
