export const longestFolderName = 120;

export type FolderNameProblem = "empty" | "long" | "hidden" | "slash";

/**
 * Why a folder cannot bear this name: it is empty or too long; it holds a sign that nobody sees, or that turns its
 * neighbours round, so that the name would not be read as it is; or a slash, which may mean a folder within another.
 */
export function folderNameProblem(name: string): FolderNameProblem | undefined {
  const bare = name.trim();
  if (/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u.test(name))
    return "hidden";
  if (!/[\p{L}\p{N}\p{P}\p{S}]/u.test(bare)) return "empty";
  if (bare.length > longestFolderName) return "long";
  return /[/\\]/.test(bare) ? "slash" : undefined;
}
