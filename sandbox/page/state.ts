import type { ShownStanding } from "../../shared/lifecycle.ts";

export type StepKey = "join" | "press" | "catch" | "see";
export type PartKey = "web" | "worker" | "database" | "mail" | "identity" | "certificate";

/** What `GET /sandbox/state` answers. */
export interface SandboxState {
  urls: { http: string; https: string };
  organization: { id: string; name: string; slug: string; domain: string };
  steps: { key: StepKey; state: "done" | "current" | "next"; doneAt?: string }[];
  people: {
    email: string;
    name: string;
    what: string;
    shown?: ShownStanding;
    role?: string;
    portal: boolean;
  }[];
  clock: { now: string; offsetMs: number };
  parts: {
    key: PartKey;
    name: string;
    state: "running" | "down" | "attention";
    detail: string;
    log?: string;
  }[];
  resettable: boolean;
  counts: { people: number; mails: number };
}
