// Draws the add-in's icons from the mark, with a Chromium on this machine: node addin/manifest/draw-icons.mjs
import { readFileSync, writeFileSync } from "node:fs";
import { chromium } from "@playwright/test";

const markFile = readFileSync(new URL("../../ui/Mark.tsx", import.meta.url), "utf8");
const [stroke, barb] = [...markFile.matchAll(/ d="([^"]+)"/g)].map((match) => match[1]);
const tile = /80: "(#\w+)"/.exec(readFileSync(new URL("../../ui/sea.ts", import.meta.url), "utf8"))?.[1];
if (!stroke || !barb || !tile) throw new Error("The mark is not where it was.");

const svg = (
  pixels,
) => `<svg xmlns="http://www.w3.org/2000/svg" width="${pixels}" height="${pixels}" viewBox="0 0 32 32">
  <rect width="32" height="32" rx="8" fill="${tile}"/>
  <g fill="none" stroke="#fff" stroke-width="2.9" stroke-linecap="round" stroke-linejoin="round">
    <path d="${stroke}"/>${pixels > 16 ? `<path d="${barb}"/>` : ""}<circle cx="23.6" cy="7.9" r="2.1" stroke-width="2.2"/>
  </g></svg>`;

const icons = [
  ...[16, 32, 64, 80, 128].map((size) => [`icon-${size}.png`, size]),
  ...[25, 32, 48].flatMap((size) => [1, 2, 3].map((scale) => [`mobile-${size}@${scale}.png`, size * scale])),
];

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});
const page = await browser.newPage();
for (const [file, pixels] of icons) {
  await page.setViewportSize({ width: pixels, height: pixels });
  await page.setContent(`<style>body{margin:0}svg{display:block}</style>${svg(pixels)}`);
  writeFileSync(
    new URL(`../icons/${file}`, import.meta.url),
    await page.screenshot({ omitBackground: true }),
  );
}
await browser.close();
console.log(`Drew ${icons.length} icons.`);
