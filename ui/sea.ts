import type { BrandVariants } from "@fluentui/react-components";

/** The product's brand ramp. White text needs 80 or darker below it. */
export const sea: BrandVariants = {
  10: "#001317",
  20: "#001D22",
  30: "#00272D",
  40: "#013238",
  50: "#013F46",
  60: "#004C53",
  70: "#025961",
  80: "#046971",
  90: "#057C84",
  100: "#228F96",
  110: "#3DA3A9",
  120: "#5BB7BB",
  130: "#7DCACC",
  140: "#A1DADA",
  150: "#C7E9E9",
  160: "#E9F7F6",
};
