import { describe, expect, it } from "vitest";
import { receiptFrom } from "./report.ts";

describe("receipts", () => {
  it.each([
    [[0, 0, 0, 0, 0], "R-0000-0000"],
    [[255, 255, 255, 255, 255], "R-ZZZZ-ZZZZ"],
    [[0, 0, 0, 0, 1], "R-0000-0001"],
    [[0b00001000, 0b01000010, 0, 0, 0b00011111], "R-1110-000Z"],
  ])("%j is %s", (bytes, receipt) => {
    expect(receiptFrom(Uint8Array.from(bytes))).toBe(receipt);
  });
});
