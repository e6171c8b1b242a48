/** Longest part of a name, in UTF-16 units. */
const longest = 100;

const clean = (text: string): string =>
  text
    .replace(/[\p{Cc}\u2028\u2029]/gu, "")
    .trim()
    .slice(0, longest);

/** First and last name of what a directory says; its own parts win over a guess from the whole. */
export function personName(
  whole = "",
  parts: { givenName?: string; familyName?: string } = {},
): { firstName: string; lastName: string } {
  const name = whole.trim();
  const space = name.indexOf(" ");
  return {
    firstName: clean(parts.givenName ?? (space < 0 ? name : name.slice(0, space))),
    lastName: clean(parts.familyName ?? (space < 0 ? "" : name.slice(space + 1))),
  };
}
