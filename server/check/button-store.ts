import { Schema, type Connection } from "mongoose";
import {
  outlookClients,
  reportButtons,
  type OutlookClient,
  type ReportButton,
} from "../../shared/outlook-client.ts";
import { tenantGuard } from "../db/tenant-guard.ts";

/** The last report by one button in one kind of Outlook. Holds nobody's name. */
interface ReportButtonDoc {
  _id: string;
  organization: string;
  button: ReportButton;
  client: OutlookClient;
  version?: string;
  at: Date;
}
export type Pressed = Pick<ReportButtonDoc, "button" | "client" | "version">;

const schema = new Schema<ReportButtonDoc>(
  {
    _id: { type: String, required: true },
    organization: { type: String, required: true },
    button: { type: String, enum: reportButtons, required: true },
    client: { type: String, enum: outlookClients, required: true },
    version: String,
    at: { type: Date, required: true },
  },
  { strict: "throw", versionKey: false, autoIndex: false, collection: "report_buttons" },
);
schema.plugin(tenantGuard);
schema.index({ organization: 1 }, { name: "buttonsOfOrganization" });

const one = <T extends string>(all: readonly T[], text: string | undefined): T | undefined =>
  all.find((value) => value === text);

/** Reads what the add-in says of itself; null for scripts, and for what makes no sense. */
export function pressedFrom(header: string | undefined): Pressed | null {
  const [button, client, version] = header?.split(" ") ?? [];
  const pressed = { button: one(reportButtons, button), client: one(outlookClients, client) };
  if (!pressed.button || !pressed.client) return null;
  return {
    button: pressed.button,
    client: pressed.client,
    ...(version && /^[\w.-]{1,60}$/.test(version) && { version }),
  };
}

/** Real time between two writes about the same button by one process, since thousands report at the same time. */
const pause = 10_000;

/** Which buttons reports came by. Written beside the report, never with it: a report waits for nothing. */
export function createButtonStore(connection: Connection) {
  const buttons = connection.model<ReportButtonDoc>("ReportButton", schema);
  const told = new Map<string, number>();
  return {
    async saw(organization: string, { button, client, version }: Pressed, at: Date): Promise<void> {
      const _id = `${organization} ${button} ${client}`;
      const until = told.get(_id) ?? 0;
      if (Date.now() < until) return;
      told.set(_id, Date.now() + pause);
      await buttons.replaceOne(
        { organization, _id },
        { _id, organization, button, client, ...(version && { version }), at },
        { upsert: true },
      );
    },
    list: (organization: string) => buttons.find({ organization }).lean<ReportButtonDoc[]>(),
  };
}
export type ButtonStore = ReturnType<typeof createButtonStore>;
