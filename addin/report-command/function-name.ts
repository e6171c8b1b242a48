/** The function that Outlook calls when its own report button is pressed: the manifest names it. */
export const reportFunction = "onReportCommand";
