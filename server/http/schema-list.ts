import { escapeHtml } from "../pages/plain-page.ts";

/** The part of JSON Schema that our contracts come to. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  format?: string;
  description?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  additionalProperties?: Schema | boolean;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  default?: unknown;
}

const deepest = 6;

/** A schema as a list that people read: each field with its kind, limits and whether it may be left out. */
export function schemaList(schema: Schema, known: Record<string, Schema> = {}, depth = 0): string {
  const found = resolved(schema, known);
  const inner = found.type === "array" && found.items ? resolved(found.items, known) : found;
  const variants = [...(inner.oneOf ?? []), ...(inner.anyOf ?? []), ...(inner.allOf ?? [])];
  if (variants.length > 0 && !inner.properties)
    return `<ul class="fields">${variants
      .map((one) => `<li>${kindOf(one, known)}${depth < deepest ? nested(one, known, depth) : ""}</li>`)
      .join("")}</ul>`;
  if (!inner.properties) return `<p>${kindOf(found, known)}</p>`;
  const needed = new Set(inner.required ?? []);
  const fields = Object.entries(inner.properties).map(([name, field]) => {
    const may = needed.has(name) ? "" : ' <span class="quiet">may be left out</span>';
    const said = resolved(field, known).description;
    return `<li><code>${escapeHtml(name)}</code> ${kindOf(field, known)}${may}${said ? ` <span class="quiet">${escapeHtml(said)}</span>` : ""}${depth < deepest ? nested(field, known, depth) : ""}</li>`;
  });
  return `<ul class="fields">${fields.join("")}</ul>`;
}

function nested(schema: Schema, known: Record<string, Schema>, depth: number): string {
  const found = resolved(schema, known);
  const inner = found.type === "array" && found.items ? resolved(found.items, known) : found;
  return inner.properties ? schemaList(inner, known, depth + 1) : "";
}

function resolved(schema: Schema, known: Record<string, Schema>): Schema {
  const name = schema.$ref?.split("/").at(-1);
  return name === undefined ? schema : (known[name] ?? schema);
}

/** In words: "text of 1 to 200 characters", `"en" or "nl"`, "list of object". */
function kindOf(schema: Schema, known: Record<string, Schema>): string {
  const found = resolved(schema, known);
  if (found.const !== undefined) return literal(found.const);
  if (found.enum) return found.enum.map(literal).join(" or ");
  const variants = found.oneOf ?? found.anyOf;
  if (variants) return variants.map((one) => kindOf(one, known)).join(" or ");
  const types = [found.type ?? "anything"].flat();
  if (types.includes("array")) return `list of ${found.items ? kindOf(found.items, known) : "anything"}`;
  if (types.includes("string")) return escapeHtml(`${found.format ?? "text"}${span(found)}`);
  if (types.includes("number") || types.includes("integer")) return escapeHtml(`number${range(found)}`);
  return escapeHtml(types.map((type) => (type === "boolean" ? "true or false" : type)).join(" or "));
}

const literal = (value: unknown): string => `<code>${escapeHtml(JSON.stringify(value))}</code>`;
const span = ({ minLength, maxLength }: Schema): string =>
  maxLength === undefined ? "" : `, ${minLength ? `${minLength} to ` : "at most "}${maxLength} characters`;
function range({ minimum, maximum }: Schema): string {
  const [low, high] = [minimum, maximum].map((limit) =>
    limit === undefined || Math.abs(limit) >= Number.MAX_SAFE_INTEGER ? undefined : limit,
  );
  if (low !== undefined && high !== undefined) return `, ${low} to ${high}`;
  return low !== undefined ? `, ${low} or more` : high !== undefined ? `, at most ${high}` : "";
}
