import { expect, it, vi } from "vitest";
import { tellPane } from "./tell-pane.ts";

const origin = "https://training.acme.example";
const windowAt = (at: string) => ({ location: { origin: at } }) as unknown as Window;
const closedOff = Object.defineProperty({}, "location", {
  get: () => {
    throw new Error("another origin");
  },
}) as Window;

function lastPage(told: string, opener: Window | null, office?: () => Promise<never>) {
  const shown: string[] = [];
  const later: (() => void)[] = [];
  const messageParent = vi.fn();
  tellPane({
    told,
    opener: () => opener,
    origin,
    office: office ?? (() => Promise.resolve({ messageParent })),
    later: (callback) => later.push(callback),
    show: (part) => shown.push(part),
  });
  return { shown, later, messageParent, settled: () => new Promise((resolve) => setTimeout(resolve)) };
}

it("hands the code to a pane of ours, in the browser or in Outlook itself", async () => {
  for (const opener of [windowAt(origin), null]) {
    const { shown, messageParent, settled } = lastPage("code=abc", opener);
    await settled();
    expect(messageParent.mock.calls).toEqual([['{"code":"abc"}']]);
    expect(shown).toEqual(["done"]);
  }
});

it("hands a stranger's page nothing", async () => {
  for (const opener of [closedOff, windowAt("https://evil.example")]) {
    const { shown, messageParent, settled } = lastPage("code=abc", opener);
    await settled();
    expect(messageParent).not.toHaveBeenCalled();
    expect(shown).toEqual(["lost"]);
  }
});

it("tells the pane of a problem too, and the person where to look", async () => {
  const { shown, messageParent, settled } = lastPage("problem=denied", windowAt(origin));
  await settled();
  expect(messageParent.mock.calls).toEqual([['{"problem":"denied"}']]);
  expect(shown).toEqual(["problem"]);
});

it("says what to do when nobody hears it, or nothing was told", async () => {
  const late = lastPage("code=abc", windowAt(origin));
  late.later.forEach((callback) => callback());
  expect(late.shown).toEqual(["done", "lost"]);
  const without = lastPage("code=abc", null, () => Promise.reject(new Error("no Outlook")));
  await without.settled();
  expect(without.shown).toEqual(["done", "lost"]);
  expect(lastPage("", windowAt(origin)).shown).toEqual(["lost"]);
});
