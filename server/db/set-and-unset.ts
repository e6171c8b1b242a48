/** An update from changed fields: those that are undefined are cleared, the others set. */
export function setAndUnset(changes: object): { $set: Record<string, unknown>; $unset?: Record<string, 1> } {
  const entries = Object.entries(changes) as [string, unknown][];
  const cleared = entries
    .filter(([, value]) => value === undefined)
    .map(([field]) => [field, 1 as const] as const);
  return {
    $set: Object.fromEntries(entries.filter(([, value]) => value !== undefined)),
    ...(cleared.length > 0 && { $unset: Object.fromEntries(cleared) }),
  };
}
