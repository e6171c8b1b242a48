import { ApiError } from "../../ui/api-client.ts";
import type { OpenMail } from "../outlook/mailbox-port.ts";
import { SignInError } from "../outlook/sign-in.ts";
import type { PanePorts } from "./controller.ts";
import type { KeptReport, KeptReports } from "./kept-reports.ts";
import {
  type Hint,
  type KeptReason,
  type MailReport,
  type Notice,
  type PaneState,
  type Receipt,
  signInTrouble,
} from "./pane-state.ts";
import { reportLimit, sendReport } from "./send-report.ts";
import type { Store } from "./store.ts";

interface FlowPorts extends PanePorts {
  store: Store<PaneState>;
  kept: KeptReports;
  /** Whose reports these are; changes once, when sign-in tells. */
  owner: () => string;
  say: (kind: Notice["kind"], key: Notice["key"], params?: Notice["params"]) => void;
  remember: (change: Partial<Hint>) => void;
  refresh: () => void;
}

/**
 * Everything about reports. A report is kept on the device before it goes out and forgotten after its answer, so that
 * neither a lost connection nor a closed pane loses it.
 */
export function reportFlow(ports: FlowPorts) {
  const { store, kept } = ports;
  let flushing = false;

  const set = (mail: OpenMail, report: MailReport) =>
    store.set(({ reports }) => ({ reports: { ...reports, [mail.key]: report } }));
  const unset = (mail: OpenMail) =>
    store.set(({ reports }) => ({
      reports: Object.fromEntries(Object.entries(reports).filter(([key]) => key !== mail.key)),
    }));
  const isOpen = (mail: OpenMail) => store.get().mail?.key === mail.key;
  const onPress = () => store.set(({ presses }) => ({ presses: presses + 1, notice: null, asked: null }));

  async function attempt(report: KeptReport, first: boolean, aloud: boolean): Promise<void> {
    const { mail } = report;
    const keptFor = ports.owner();
    const wasOnboarded = isOnboarded(store.get());
    set(mail, { phase: "sending", mail });
    try {
      const { receipt, partial } = await inTime(async () => {
        const content = await ports.mailbox.readMail(mail);
        if ((content.headers && !report.headers) || (content.marker && !report.marker)) {
          const { headers = report.headers, marker = report.marker } = content;
          report = { ...report, headers, marker };
          kept.keep(ports.owner(), report);
        }
        return sendReport(ports.api, report, content);
      });
      forget(keptFor, report.id);
      // The answer to an earlier attempt that got lost is news to the person: nothing "already" about it.
      answer(mail, { ...receipt, repeated: receipt.repeated && first }, partial, wasOnboarded);
      if (!isOpen(mail)) ports.say("done", "sending.arrived", { subject: mail.subject });
    } catch (error) {
      if (error instanceof ApiError && error.code === "idempotency_key_reused") {
        forget(keptFor, report.id);
        const at = ports.now();
        set(mail, { phase: "answered", mail, at, partial: true, firstCatch: false, step: "outcome" });
        return;
      }
      set(mail, { phase: "kept", mail, kept: report, reason: reasonOf(error) });
      if (error instanceof SignInError) store.set(signInTrouble(error));
      if (aloud && !isOpen(mail)) ports.say("failed", "sending.kept", { subject: mail.subject });
    }
  }

  /** Sign-in may have handed it to another owner in the meantime. */
  function forget(owner: string, id: string): void {
    kept.remove(owner, id);
    if (ports.owner() !== owner) kept.remove(ports.owner(), id);
  }

  function answer(mail: OpenMail, receipt: Receipt, partial: boolean, wasOnboarded: boolean): void {
    const caught = receipt.outcome === "welcomeSimulation" || receipt.outcome === "simulation";
    const firstCatch = caught && receipt.stage === "onboarded" && !wasOnboarded;
    const at = ports.now();
    const minutesToSpot = minutesSince(mail.receivedAt, at);
    const step = "outcome";
    set(mail, { phase: "answered", mail, at, receipt, partial, firstCatch, minutesToSpot, step });
    if (receipt.stage === "onboarded") ports.remember({ onboarded: true });
    if (caught) ports.refresh();
  }

  const current = (): MailReport | undefined => {
    const { mail, reports } = store.get();
    return mail ? reports[mail.key] : undefined;
  };

  return {
    /** Takes a press: keeps the report, then sends it. */
    async report(mail: OpenMail): Promise<void> {
      const comment = store.get().drafts[mail.key]?.trim();
      const report: KeptReport = {
        id: ports.newId(),
        at: new Date(ports.now()).toISOString(),
        mail,
        ...(comment && { comment }),
      };
      kept.keep(ports.owner(), report);
      onPress();
      await attempt(report, true, true);
    },
    async retry(): Promise<void> {
      const report = current();
      if (report?.phase !== "kept") return;
      onPress();
      await attempt(report.kept, false, true);
    },
    drop(): void {
      const report = current();
      if (report?.phase !== "kept") return;
      forget(ports.owner(), report.kept.id);
      onPress();
      unset(report.mail);
      ports.say("done", "kept.dropped");
    },
    /** From what was caught to what that means; later to the rest of the day. */
    proceed(): void {
      const report = current();
      if (report?.phase !== "answered") return;
      onPress();
      set(report.mail, { ...report, step: report.firstCatch ? "onboarded" : "dismissed" });
      if (!report.firstCatch) ports.mailbox.close();
    },
    dismiss(): void {
      const report = current();
      onPress();
      if (report?.phase === "answered") set(report.mail, { ...report, step: "dismissed" });
    },
    /** Brings what an earlier pane could not send into sight. */
    showKept(): void {
      const { kept: found, dropped } = kept.load(ports.owner());
      const { reports } = store.get();
      for (const one of found)
        if (!reports[one.mail.key])
          set(one.mail, { phase: "kept", mail: one.mail, kept: one, reason: "earlier" });
      if (dropped > 0) ports.say("done", "kept.tooOld", { count: dropped });
    },
    /** Sends what waits, one after the other: each was asked for by a press of its own. `aloud`: so was this attempt. */
    async flush(aloud = false): Promise<void> {
      if (flushing) return;
      flushing = true;
      try {
        for (const report of kept.load(ports.owner()).kept)
          if (store.get().reports[report.mail.key]?.phase !== "sending") await attempt(report, false, aloud);
      } finally {
        flushing = false;
      }
    },
  };
}

function reasonOf(error: unknown): KeptReason {
  if (error instanceof SignInError) return "signIn";
  if (!(error instanceof ApiError)) return "internal";
  // A token that the server does not take is a sign-in that did not work.
  return error.status === 401 && error.code !== "tenant_not_registered" ? "signIn" : error.code;
}

function isOnboarded({ me, hint }: PaneState): boolean {
  return me ? me.user?.stage === "onboarded" : hint?.onboarded === true;
}

/** Unknown, or longer than a day: not worth telling. */
function minutesSince(receivedAt: string | undefined, now: number): number | undefined {
  if (!receivedAt) return undefined;
  const minutes = Math.round((now - Date.parse(receivedAt)) / 60_000);
  return minutes >= 0 && minutes <= 24 * 60 ? minutes : undefined;
}

function inTime<T>(work: () => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new ApiError("timeout", 0)), reportLimit);
    work()
      .then(resolve, reject)
      .finally(() => clearTimeout(timer));
  });
}
