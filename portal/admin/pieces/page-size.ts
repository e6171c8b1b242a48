/** Rows of a list that are read and shown at a time. */
export const pageSize = 50;
