import { describe, expect, it } from "vitest";
import { clientBucket } from "./client-bucket.ts";

describe("what a client is counted by", () => {
  it.each([
    ["203.0.113.9", "::ffff:203.0.113.9"],
    ["203.0.113.9", "::FFFF:cb00:7109"],
    ["2001:db8:1:200::1", "2001:db8:1:2ff:ffff:ffff:ffff:ffff"],
    ["2001:db8:1:200::1", "2001:0DB8:0001:0200::"],
    ["fe80::1%eth0", "fe80::2%eth1"],
    ["::1", "::2"],
  ])("%s and %s are one", (one, other) => {
    expect(clientBucket(one)).toBe(clientBucket(other));
  });

  it.each([
    ["203.0.113.9", "203.0.113.8"],
    ["2001:db8:1:200::1", "2001:db8:1:300::1"],
    ["2001:db8:1::", "2001:db8:2::"],
    ["::1", "::ffff:0.0.0.1"],
    ["not an address", undefined],
    ["a:b", "c:d"],
  ])("%s and %s are two", (one, other) => {
    expect(clientBucket(one)).not.toBe(clientBucket(other));
  });
});
