/** One of several that can be chosen. */
export interface Choice {
  id: string;
  name: string;
  code?: string;
}

const plain = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** Those whose name or code holds what was typed, without regard to case and accents. */
export const choicesLike = (choices: readonly Choice[], typed: string): readonly Choice[] =>
  choices.filter(({ name, code = "" }) => plain(`${name} ${code}`).includes(plain(typed.trim())));
