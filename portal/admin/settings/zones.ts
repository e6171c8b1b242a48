const most = 60;

/** Every zone that the browser knows, UTC too. */
const zones = (): string[] => {
  const known = Intl.supportedValuesOf("timeZone");
  return known.includes("UTC") ? known : [...known, "UTC"];
};

/** The zones whose name holds each of the words, those that begin so first. */
export function zonesLike(text: string, known: readonly string[] = zones()): string[] {
  const words = text
    .toLowerCase()
    .split(/[\s/_,]+/)
    .filter(Boolean);
  const parts = (zone: string) => zone.toLowerCase().split(/[/_-]/);
  const fitting = known.filter((zone) => words.every((word) => zone.toLowerCase().includes(word)));
  const first = (zone: string) =>
    words.some((word) => parts(zone).some((part) => part.startsWith(word))) ? 0 : 1;
  return fitting.sort((one, other) => first(one) - first(other)).slice(0, most);
}
