/** What the window's last page is made of. */
interface DialogPorts {
  /** As the server wrote it behind the #. */
  told: string;
  opener: () => Window | null;
  origin: string;
  office: () => Promise<Pick<Office.UI, "messageParent">>;
  later: (callback: () => void, milliseconds: number) => void;
  show: (part: "done" | "problem" | "lost") => void;
}

const patience = 8_000;

/** Hands the window's outcome to the pane, which then closes it. Where no pane hears it, the page says what to do. */
export function tellPane({ told, opener, origin, office, later, show }: DialogPorts): void {
  const params = new URLSearchParams(told);
  const code = params.get("code");
  const problem = params.get("problem");
  if ((!code && !problem) || !opensForUs(opener(), origin)) {
    show("lost");
    return;
  }
  show(code ? "done" : "problem");
  const lost = () => show("lost");
  // The pane closes the window within moments; whoever still reads this waits in vain.
  later(lost, patience);
  office()
    .then((ui) => ui.messageParent(JSON.stringify(code ? { code } : { problem })), lost)
    .catch(lost);
}

/** Opened by a page of ours, or by Outlook itself, which leaves no opener: a stranger's page must not be handed a code. */
function opensForUs(opener: Window | null, origin: string): boolean {
  if (!opener) return true;
  try {
    return opener.location.origin === origin;
  } catch {
    return false;
  }
}
