import accountEn from "../../../shared/texts/en/scenario-account.json" with { type: "json" };
import fileEn from "../../../shared/texts/en/scenario-file.json" with { type: "json" };
import accountNl from "../../../shared/texts/nl/scenario-account.json" with { type: "json" };
import fileNl from "../../../shared/texts/nl/scenario-file.json" with { type: "json" };
import type { Scenario } from "./scenario.ts";
import { trainingScenario } from "./training-scenario.ts";

/** An invented file service tells of a file that nobody in particular shared. */
export const fileScenario = trainingScenario({
  key: "shared-file",
  difficulty: "medium",
  local: "share",
  look: {
    brand: "#3b3a8f",
    ground: "#eeeef7",
    box: "#f6f6fc",
    line: "#d5d5e8",
    font: "Verdana,Arial,Helvetica,sans-serif",
    banner: false,
  },
  texts: { en: fileEn, nl: fileNl },
});

/** An invented desk threatens to close a mailbox and asks for a password. */
export const accountScenario = trainingScenario({
  key: "account-desk",
  difficulty: "easy",
  local: "accounts",
  look: {
    brand: "#8a1f3d",
    ground: "#f4f1f2",
    box: "#fdf3f5",
    line: "#e3d3d8",
    font: "Tahoma,Arial,Helvetica,sans-serif",
    banner: true,
  },
  texts: { en: accountEn, nl: accountNl },
});

/** What training simulations can be made of, in the order in which a new programme sends them. */
export const trainingScenarios: readonly Scenario[] = [accountScenario, fileScenario];
