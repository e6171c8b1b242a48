/*
 * Gives the add-in's frame the bridge over which msal-browser asks the mail client for tokens (nested app authentication).
 * Outlook and newer builds of office.js bring one; the build of the npm package does not. Strings go to the page
 * around the frame as they are, and only what comes from that very page is handed back.
 */
(function () {
  "use strict";
  if (window.nestedAppAuthBridge || window.parent === window) return;

  // The mail client names its origin in the frame's name; without one there is nobody to trust.
  var hostOrigin = (function () {
    try {
      return new URL(JSON.parse(window.name).xdmInfo.split("|")[2]).origin;
    } catch (_error) {
      return null;
    }
  })();
  if (!hostOrigin) return;

  var wrapped = new Map();
  window.nestedAppAuthBridge = {
    addEventListener: function (_type, listener) {
      var relay = function (event) {
        if (event.source === window.parent && event.origin === hostOrigin && typeof event.data === "string")
          listener({ data: event.data });
      };
      wrapped.set(listener, relay);
      window.addEventListener("message", relay);
    },
    removeEventListener: function (_type, listener) {
      window.removeEventListener("message", wrapped.get(listener));
      wrapped.delete(listener);
    },
    postMessage: function (text) {
      window.parent.postMessage(text, hostOrigin);
    },
  };
})();
