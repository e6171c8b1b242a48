import { Frame } from "./drawings/Frame.tsx";
import * as first from "./drawings/first-scenes.tsx";
import * as later from "./drawings/later-scenes.tsx";

const scenes = { ...first, ...later };

export type DrawingName = keyof typeof scenes;

/** One of the product's line drawings, by name; it fills its parent, around which `drawingVariables` are set. */
export function Drawing({ name, className }: { name: DrawingName; className?: string }) {
  return <Frame className={className}>{scenes[name]}</Frame>;
}
