import DOMPurify from "dompurify";
import type { MailPart } from "./parse-mail.ts";
import { toBase64 } from "./base64.ts";

const purifier = DOMPurify(window);

// What a mail may show is what it brought along: nothing is fetched, so opening a mail tells nobody.
purifier.addHook("afterSanitizeAttributes", (element) => {
  if (element.tagName === "A" || element.tagName === "AREA") {
    const target = element.getAttribute("href") ?? "";
    if (/^(https?|mailto):/i.test(target)) {
      element.setAttribute("target", "_blank");
      element.setAttribute("rel", "noopener noreferrer");
      // As in other mail clients: resting the pointer on a link tells where it leads.
      element.setAttribute("title", target);
    } else element.removeAttribute("href");
  }
  const source = element.getAttribute("src");
  if (source !== null && !/^data:image\//i.test(source)) element.removeAttribute("src");
});

const policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; form-action 'none'";

/** A mail that sets no colours of its own may take those of the client; every other one expects white paper. */
const bringsColours = (html: string) => /<style|\b(style|bgcolor|background|color)\s*=/i.test(html);
const light = "html{color-scheme:light;background:#fff;color:#242424}";
const dark = "html{color-scheme:dark;background:#292929;color:#fff}a{color:#bdc9da}";

/** A mail's HTML as a whole document that is safe to show in a frame without scripts. */
export function mailDocument(html: string, parts: MailPart[], darkClient: boolean): string {
  const clean = purifier.sanitize(withPictures(html, parts), {
    WHOLE_DOCUMENT: true,
    FORBID_TAGS: [
      "form",
      "input",
      "button",
      "textarea",
      "select",
      "iframe",
      "object",
      "embed",
      "base",
      "meta",
    ],
    FORBID_ATTR: ["srcset", "background", "ping"],
    ADD_TAGS: ["style"],
  });
  const head =
    `<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}">` +
    `<style>${darkClient && !bringsColours(html) ? dark : light}` +
    `body{margin:0;padding:20px;font:15px/1.5 "Segoe UI",system-ui,sans-serif;overflow-wrap:anywhere}` +
    `body>:first-child{margin-top:0}img{max-width:100%}</style>`;
  return `<!doctype html>${clean.replace("<head>", `<head>${head}`)}`;
}

/** Puts the pictures that a mail carries in the places that name them by `cid:`. */
function withPictures(html: string, parts: MailPart[]): string {
  return html.replace(/cid:([^"'\s)>]+)/gi, (found, id: string) => {
    const picture = parts.find(
      ({ contentId, contentType }) => contentId === safeDecode(id) && contentType.startsWith("image/"),
    );
    return picture ? `data:${picture.contentType};base64,${toBase64(picture.bytes)}` : found;
  });
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
