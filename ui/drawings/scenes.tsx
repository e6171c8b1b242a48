import type { ReactNode } from "react";
import {
  Bird,
  Box,
  Bright,
  colour,
  Fish,
  Float,
  Hook,
  Hull,
  Ink,
  Spark,
  Sun,
  Wave,
  Waves,
} from "./parts.tsx";

const beam = { fillOpacity: "var(--fc-beam)" };

/** What is drawn, on a ground of 240 x 120. */
export const scenes = {
  join: (
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
  ),
  onItsWay: (
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
  ),
  caught: (
    <>
      <Sun x={52} y={38} />
      <Waves y={104} />
      <g className="fc-swing">
        <Fish transform="translate(132 62) rotate(38) scale(1.02)" fin={colour.deep} />
        <Hook line />
      </g>
      <Ink width={2} d="M183 92q2-5 5-8M194 97q5-4 10-5M140 100q-3-4-7-5" />
      <Spark x={74} y={66} />
      <Spark x={186} y={36} scale={1.15} />
      <Spark x={204} y={58} scale={0.7} />
    </>
  ),
  onboarded: (
    <>
      <Sun x={190} y={40} r={19} />
      <g transform="translate(112 82)">
        <Ink d="M0-66V2" />
        <Ink d="M0-66l17 5-17 6" fill={colour.float} />
        <Ink d="M5-52C30-44 42-24 44-8H5Z" fill={colour.paper} />
        <Ink d="M-5-48C-20-38-29-22-31-8H-5Z" fill={colour.sea} />
        <Bright width={3.2} d="M13-22l6 6.5 10-13" />
        <Ink d="M-48 0H54C50 16 40 26 26 28H-20C-34 26-44 16-48 0Z" fill={colour.paper} />
        <Ink width={1.6} d="M-42 12H49" />
      </g>
      <Waves x={-408} y={102} />
      <Bird x={42} y={44} />
      <Bird x={34} y={58} small />
      <Spark x={72} y={30} scale={0.8} />
      <Spark x={168} y={20} scale={0.8} />
    </>
  ),
  thankYou: (
    <>
      <path d="M86 30-260-50V150ZM102 30 440-20V170Z" fill={colour.sand} style={beam} />
      <Waves y={102} />
      <Ink d="M58 112C64 96 78 92 94 92 112 92 124 98 132 112Z" fill={colour.deep} />
      <Ink d="M82 92 86 40H102L106 92Z" fill={colour.paper} />
      <path d="M84.8 56H103.3L104.4 70H83.7Z" fill={colour.float} />
      <Ink width={1.8} d="M84.8 56H103.3M83.7 70H104.4" />
      <Ink d="M80 40H108" />
      <Box x={86} y={22} width={16} height={18} rx={1} fill={colour.sand} />
      <Ink d="M83 22 94 12 105 22Z" fill={colour.float} />
      <g transform="translate(176 92) rotate(-7)">
        <Box x={-25} y={-17} width={50} height={34} rx={6} />
        <Ink d="M-21-13-2 3.4q2 1.6 4 0L21-13" />
      </g>
      <Ink width={1.8} d="M146 110q30 10 62-1" />
      <g transform="translate(200 74)">
        <circle r="11" fill={colour.float} stroke={colour.mist} strokeWidth="2.5" />
        <Bright width={2.4} d="M-4.4.4l3.1 3.2 5.6-6.4" stroke={colour.mist} />
      </g>
    </>
  ),
  closed: (
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
  ),
  offline: (
    <>
      <g transform="translate(14 -6)">
        <Ink
          width={2}
          d="M160 40a14 14 0 0 1 26-6 11 11 0 0 1 8 21h-30a9 9 0 0 1-4-15Z"
          fill={colour.paper}
        />
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
  ),
  colleague: (
    <>
      <Sun x={120} y={30} r={14} />
      <Ink width={1.5} d="M70-60C64 20 68 50 70 70" />
      <Ink width={1.5} d="M216-30C196 4 172 16 164 32" />
      <Waves y={100} />
      <Float x={70} y={94} fill={colour.deep} />
      <Ink width={1.8} d="M46 105q24 10 48 0" />
      <Fish transform="translate(178 76) rotate(38) scale(0.86)" fin={colour.float} />
      <g transform="translate(66 20) scale(.86)">
        <Hook />
      </g>
      <Ink width={2} d="M206 104q5-4 10-5" />
    </>
  ),
  invite: (
    <>
      <Sun x={58} y={38} />
      <Waves y={100} />
      <g transform="translate(112 62) rotate(-5)">
        <Ink d="M-36 20V-36a5 5 0 0 1 5-5H31a5 5 0 0 1 5 5V20" fill={colour.paper} />
        <g transform="translate(0 -22) scale(1.05)">
          <Bright width={3} d="M-8-1l6 6.5 11-13" />
        </g>
        <Ink d="M-42-14-2 12q2 1.5 4 0L42-14V26a6 6 0 0 1-6 6H-36a6 6 0 0 1-6-6Z" fill={colour.paper} />
        <Ink d="M-38 29-12 6M38 29 12 6" />
      </g>
      <Wave x={-408} y={104} />
      <Wave x={-380} y={114} deep />
      <Float x={190} y={96} fill={colour.float} />
      <Ink width={1.8} d="M168 108q22 9 44 0" />
      <Bird x={186} y={34} />
    </>
  ),
} satisfies Record<string, ReactNode>;

export type DrawingName = keyof typeof scenes;
