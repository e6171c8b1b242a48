import { GetMe, JoinTraining, type Me, RequestWelcomeCopy } from "../../shared/contracts/me.ts";
import type { Language } from "../../shared/lifecycle.ts";
import { type ApiClient, ApiError } from "../../ui/api-client.ts";
import { languageOf } from "../../ui/text.ts";
import { type MailboxPort, MailboxError } from "../outlook/mailbox-port.ts";
import { type SignIn, SignInError } from "../outlook/sign-in.ts";
import { createHints } from "./hints.ts";
import { keptReports, type TextStorage } from "./kept-reports.ts";
import { chooseLook } from "./look.ts";
import {
  type AskedPage,
  type Hint,
  initialState,
  type Notice,
  type PaneState,
  signInTrouble,
} from "./pane-state.ts";
import { reportFlow } from "./report-flow.ts";
import { createStore, type Store } from "./store.ts";

export interface PanePorts {
  mailbox: MailboxPort;
  signIn: SignIn;
  api: ApiClient;
  storage: TextStorage;
  now: () => number;
  newId: () => string;
  /** Calls back after so many milliseconds. */
  later: (callback: () => void, milliseconds: number) => void;
  /** Is anybody looking? Nothing is asked of the server for a hidden pane. */
  visible: () => boolean;
  /** Fetches what a language and a scheme need, before they are shown. */
  prepare: (language: Language, dark: boolean) => Promise<void>;
}

export type Pane = ReturnType<typeof createPane>;

/** The pane without its looks: facts, and what can be done. All that React draws comes from `store`. */
export function createPane(ports: PanePorts, first: { language: Language; dark: boolean }) {
  const { mailbox, signIn, api } = ports;
  const store: Store<PaneState> = createStore({ ...initialState, ...first });
  const hints = createHints(ports.storage);
  const kept = keptReports(ports.storage, ports.now);
  let address = "";
  let outlookLanguage: Language | null = null;
  let noticeId = 0;
  let polls = 0;
  let polling = false;
  let asked = 0;

  const press = (change: Partial<PaneState>) =>
    store.set((now) => ({ notice: null, ...change, presses: now.presses + 1 }));
  const say = (kind: Notice["kind"], key: Notice["key"], params?: Notice["params"]) =>
    store.set({ notice: { id: ++noticeId, kind, key, params } });
  const sayProblem = (error: unknown) => {
    const away = error instanceof ApiError && (error.code === "offline" || error.code === "timeout");
    say("failed", away ? "common.offline" : "common.failed");
  };

  /** Changes language or scheme; when their parts cannot be fetched, what is shown stays. */
  async function show(change: Partial<Pick<PaneState, "language" | "dark">>): Promise<void> {
    const { language, dark } = { ...store.get(), ...change };
    try {
      await ports.prepare(language, dark);
      store.set(change);
    } catch {
      // Offline: the next opening tries again.
    }
  }

  function owner(): string {
    const identity = signIn.identity();
    return identity ? `${identity.tid}.${identity.oid}` : `address:${address}`;
  }

  function remember(change: Partial<Hint>): void {
    const identity = signIn.identity();
    const old = store.get().hint;
    if (!identity && !old) return;
    const hint: Hint = {
      onboarded: false,
      organization: "",
      tid: "",
      oid: "",
      ...old,
      ...identity,
      ...change,
    };
    store.set({ hint });
    if (address) hints.save(address, hint);
  }

  const reports = reportFlow({ ...ports, store, kept, owner, say, remember, refresh: () => void loadMe() });

  function takeMe(me: Me): void {
    const chosen = store.get().hint?.language;
    const language = chosen ?? outlookLanguage ?? me.user?.language ?? me.organization.languages[0] ?? "en";
    store.set({ me, meProblem: null, signIn: "done", signInProblem: null });
    if (language !== store.get().language) void show({ language });
    remember({ onboarded: me.user?.stage === "onboarded", organization: me.organization.name });
    keepAsking();
  }

  async function loadMe(): Promise<boolean> {
    const turn = ++asked;
    try {
      const me = await api.call(GetMe);
      // An older answer must not undo what a press has brought since.
      if (turn === asked) takeMe(me);
      return true;
    } catch (error) {
      if (error instanceof SignInError) store.set(signInTrouble(error));
      else if (error instanceof ApiError && error.status === 401 && error.code !== "tenant_not_registered")
        store.set({ signIn: "failed" });
      else store.set({ meProblem: error instanceof ApiError ? error.code : "internal" });
      return false;
    }
  }

  /** While the Welcome mail is on its way: asks again, slower and slower. */
  function keepAsking(): void {
    if (polling || !waitsForMail(store.get())) return;
    polling = true;
    const pause = Math.min(1_500 * 1.5 ** polls++, 15_000);
    ports.later(() => {
      polling = false;
      if (!ports.visible()) return;
      void loadMe().then(keepAsking);
    }, pause);
  }

  async function enter(how: Parameters<SignIn["token"]>[0]): Promise<void> {
    try {
      await signIn.token(how);
    } catch (error) {
      store.set(signInTrouble(error));
      return;
    }
    const identity = signIn.identity();
    if (identity) {
      const { hint } = store.get();
      if (hint && (hint.tid !== identity.tid || hint.oid !== identity.oid)) store.set({ hint: null });
      kept.adopt(`address:${address}`, owner());
      reports.showKept();
    }
    if (await loadMe()) await reports.flush();
  }

  /** Whose mailbox the open mail lies in comes after the mail: nothing waits for it. */
  async function askOwner(): Promise<void> {
    const key = store.get().mail?.key;
    const owner = key === undefined ? undefined : await mailbox.mailboxOwner();
    if (owner) store.set(({ mail }) => (mail && mail.key === key ? { mail: { ...mail, owner } } : {}));
  }

  function select(): void {
    const keep = ({ asked }: PaneState) => asked !== "report" && asked !== "clues";
    store.set((now) => ({
      mail: mailbox.currentMail(),
      notice: null,
      asked: keep(now) ? now.asked : null,
    }));
    void askOwner();
    void show({ dark: mailbox.isDark() });
  }

  async function join(): Promise<boolean> {
    const mail = store.get().mail;
    store.set({ busy: "join", notice: null });
    try {
      const turn = ++asked;
      const me = await api.call(JoinTraining);
      if (turn === asked) takeMe(me);
      if (mail) remember({ joinedOn: mail.key });
      press({ busy: null, asked: null, joinedOn: mail?.key ?? null });
      return true;
    } catch (error) {
      press({ busy: null });
      if (error instanceof SignInError) store.set({ ...signInTrouble(error), me: null });
      else if (error instanceof ApiError && error.status >= 400 && error.status < 500) await loadMe();
      else sayProblem(error);
      return false;
    }
  }

  return {
    store,
    async start(): Promise<void> {
      try {
        const host = await mailbox.ready();
        if (!host.inOutlook) {
          store.set({ host: "outside" });
          return;
        }
        address = host.address?.toLowerCase() ?? "";
        outlookLanguage = languageOf(host.language);
      } catch (error) {
        store.set({ host: error instanceof MailboxError ? "silent" : "outside" });
        return;
      } finally {
        mailbox.onThemeChanged(() => void show({ dark: mailbox.isDark() }));
      }
      const hint = hints.load(address);
      await show({
        dark: mailbox.isDark(),
        language: hint?.language ?? outlookLanguage ?? store.get().language,
      });
      store.set({ host: "ready", hint, mail: mailbox.currentMail() });
      void askOwner();
      mailbox.onMailChanged(select);
      reports.showKept();
      await enter({ pressed: true });
    },
    join: () => join(),
    async joinAndReport(): Promise<void> {
      const mail = store.get().mail;
      await join();
      if (mail) await reports.report(mail);
    },
    report: async () => {
      const { mail } = store.get();
      if (mail) await reports.report(mail);
    },
    retry: () => reports.retry(),
    drop: () => reports.drop(),
    sendKept: () => reports.flush(true),
    proceed: () => reports.proceed(),
    /** The look has served: closes the pane where Outlook can, else shows what comes next. */
    done(): void {
      reports.dismiss();
      mailbox.close();
    },
    async copy(): Promise<void> {
      store.set({ busy: "copy", notice: null });
      try {
        const turn = ++asked;
        const me = await api.call(RequestWelcomeCopy);
        polls = 0;
        if (turn === asked) takeMe(me);
        say("done", "welcome.copyDone");
      } catch (error) {
        if (error instanceof ApiError && error.code === "copy_too_soon") {
          await loadMe();
          say("failed", "welcome.copyTooSoon");
        } else sayProblem(error);
      } finally {
        store.set({ busy: null });
      }
    },
    /** Asks the server again, by a press: after an invite, or when there was no connection. */
    async check(account?: "choose" | "keep"): Promise<void> {
      press({ busy: "check" });
      const before = chooseLook(store.get());
      const { signIn } = store.get();
      if (signIn === "done") {
        if (await loadMe()) await reports.flush();
      } else await enter({ button: true, account });
      store.set({ busy: null });
      const after = chooseLook(store.get());
      if (after !== before || after === "signIn") press({});
      else if (after === "closed") say("done", "closed.still");
      else say("failed", "common.failed");
    },
    /** The pane is looked at again, or the connection is back. */
    async wake(): Promise<void> {
      const { host, signIn } = store.get();
      if (host !== "ready") return;
      if (signIn !== "done") await enter({});
      else if (await loadMe()) await reports.flush();
    },
    ask: (page: AskedPage) => press({ asked: page }),
    back: () => press({ asked: null }),
    draft: (text: string) =>
      store.set(({ mail, drafts }) => (mail ? { drafts: { ...drafts, [mail.key]: text } } : {})),
    setLanguage(language: Language): void {
      void show({ language });
      remember({ language });
    },
  };
}

function waitsForMail({ me }: PaneState): boolean {
  const state = me?.user?.stage === "started" ? me.welcome?.state : undefined;
  return state === "queued" || state === "sending" || state === "held";
}
