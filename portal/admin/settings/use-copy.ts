import { type RefObject, useEffect, useRef, useState } from "react";
import { useCalmAnnounce } from "../pieces/use-calm-announce.ts";
import { useTexts } from "../text-context.ts";

const shownFor = 4_000;

/** Copies a text and says so; where the browser does not let us, the text is selected for the reader to copy. */
export function useCopy(text: string): {
  copy: () => void;
  copied: boolean;
  field: RefObject<HTMLInputElement | null>;
} {
  const { t } = useTexts();
  const announce = useCalmAnnounce();
  const field = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), shownFor);
    return () => clearTimeout(timer);
  }, [copied]);

  return {
    copied,
    field,
    copy: () =>
      void navigator.clipboard.writeText(text).then(
        () => {
          setCopied(true);
          announce(t("copy.done"));
        },
        () => {
          field.current?.focus();
          field.current?.select();
        },
      ),
  };
}
