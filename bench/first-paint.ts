import { chromium, type Browser, type Page } from "@playwright/test";
import { startSandboxProcess } from "../e2e/fixtures/sandbox-process.ts";
import { alternate, median, type Row } from "./rounds.ts";

const rounds = 5;
const slowdown = 4;
const longest = 60_000;

interface Opened {
  /** Milliseconds from the frame's beginning to its first paint of anything. */
  painted: number;
  /** The same, to the button that joins or reports; the pane has signed the person in by then, the bare page has not. */
  usable: number;
}

/** Runs in every frame: notes when there is the button that somebody came for. A text, as no browser is typed here. */
const watchButtons = `
  new MutationObserver((_, observer) => {
    const names = [...document.querySelectorAll("button")].map((button) => button.textContent);
    if (!names.some((name) => /^(Join|Report)/.test(name))) return;
    observer.disconnect();
    requestAnimationFrame(() => (window.usableAt ??= performance.now()));
  }).observe(document, { childList: true, subtree: true });
`;
const read = `(() => {
  const [paint] = performance.getEntriesByName("first-contentful-paint");
  return window.usableAt && paint ? { painted: paint.startTime, usable: window.usableAt } : null;
})()`;

/**
 * The least that an add-in's page can be: office.js first, as Microsoft's template has it, then one button. It brings no
 * library, so whatever is as fast as it is as fast as Outlook lets a page be.
 */
const barePage = (scripts: readonly string[]) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Bare</title>
${scripts.map((script) => `<script src="${script}"></script>`).join("\n")}
</head><body><script>Office.onReady(() => { document.body.innerHTML = "<button>Report</button>"; });</script></body></html>`;

/** Opens the pane in the mail client as a person does, on a slow machine; with `bare`, the bare page in its place. */
async function open(browser: Browser, origin: string, bare: boolean): Promise<Opened> {
  const context = await browser.newContext({ baseURL: origin, ignoreHTTPSErrors: true, locale: "en-GB" });
  try {
    const page = await context.newPage();
    await page.addInitScript(watchButtons);
    if (bare)
      await page.route("**/addin/pane*", async (route) => {
        const html = await (await route.fetch()).text();
        const scripts = [...html.matchAll(/<script defer src="([^"]+)"/g)].map(([, src = ""]) => src);
        const body = barePage(scripts.filter((src) => !src.startsWith("/assets/")));
        await route.fulfill({ contentType: "text/html", body });
      });
    await page.goto("/outlook/newcomer@acme.example");
    await page.getByRole("option").first().click();
    const button = page.getByRole("button", { name: "Report phishing" });
    await button.waitFor();
    const devtools = await context.newCDPSession(page);
    await devtools.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
    await button.click();
    return await opened(page);
  } finally {
    await context.close();
  }
}

async function opened(page: Page): Promise<Opened> {
  const element = await page.waitForSelector("iframe[title=Firstcatch]");
  const frame = await element.contentFrame();
  if (!frame) throw new Error("The task pane has no page in it.");
  // By hand: the page's own policy lets nothing wait in it.
  for (const end = Date.now() + longest; Date.now() < end;) {
    const found = await frame.evaluate<Opened | null>(read);
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`The pane was not usable after ${longest / 1000} s.`);
}

/** How soon the pane shows something and can be used, against a bare page that waits for office.js, in turns. */
export async function firstPaint(executablePath: string): Promise<Row[]> {
  const sandbox = await startSandboxProcess({ LOG_LEVEL: "warn" });
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  try {
    const all: { ours: Opened[]; bare: Opened[] } = { ours: [], bare: [] };
    const take = async (which: "ours" | "bare") => {
      const one = await open(browser, sandbox.httpsUrl, which === "bare");
      all[which].push(one);
      return one.painted;
    };
    const painted = await alternate(
      rounds,
      () => take("ours"),
      () => take("bare"),
    );
    // The first of each does not count, as in `alternate`.
    const usable = (which: "ours" | "bare") => median(all[which].slice(1).map((one) => one.usable));
    return [
      row("first paint", painted.ours, painted.against, painted.ratio),
      row("usable", usable("ours"), usable("bare"), usable("ours") / usable("bare")),
    ];
  } finally {
    await browser.close();
    await sandbox.dispose();
  }
}

const row = (what: string, ours: number, bare: number, ratio: number): Row => ({
  figure: `pane, ${what} at ${slowdown}x CPU, ms`,
  ours: ours.toFixed(0),
  against: `bare page that waits for office.js: ${bare.toFixed(0)}`,
  ratio: ratio.toFixed(2),
});
