/** What the server writes into the mail client's page. */
export interface OutlookConfig {
  /** The mailbox. */
  email: string;
  name: string;
  /** Who sits at it and is signed in: its owner, or somebody with whom it is shared. */
  reader: { email: string; name: string };
  locale: string;
  /** The product's time when the page was made. */
  now: string;
  httpUrl: string;
  httpsUrl: string;
  paneUrl: string;
}
