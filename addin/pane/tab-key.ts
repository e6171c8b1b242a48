/**
 * In Outlook on the web office.js moves the focus itself, among what Tab can reach. From anywhere else, such as a title
 * that was given the focus, it would leave the pane: there the browser, which knows the way on, is left to do it.
 */
export function keepTabInPane(page: Document): void {
  page.addEventListener("keydown", (event) => {
    const { target } = event;
    if (event.key === "Tab" && target instanceof HTMLElement && target.tabIndex < 0) event.stopPropagation();
  });
}
