import type { Connection } from "mongoose";

/** How the mail server as a whole does, as the workers last told. */
export interface ChannelState {
  down: boolean;
  /** Real time of the first failure in a row. */
  since?: Date;
  /** Its words, or what stood in the way. */
  reply?: string;
  /** Whose mail it would not take: only when it takes that, it is back. */
  sender?: string;
}
type Stored = ChannelState & { _id: string };

const id = "smtp";
export const channelCollection = "mail_channel";

/** One document for the one mail server, written when it goes away and when it is back; read by the portal's server. */
export function createMailChannel(connection: Connection) {
  const collection = connection.collection<Stored>(channelCollection);
  return {
    async tell(state: ChannelState): Promise<void> {
      await collection.replaceOne({ _id: id }, state, { upsert: true });
    },
    async read(): Promise<ChannelState> {
      return (await collection.findOne({ _id: id })) ?? { down: false };
    },
  };
}
export type MailChannel = ReturnType<typeof createMailChannel>;
