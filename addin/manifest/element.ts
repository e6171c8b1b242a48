/** A piece of XML; text is escaped when it is written. */
export interface Element {
  name: string;
  attributes: Record<string, string>;
  children: (Element | string)[];
}

type Child = Element | string | undefined;

/** `element("Label", { resid: "Pane.Label" })`; children that are undefined are left out. */
export function element(
  name: string,
  attributes: Record<string, string> = {},
  ...children: Child[]
): Element {
  return { name, attributes, children: children.filter((child) => child !== undefined) };
}

/** Writes the element with two spaces per level; an element with one text stays on its line. */
export function writeXml({ name, attributes, children }: Element, indent = ""): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escape(value)}"`);
  const open = `${indent}<${name}${written.join("")}`;
  if (children.length === 0) return `${open}/>\n`;
  const [first] = children;
  if (typeof first === "string") return `${open}>${escape(first)}</${name}>\n`;
  const inner = children.map((child) => (typeof child === "string" ? "" : writeXml(child, `${indent}  `)));
  return `${open}>\n${inner.join("")}${indent}</${name}>\n`;
}

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}
