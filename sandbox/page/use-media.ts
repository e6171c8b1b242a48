import { useSyncExternalStore } from "react";

/** Whether a CSS media query holds, followed live. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const media = window.matchMedia(query);
      media.addEventListener("change", changed);
      return () => media.removeEventListener("change", changed);
    },
    () => window.matchMedia(query).matches,
  );
}

export const usePrefersDark = () => useMedia("(prefers-color-scheme: dark)");
