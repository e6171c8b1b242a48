import en from "../../shared/texts/en/report-command.json";
import nl from "../../shared/texts/nl/report-command.json";

export type CommandText = keyof typeof en;
export type CommandWords = (key: CommandText, values?: Record<string, string>) => string;

/** The command's words in the language of Outlook. Nothing but strings: its runtime has no Intl. */
export function commandWords(language: string | undefined): CommandWords {
  const texts: Record<CommandText, string> = /^nl\b/i.test(language ?? "") ? nl : en;
  return (key, values = {}) =>
    texts[key].replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
