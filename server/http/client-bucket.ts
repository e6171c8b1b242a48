const groupsOf = (text: string): string[] => (text === "" ? [] : text.split(":"));

/**
 * What one client is counted by: its IPv4 address, or the first 56 bits of its IPv6 address, since whoever has one address
 * of those has them all.
 */
export function clientBucket(address: string | undefined): string {
  const plain = (address ?? "").replace(/%.*$/, "").toLowerCase();
  if (!plain.includes(":")) return plain;
  let written: string;
  try {
    written = new URL(`http://[${plain}]`).hostname.slice(1, -1);
  } catch {
    return plain;
  }
  const [before = "", after] = written.split("::");
  const [head, tail] = [groupsOf(before), groupsOf(after ?? "")];
  const groups = [...head, ...Array<string>(8 - head.length - tail.length).fill("0"), ...tail].map((group) =>
    Number.parseInt(group, 16),
  );
  const [, , , network = 0, , mapped, high = 0, low = 0] = groups;
  // An IPv4 client of a server that listens on IPv6.
  if (mapped === 0xffff && groups.slice(0, 5).every((group) => group === 0))
    return [high >> 8, high & 255, low >> 8, low & 255].join(".");
  return [...groups.slice(0, 3), network & 0xff00].map((group) => group.toString(16)).join(":");
}
