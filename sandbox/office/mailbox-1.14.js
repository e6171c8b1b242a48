/*
 * Adds to the frozen office.js of the npm package what later builds have from Mailbox 1.14 on and the add-in uses:
 * item.getAsFileAsync (the mail as base64, asked for over office.js's own channel by dispatch id 204, no parameters)
 * and Office.context.officeTheme (which this build is told, but forgets). Both only where the client claims 1.14.
 */
Office.onReady(function () {
  "use strict";
  var mailbox = Office.context.mailbox;
  if (!mailbox || !Office.context.requirements.isSetSupported("Mailbox", "1.14")) return;
  var GET_AS_FILE = 204;
  var INTERNAL_ERROR = 5001;

  function getAsFile(options, callback) {
    if (typeof options === "function") return getAsFile({}, options);
    OSF._OfficeAppFactory.getClientEndPoint().invoke(
      "ExecuteMethod",
      function (code, reply) {
        var done = code === 0 && reply && reply.wasSuccessful;
        var result = { asyncContext: options && options.asyncContext, status: done ? "succeeded" : "failed" };
        if (done) result.value = reply.data;
        else
          result.error = {
            code: (reply && reply.errorCode) || INTERNAL_ERROR,
            name: "InternalError",
            message: "The mail could not be read.",
          };
        callback(result);
      },
      {
        ApiParams: null,
        MethodData: { ControlId: OSF._OfficeAppFactory.getId(), DispatchId: GET_AS_FILE },
      },
    );
  }

  // office.js makes a new item object each time another mail is selected.
  function extendItem() {
    var item = mailbox.item;
    if (item && !item.getAsFileAsync) Object.defineProperty(item, "getAsFileAsync", { value: getAsFile });
  }
  extendItem();
  mailbox.addHandlerAsync(Office.EventType.ItemChanged, extendItem);

  var theme = OSF._OfficeAppFactory.getInitializationHelper()._appContext._officeTheme;
  if (!theme || Office.context.officeTheme) return;
  Object.defineProperty(Office.context, "officeTheme", {
    get: function () {
      return theme;
    },
  });
  mailbox.addHandlerAsync(Office.EventType.OfficeThemeChanged, function (event) {
    theme = event.officeTheme;
  });
});
