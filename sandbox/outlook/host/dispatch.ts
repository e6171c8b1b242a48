/** Names of the actions that office.js calls. The two spellings of "execute method" are two different things. */
export const Action = {
  getAppContext: "ContextActivationManager_getAppContextAsync",
  notifyHost: "ContextActivationManager_notifyHost",
  openWindow: "ContextActivationManager_openWindowInHost",
  getInitialData: "GetInitialData",
  mailboxMethod: "ExecuteMethod",
  appMethod: "executeMethod",
} as const;

/** Dispatch ids of `ExecuteMethod`: what Office.context.mailbox and its item ask for. */
export const MailboxMethod = {
  getUserIdentityToken: 2,
  loadCustomProperties: 3,
  saveCustomProperties: 4,
  displayMessageForm: 8,
  displayReplyForm: 10,
  displayReplyAllForm: 11,
  getCallbackToken: 12,
  displayReplyFormAsync: 30,
  displayReplyAllFormAsync: 31,
  addNotification: 33,
  getAllNotifications: 34,
  replaceNotification: 35,
  removeNotification: 36,
  getBody: 37,
  closeApp: 42,
  displayNewMessageForm: 44,
  getSharedProperties: 108,
  getInitializationContext: 99,
  move: 101,
  getAttachmentContent: 150,
  logTelemetry: 163,
  getAllInternetHeaders: 168,
  displayNewMessageFormAsync: 178,
  displayMessageFormAsync: 179,
  getAsFile: 204,
  saveRoamingSettings: 404,
} as const;

/** Dispatch ids of `executeMethod`: what Office.context itself asks for. */
export const AppMethod = {
  commandCompleted: 94,
  closeContainer: 97,
  getAccessToken: 98,
  messageParent: 144,
  messageChild: 145,
} as const;

export const HostEvent = {
  itemChanged: "olkItemSelectedChanged",
  themeChanged: "officeThemeChanged",
  commandInvoked: "appCommandInvoked",
  /** Registering this one is how an add-in opens a dialog in a frame; unregistering closes it. */
  dialogMessage: "dialogMessageReceived",
  dialogParentMessage: "dialogParentMessageReceived",
} as const;

/** First argument of `dialogMessageReceived`, beside the messages: why a dialog went away. */
export const dialogClosedByUser = 12006;

/** Error codes that an add-in sees. */
export const HostError = {
  internal: 5001,
  unsupported: 5000,
  invalidAttachment: 9002,
  itemNotFound: 9020,
  legacyTokensOff: 9018,
  ssoUnsupported: 13012,
} as const;
