/** How an actor is stored: in the audit log, and wherever work goes on in somebody's name. */
export const actorFields = { _id: false, kind: { type: String, required: true }, id: String, from: String };
