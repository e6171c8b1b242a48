import type { ReactNode, SVGProps } from "react";

/** The drawings' colours: CSS variables set by `drawingVariables`. */
export const colour = {
  ink: "var(--fc-ink)",
  sea: "var(--fc-sea)",
  deep: "var(--fc-deep)",
  paper: "var(--fc-paper)",
  mist: "var(--fc-mist)",
  float: "var(--fc-float)",
  sand: "var(--fc-sand)",
} as const;

const round = { strokeLinecap: "round", strokeLinejoin: "round" } as const;

/** A line, or with `fill` a shape, in the drawings' ink. */
export function Ink({ width = 2.25, ...rest }: { width?: number } & SVGProps<SVGPathElement>) {
  return <path fill="none" stroke={colour.ink} strokeWidth={width} {...round} {...rest} />;
}

/** A box with the drawings' outline. */
export function Box(props: SVGProps<SVGRectElement>) {
  return <rect fill={colour.paper} stroke={colour.ink} strokeWidth={2.25} {...round} {...props} />;
}

/** Draws with a bright line: sparks and checks, which carry no meaning of their own. */
export function Bright({ width = 2, ...rest }: { width?: number } & SVGProps<SVGPathElement>) {
  return <path fill="none" stroke={colour.float} strokeWidth={width} {...round} {...rest} />;
}

export function Sun({ x, y, r = 15 }: { x: number; y: number; r?: number }) {
  return <circle cx={x} cy={y} r={r} fill={colour.sand} />;
}

/** One row of waves that bleeds past both sides, and fills what lies below it. */
export function Wave({ x, y, deep, solid }: { x: number; y: number; deep?: boolean; solid?: boolean }) {
  const crest = deep ? "q10-4 20 0" : "q10-4.5 20 0";
  const d = `M${x} ${y}${`${crest}t20 0`.repeat(26)}V150H-500Z`;
  return (
    <path
      className={deep ? "fc-wave fc-wave-deep" : "fc-wave"}
      d={d}
      fill={deep ? colour.deep : colour.sea}
      opacity={deep && !solid ? 0.75 : 1}
    />
  );
}

/** The usual two rows of waves, 13 apart. */
export function Waves({ x = -400, y }: { x?: number; y: number }) {
  return (
    <>
      <Wave x={x} y={y} />
      <Wave x={x + 20} y={y + 13} deep />
    </>
  );
}

export function Bird({ x, y, small }: { x: number; y: number; small?: boolean }) {
  const wing = small ? "q3.5-4 7 0q3.5-4 7 0" : "q5-6 10 0q5-6 10 0";
  return <Ink width={1.6} d={`M${x} ${y}${wing}`} />;
}

export function Spark({ x, y, scale = 1 }: { x: number; y: number; scale?: number }) {
  return (
    <g transform={`translate(${x} ${y}) scale(${scale})`}>
      <Bright d="M0-7V-3M0 3V7M-7 0H-3M3 0H7" />
    </g>
  );
}

export function Float({ x, y, fill }: { x: number; y: number; fill: string }) {
  return (
    <g transform={`translate(${x} ${y})`}>
      <Ink d="M0-16V-25" />
      <circle r="14" fill={colour.paper} />
      <path d="M-14 0A14 14 0 0 1 14 0Z" fill={fill} />
      <circle r="14" fill="none" stroke={colour.ink} strokeWidth="2.25" />
      <Ink d="M-14 0H14" />
    </g>
  );
}

/** The hull that several boats share. */
export function Hull() {
  return (
    <>
      <Ink d="M-42 0H46C42 14 34 24 22 26H-18C-30 24-38 14-42 0Z" fill={colour.paper} />
      <Ink width={1.6} d="M-36 11H42" />
    </>
  );
}

/** The mail with a fish tail: the phish. It appears only where one is, or was, caught. */
export function Fish({ transform, fin }: { transform: string; fin: string }) {
  return (
    <g transform={transform}>
      <Ink d="M27 0C36-4 41-12 50-16 47-6 47 6 50 16 41 12 36 4 27 0Z" fill={fin} />
      <Ink d="M-2-20C2-30 12-33 21-31 18-27 18-24 19-20Z" fill={fin} />
      <Ink
        d="M-22-20H24a9 9 0 0 1 9 9V11a9 9 0 0 1-9 9H-22C-32 20-38 8-40 2a4 4 0 0 1 0-4C-38-8-32-20-22-20Z"
        fill={colour.paper}
      />
      <Ink d="M-17-19.5 3-2.5q3 2.2 6 0L30-17" />
      <circle cx="-23" cy="-5" r="2.7" fill={colour.ink} />
      <Ink width={2} d="M-32 7q4 4 9 2" />
    </g>
  );
}

/** A hook; `line` draws the line above it. */
export function Hook({ line, children }: { line?: boolean; children?: ReactNode }) {
  return (
    <>
      {line && <Ink width={1.5} d="M114-40V14" />}
      {children}
      <circle cx="114" cy="17" r="3" fill="none" stroke={colour.ink} strokeWidth="2" />
      <Ink width={2.6} d="M114 20V34a8.5 8.5 0 0 1-17 0v-2l4.5 4" />
    </>
  );
}
