import { makeStaticStyles } from "@fluentui/react-components";
import { useLayoutEffect, useSyncExternalStore } from "react";

/** The page is as high as the window; only the sheet scrolls. */
export const useGlobalStyles = makeStaticStyles({
  "html, body, #root": { height: "100%", margin: 0 },
  body: { overflow: "hidden" },
});

/** Follows a media query. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const list = matchMedia(query);
      list.addEventListener("change", changed);
      return () => list.removeEventListener("change", changed);
    },
    () => matchMedia(query).matches,
  );
}

export const usePrefersDark = () => useMedia("(prefers-color-scheme: dark)");

/** The tinted ground under the sheet, set on the document: drawers are drawn outside the frame and have it too. */
export function useGround(dark: boolean): void {
  useLayoutEffect(() => {
    document.documentElement.style.setProperty("--fc-ground", dark ? "#141A1C" : "#F2F6F7");
  }, [dark]);
}

/** How the navigation stands: with words, with icons alone, or in a drawer. */
export function useNavigationForm(): "full" | "icons" | "drawer" {
  const wide = useMedia("(min-width: 1024px)");
  const narrow = useMedia("(max-width: 639.98px)");
  if (narrow) return "drawer";
  return wide ? "full" : "icons";
}

/** Fades in what appears or changes by itself; still for those who ask for less motion. */
export const fadeIn = {
  animationName: { from: { opacity: 0 }, to: { opacity: 1 } },
  animationDuration: "600ms",
  animationTimingFunction: "cubic-bezier(0.1, 0.9, 0.2, 1)",
  "@media (prefers-reduced-motion: reduce)": { animationName: "none" },
} as const;
