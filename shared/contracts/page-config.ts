/** What the server writes into the pane's page as JSON, in `<script type="application/json" id="config">`. Nothing secret. */
export interface PaneConfig {
  /** Application (client) id of the add-in's registration. */
  clientId: string;
  /** Authority for msal-browser, e.g. https://login.microsoftonline.com/organizations. */
  authority: string;
  /** The one scope asked for: our own API's. */
  scope: string;
  /** The server can sign people in by a window, where Outlook itself signs nobody in. */
  dialog?: boolean;
}

/** What the server writes in front of the report command's file. */
export interface CommandConfig extends PaneConfig {
  /** The product's own address, https. */
  origin: string;
}
