import { AppMethod, HostError } from "./dispatch.ts";
import { fields, parseJson, text } from "./protocol.ts";

/** How a function command ended: what the add-in gave to `event.completed()`. */
export interface CommandResult {
  status: unknown;
  completedContext: unknown;
}

export interface AppPorts {
  commandCompleted: (commandId: string, result: CommandResult) => void;
  closeContainer: () => void;
  messageParent: (message: string) => void;
  messageChild: (message: string) => void;
}

const reply = (error = 0) => ({ Version: 1, Error: error });

/** Answers a method of Office.context itself. */
export function appMethod(dispatchId: number, data: unknown, ports: AppPorts): Record<string, unknown> {
  const parameters = fields(data);
  switch (dispatchId) {
    case AppMethod.commandCompleted: {
      const event = fields(parseJson(parameters[2]));
      ports.commandCompleted(text(parameters[0]), {
        status: parameters[1],
        completedContext: event.completedContext,
      });
      return reply();
    }
    case AppMethod.closeContainer:
      ports.closeContainer();
      return reply();
    case AppMethod.messageParent:
      ports.messageParent(text(parameters.messageToParent));
      return reply();
    case AppMethod.messageChild:
      ports.messageChild(text(parameters.messageContent));
      return reply();
    case AppMethod.getAccessToken: // the old single sign-on; nested app authentication took its place
      return reply(HostError.ssoUnsupported);
    default:
      return reply(HostError.unsupported);
  }
}
