/** The rows to show while the reader is among them: nothing new pushes between them. */
export function hold<Row extends { id: string }>(
  items: Row[],
  held: ReadonlySet<string> | null,
): { rows: Row[]; waiting: number } {
  const rows = held ? items.filter(({ id }) => held.has(id)) : items;
  return { rows, waiting: items.length - rows.length };
}
