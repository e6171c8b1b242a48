/** Lower case without accents, so that "Zoë" is found by "zoe". */
export const fold = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase();

const wordBreak = /[^\p{L}\p{N}]+/u;
const longestWord = 40;
const mostWords = 40;

/** What a user can be found by: the words of the name, the parts of the address and the address itself, the employee ID. */
export function searchWords(user: {
  firstName: string;
  infix?: string;
  lastName: string;
  email: string;
  employeeId?: string;
}): string[] {
  const texts = [user.firstName, user.infix ?? "", user.lastName, user.email, user.employeeId ?? ""].map(
    fold,
  );
  const words = texts.flatMap((text) => text.split(wordBreak)).filter(Boolean);
  const whole = [user.email, user.employeeId ?? ""].map(fold).filter(Boolean);
  return [...new Set([...words, ...whole].map((word) => word.slice(0, longestWord)))].slice(0, mostWords);
}

/** The beginnings that are all to be found, at most five; an address typed whole stays whole. */
export function queryWords(query: string): string[] {
  const folded = fold(query.trim());
  const parts = folded.includes("@") ? folded.split(/\s+/) : folded.split(wordBreak);
  return [...new Set(parts.filter(Boolean).map((part) => part.slice(0, longestWord)))].slice(0, 5);
}
