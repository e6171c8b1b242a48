/** The real outbox, for tests of features that put mails in; in the product they get it as a port. */
export { createOutboxStore, type OutboxStore } from "../outbox-store.ts";
