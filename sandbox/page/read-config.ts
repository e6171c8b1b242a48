/** The JSON that the server wrote into the page, in `<script type="application/json" id="config">`. */
export function readConfig(): unknown {
  const element = document.getElementById("config");
  if (!element?.textContent) throw new Error("This page was served without its configuration.");
  return JSON.parse(element.textContent) as unknown;
}
