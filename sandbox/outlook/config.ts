/** What the server writes into the mail client's page. */
export interface OutlookConfig {
  email: string;
  name: string;
  locale: string;
  /** The product's time when the page was made. */
  now: string;
  httpUrl: string;
  httpsUrl: string;
  paneUrl: string;
}
