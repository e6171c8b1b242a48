/*
 * Stand-in for Microsoft's old Ajax library, which office.js would otherwise fetch from another CDN before it starts.
 * office.js skips that download when it finds the members below; of them it calls only the error makers,
 * the parameter check and the serializer. Written from that list of members, so it needs nothing from the network.
 */
(function () {
  "use strict";

  function errorMaker(name) {
    return function (parameter, message) {
      var error = new Error("Sys." + name + ": " + [message, parameter].filter(Boolean).join(" "));
      error.name = "Sys." + name;
      return error;
    };
  }

  function define(target, members) {
    Object.keys(members).forEach(function (key) {
      if (target[key] === undefined) target[key] = members[key];
    });
    return target;
  }

  window.Type = window.Type || Function;
  define(window.Type, {
    registerNamespace: function (name) {
      window[name] = window[name] || {};
    },
    registerClass: function () {},
  });
  define(Function.prototype, { registerClass: function () {} });

  window.Sys = define(window.Sys || {}, {
    StringBuilder: function () {},
    Debug: { trace: function () {} },
    Browser: { InternetExplorer: {}, agent: null },
    Serialization: { JavaScriptSerializer: { serialize: JSON.stringify, deserialize: JSON.parse } },
  });

  define(Error, {
    argument: errorMaker("ArgumentException"),
    argumentNull: errorMaker("ArgumentNullException"),
    argumentOutOfRange: errorMaker("ArgumentOutOfRangeException"),
    argumentType: errorMaker("ArgumentTypeException"),
    parameterCount: errorMaker("ParameterCountException"),
  });

  define(Function, {
    // Answers null when the arguments fit, else the error that office.js throws.
    _validateParams: function (values, expected) {
      for (var index = 0; index < expected.length; index++) {
        var wanted = expected[index];
        var value = values[index];
        if (value === undefined || value === null) {
          if (wanted.optional || wanted.mayBeNull !== false) continue;
          return Error.argumentNull(wanted.name);
        }
        if (!wanted.type) continue;
        if (value instanceof wanted.type || typeof value === wanted.type.name.toLowerCase()) continue;
        return Error.argumentType(wanted.name);
      }
      return null;
    },
  });
})();
