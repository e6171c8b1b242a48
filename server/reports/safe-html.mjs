import { Parser } from "htmlparser2";
import { addressFor, shortLine } from "./safe-text.mjs";

// Plain JavaScript, since a worker thread reads it without the server's loader of TypeScript.

const deepest = 40;
const mostElements = 5_000;
const mostHtml = 300_000;
const mostText = 200_000;
const mostLinks = 100;

const blocks = new Set(
  "p div h1 h2 h3 h4 h5 h6 blockquote pre ul ol li dl dt dd table caption thead tbody tfoot tr hr center".split(
    " ",
  ),
);
/** What stays as it is. Nothing here loads, runs, moves out of its place or hides anything. */
const kept = new Set([
  ..."b strong i em u s sub sup small code span td th br".split(" "),
  ...[...blocks].filter((tag) => tag !== "center"),
]);
const empty = new Set(["br", "hr"]);
/** Their text is no text of the mail. Of everything else that goes, the text stays: a reader of the mail may have seen it. */
const swallowed = new Set(["script", "style", "title"]);

/** No colours, no sizes, no places: what would hide a word from those who look at the mail is shown. */
const styles = {
  "text-align": /^(?:left|right|center|justify|start|end)$/,
  "font-weight": /^(?:bold|normal|[1-9]00)$/,
  "font-style": /^(?:italic|normal)$/,
  "text-decoration": /^(?:underline|line-through)$/,
};

const escapes = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escape = (text) => text.replace(/[&<>"']/g, (sign) => escapes[sign]);

function attributesOf(tag, { style, align, dir, colspan, rowspan }) {
  const declarations = (style ?? "")
    .slice(0, 2_000)
    .split(";")
    .map((declaration) => declaration.split(":").map((part) => part.trim().toLowerCase()))
    .filter(([name, value, ...more]) => more.length === 0 && styles[name]?.test(value ?? ""))
    .map(([name, value]) => `${name}:${value}`);
  const aligned = align?.toLowerCase() ?? (tag === "center" ? "center" : "");
  if (styles["text-align"].test(aligned)) declarations.push(`text-align:${aligned}`);
  const spans = tag === "td" || tag === "th" ? { colspan, rowspan } : {};
  return [
    ...(declarations.length > 0 ? [` style="${declarations.join(";")}"`] : []),
    ...(/^(?:ltr|rtl|auto)$/i.test(dir ?? "") ? [` dir="${dir.toLowerCase()}"`] : []),
    ...Object.entries(spans)
      .filter(([, value]) => /^[1-9]\d?$/.test(value ?? ""))
      .map(([name, value]) => ` ${name}="${value}"`),
  ].join("");
}

/**
 * Writes a mail's HTML anew from a short list of tags, so that nothing in it loads, runs, leads away or asks for
 * anything: links stand as text with their address, pictures as their description, forms as what they ask for. What the
 * mail says is never markup here: tags are of the list, and all text is escaped.
 */
export function safeHtml(source) {
  const html = [];
  const text = [];
  const links = [];
  const open = [];
  let [elements, depth, hidden, htmlLength, textLength] = [0, 0, 0, 0, 0];
  let cut = false;

  const put = (markup, always = false) => {
    if (htmlLength > mostHtml && !always) return void (cut = true);
    htmlLength += markup.length;
    html.push(markup);
  };
  const say = (words) => {
    if (textLength > mostText) return void (cut = true);
    textLength += words.length;
    text.push(words);
  };
  const write = (words) => {
    put(escape(words));
    say(words);
    for (const entry of open) if (entry.link !== undefined && entry.text.length < 300) entry.text += words;
  };
  /** An address where it stands in the mail, and in the list of all. */
  const leadsTo = (address, shown) => {
    const to = addressFor(address);
    if (!to) return;
    put(`<span class="fc-address" dir="ltr">${escape(to)}</span>`);
    say(` (${to}) `);
    if (links.length >= mostLinks) cut = true;
    else links.push({ text: shortLine(shown, 200), address: to });
  };
  const marked = (kind, words) => {
    const line = shortLine(words, 200);
    put(`<span class="fc-${kind}">${escape(line)}</span>`);
    if (line) say(` [${line}] `);
  };

  /** What opening this tag writes; answers what closing it will. */
  function begin(tag, attributes) {
    if (swallowed.has(tag)) {
      hidden++;
      return { hides: true };
    }
    if (blocks.has(tag) || tag === "br") say("\n");
    if (tag === "td" || tag === "th") say("\t");
    if (++elements > mostElements) {
      cut = true;
      return {};
    }
    if (tag === "img") marked("image", attributes.alt ?? attributes.title ?? "");
    if (tag === "input" && attributes.type?.toLowerCase() !== "hidden") {
      const { placeholder, value, name, type = "" } = attributes;
      marked(
        /^(?:submit|button|image|reset)$/i.test(type) ? "button" : "field",
        placeholder || value || name || type,
      );
      leadsTo(attributes.formaction, placeholder ?? "");
    }
    if (depth >= deepest) return tag === "a" ? { link: attributes.href, text: "" } : {};
    if (tag === "a" || tag === "area")
      return enter("span", ' class="fc-link"', { link: attributes.href, text: "" });
    if (tag === "form") {
      const entry = enter("div", ' class="fc-form"');
      leadsTo(attributes.action, "");
      return entry;
    }
    if (tag === "button")
      return enter("span", ' class="fc-button"', { link: attributes.formaction, text: "" });
    if (tag === "textarea" || tag === "select") return enter("span", ' class="fc-field"');
    if (tag === "center") return enter("div", attributesOf(tag, attributes));
    if (empty.has(tag)) put(`<${tag}>`);
    else if (kept.has(tag)) return enter(tag, attributesOf(tag, attributes));
    return {};
  }
  function enter(tag, attributes, more = {}) {
    if (htmlLength > mostHtml) {
      cut = true;
      return more;
    }
    depth++;
    put(`<${tag}${attributes}>`);
    return { closes: `</${tag}>`, ...more };
  }

  const parser = new Parser(
    {
      onopentag(tag, attributes) {
        open.push({ tag, ...((hidden === 0 || swallowed.has(tag)) && begin(tag, attributes)) });
      },
      ontext(words) {
        if (hidden === 0) write(words);
      },
      onclosetag(tag) {
        if (open.at(-1)?.tag !== tag) return;
        const entry = open.pop();
        if (entry.hides) hidden--;
        if (entry.closes) {
          depth--;
          put(entry.closes, true);
        }
        if (entry.link !== undefined) leadsTo(entry.link, entry.text);
        if (hidden === 0 && blocks.has(tag)) say("\n");
      },
    },
    { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  );
  parser.end(source);
  for (const { closes } of open.reverse()) if (closes) put(closes, true);
  return { html: html.join(""), text: tidy(text.join("")), links, cut };
}

/** Lines as a reader expects them: no blanks at their ends, and one empty line at most. */
const tidy = (text) =>
  text
    .replace(/\r/g, "")
    .replace(/[ \t\u00a0]+/g, " ")
    .replace(/ ?\n ?/g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
