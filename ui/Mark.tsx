import { sea } from "./sea.ts";

/** The glyph alone, in the colour of the text around it: a check whose short arm is the point of a hook. */
export function MarkGlyph({ size = 20, barb = true }: { size?: number; barb?: boolean }) {
  return (
    <svg width={size} height={size} viewBox="4 3 24 24" aria-hidden="true" focusable="false">
      <Glyph barb={barb} />
    </svg>
  );
}

/** The mark: white glyph on a tile in brand 80. At 16 px the barb is left out. */
export function Mark({ size = 32 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="8" fill={sea[80]} />
      <g color="#fff">
        <Glyph barb={size > 16} />
      </g>
    </svg>
  );
}

function Glyph({ barb }: { barb: boolean }) {
  return (
    <g fill="none" stroke="currentColor" strokeWidth="2.9" strokeLinecap="round" strokeLinejoin="round">
      <path d="M7.4 14.2C7.2 20.6 11.4 25.2 15.4 20.9 16.2 20 16.8 19 17.4 18L22.1 10.4" />
      {barb && <path d="M7.4 14.2 12 16.9" />}
      <circle cx="23.6" cy="7.9" r="2.1" strokeWidth="2.2" />
    </g>
  );
}
