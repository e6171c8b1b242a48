import { Bird, Box, Bright, Fish, Float, Hook, Ink, Spark, Sun, Wave, Waves, colour } from "./parts.tsx";

/* What later looks show, on a ground of 240 x 120. */

const beam = { fillOpacity: "var(--fc-beam)" };

export const caught = (
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
);

export const onboarded = (
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
);

export const thankYou = (
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
);

export const colleague = (
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
);

export const invite = (
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
);
