import { Fragment, type ReactNode } from "react";

const mark = "\u0001";
const piece = new RegExp(`(\\*\\*.+?\\*\\*|${mark}\\w+${mark})`);

/** Parameters for a text whose named places will hold elements; see `fillText`. */
export const placesFor = (values: Record<string, ReactNode>): Record<string, string> =>
  Object.fromEntries(Object.keys(values).map((name) => [name, mark + name + mark]));

/**
 * A text with `**strong words**` and with elements at its places. Values never pass through the text, so what a
 * person typed cannot become markup.
 */
export function fillText(text: string, values: Record<string, ReactNode>): ReactNode {
  return text.split(piece).map((part, index) => {
    if (part.startsWith("**")) return <strong key={index}>{fillText(part.slice(2, -2), values)}</strong>;
    if (part.startsWith(mark)) return <Fragment key={index}>{values[part.slice(1, -1)]}</Fragment>;
    return part;
  });
}
