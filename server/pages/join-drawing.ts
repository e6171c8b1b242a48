const wave = (from: string, lift: number) => `M${from} q10 -${lift} 20 0 ${"t20 0 ".repeat(60)}V150 H-500 Z`;
const round = `stroke-linecap="round" stroke-linejoin="round"`;
const line = (d: string, width: number, more = "") =>
  `<path d="${d}" fill="none" stroke="var(--a-ink)" stroke-width="${width}" ${round}${more}/>`;

/** A fishing float on a calm sea; its colours are variables of the page. The waves go on past its sides. */
export const joinDrawing = `<svg class="picture" viewBox="0 0 240 120" preserveAspectRatio="xMidYMax meet" aria-hidden="true"><circle cx="196" cy="34" r="15" fill="var(--a-sand)"/><path d="${wave("-480 98", 4.5)}" fill="var(--a-sea)"/><path d="${wave("-470 111", 4)}" fill="var(--a-sea2)" opacity=".75"/>${line("M22 118 C28 70 46 40 96 20", 3.2)}${line("M22 118 l5 -21", 6)}<circle cx="32.5" cy="85" r="4.2" fill="var(--a-paper)" stroke="var(--a-ink)" stroke-width="2.25"/>${line("M96 20 C128 24 146 48 148 70", 1.5)}<g transform="translate(148 95)">${line("M0 -16 V-25", 2.25)}<circle r="14" fill="var(--a-paper)"/><path d="M-14 0 A14 14 0 0 1 14 0 Z" fill="var(--a-float)"/><circle r="14" fill="none" stroke="var(--a-ink)" stroke-width="2.25"/>${line("M-14 0 H14", 2.25)}</g>${line("M121 107 q27 11 54 0", 1.8)}${line("M111 115 q37 14 74 0", 1.8, ' opacity=".5"')}${line("M182 70 q4 -5 8 0 q4 -5 8 0", 1.6)}</svg>`;
