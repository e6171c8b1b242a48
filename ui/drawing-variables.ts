import { sea } from "./sea.ts";

const lightDrawing = {
  "--fc-ink": sea[50],
  "--fc-sea": sea[150],
  "--fc-deep": sea[140],
  "--fc-paper": "#FFFFFF",
  "--fc-mist": sea[160],
  "--fc-float": "#E8643C",
  "--fc-sand": "#FBE3B5",
  "--fc-beam": "1",
};

const darkDrawing = {
  "--fc-ink": sea[140],
  "--fc-sea": sea[50],
  "--fc-deep": sea[70],
  "--fc-paper": "#10282B",
  "--fc-mist": "#02191D",
  "--fc-float": "#FF8F6B",
  "--fc-sand": "#E8D6A0",
  "--fc-beam": "0.2",
};

/** CSS variables with the drawings' colours, to be set as `style` on an element around them. */
export function drawingVariables(dark: boolean): Record<string, string> {
  return dark ? darkDrawing : lightDrawing;
}
