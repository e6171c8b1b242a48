import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { languages } from "../../shared/lifecycle.ts";
import { skeletonCss, skeletonHtml } from "./skeleton.ts";

describe("the skeleton", () => {
  it.each(languages)("is small, and says in %s what is happening", (language) => {
    const html = skeletonHtml(language);
    expect(gzipSync(html + skeletonCss).length).toBeLessThan(2_000);
    expect(html).toMatch(/role="status" aria-label="Firstcatch /);
    expect(html).not.toMatch(/<script|style=|\son\w+=/);
  });

  it("draws the mark as it is", () => {
    const mark = readFileSync(new URL("../../ui/Mark.tsx", import.meta.url), "utf8");
    const [stroke] = [...mark.matchAll(/ d="([^"]+)"/g)].map((match) => match[1]);
    expect(skeletonHtml("en")).toContain(stroke);
  });
});
