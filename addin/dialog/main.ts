import { tellPane } from "./tell-pane.ts";

/** The last page of the sign-in window. */
const parts = [...document.querySelectorAll<HTMLElement>("[data-told]")];
const title = document.querySelector("h1");
document.querySelector("button")?.addEventListener("click", () => close());

tellPane({
  told: location.hash.slice(1),
  opener: () => window.opener as Window | null,
  origin: location.origin,
  office: async () => {
    await Office.onReady();
    return Office.context.ui;
  },
  later: (callback, milliseconds) => void setTimeout(callback, milliseconds),
  show(name) {
    for (const part of parts) {
      part.hidden = part.dataset["told"] !== name;
      if (!part.hidden && title && part.dataset["title"]) title.textContent = part.dataset["title"];
    }
  },
});
// A code is good for one pane alone and soon for none; it need not stand in the address meanwhile.
location.hash = "";
