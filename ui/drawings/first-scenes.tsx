import { Bird, Box, Bright, Float, Hull, Ink, Sun, Wave, Waves, colour } from "./parts.tsx";

/* What the first looks show, on a ground of 240 x 120. */

export const join = (
  <>
    <Sun x={196} y={34} />
    <Waves y={98} />
    <Ink width={3.2} d="M22 118C28 70 46 40 96 20" />
    <Ink width={6} d="M22 118l5-21" />
    <circle cx="32.5" cy="85" r="4.2" fill={colour.paper} stroke={colour.ink} strokeWidth="2.25" />
    <Ink width={1.5} d="M96 20C128 24 146 48 148 70" />
    <Float x={148} y={95} fill={colour.float} />
    <Ink width={1.8} d="M121 107q27 11 54 0" />
    <Ink width={1.8} d="M111 115q37 14 74 0" opacity={0.5} />
    <Bird x={182} y={70} small />
  </>
);

export const onItsWay = (
  <>
    <Sun x={44} y={36} />
    <g transform="translate(132 80) rotate(-4)">
      <Ink d="M0-60V2" />
      <Ink d="M0-60l-15 4.5 15 5.5" fill={colour.float} />
      <Box x={-27} y={-46} width={56} height={37} rx={5} />
      <Ink d="M-22-41.5-1-25q2 1.5 4 0L24-41.5" />
      <Hull />
    </g>
    <Waves y={103} />
    <Ink width={2} d="M34 80H62" />
    <Ink width={2} d="M26 90H48M52 70H70" opacity={0.6} />
    <Bird x={186} y={34} />
    <Bird x={206} y={46} small />
  </>
);

export const closed = (
  <>
    <path d="M206 22a17 17 0 1 0 10 26 14 14 0 0 1-10-26Z" fill={colour.sand} />
    <Wave x={-404} y={92} />
    <Ink d="M24 132V66M52 132V66" />
    <Box x={19} y={62} width={10} height={70} rx={2} />
    <Box x={47} y={62} width={10} height={70} rx={2} />
    <Box x={-260} y={68} width={328} height={9} rx={2} fill={colour.sand} />
    <Ink width={1.6} d="M57 66C72 90 86 88 98 82" />
    <g transform="translate(138 80) rotate(1)">
      <Ink d="M2 0V-56" />
      <Ink d="M2-50C9-44 9-14 2-6Z" fill={colour.float} />
      <Ink width={1.6} d="M2-38H8M2-20H8" />
      <Hull />
    </g>
    <Wave x={-380} y={108} deep solid />
    <Bird x={192} y={70} small />
  </>
);

export const offline = (
  <>
    <g transform="translate(14 -6)">
      <Ink width={2} d="M160 40a14 14 0 0 1 26-6 11 11 0 0 1 8 21h-30a9 9 0 0 1-4-15Z" fill={colour.paper} />
      <Ink width={8} d="M162 60 196 28" stroke={colour.mist} />
      <Bright width={2.6} d="M162 60 196 28" />
    </g>
    <g transform="translate(104 82) rotate(-14)">
      <Ink d="M44-8h16a2 2 0 0 1 2 2V6a2 2 0 0 1-2 2H44Z" fill={colour.paper} />
      <Box x={60} y={-9} width={12} height={18} rx={3} fill={colour.sand} />
      <Ink
        d="M-40-22H16C32-22 34-8 46-8V8C34 8 32 22 16 22H-40a12 12 0 0 1-12-12V-10a12 12 0 0 1 12-12Z"
        fill={colour.paper}
      />
      <g transform="translate(-14 1) rotate(4)">
        <Box x={-22} y={-14} width={44} height={28} rx={4} />
        <Ink d="M-18-10-2 2.8q2 1.6 4 0L18-10" />
      </g>
      <Ink width={2} d="M-44-14H-38" />
    </g>
    <Waves y={102} />
    <Bird x={40} y={44} />
  </>
);
