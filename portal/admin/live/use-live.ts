import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { GetEvents } from "../../../shared/contracts/session.ts";
import { calmly } from "./calmly.ts";
import { followLive } from "./live-stream.ts";

/**
 * Reads again what changed on the server: the first word of a query's key is its topic. Used once, by the frame: one
 * stream per browser page. A page that nobody sees follows nothing, since streams are scarce per host.
 */
export function useLive(): void {
  const client = useQueryClient();
  useEffect(() => {
    let stop: (() => void) | undefined;
    // It counts all of the organization, so it is read less often than what changed.
    const overview = calmly(() => void client.invalidateQueries({ queryKey: ["overview"] }), 2_000);
    const follow = () => {
      stop?.();
      stop = document.hidden
        ? undefined
        : followLive(
            () => new EventSource(GetEvents.path),
            (topics) => {
              for (const topic of topics) void client.invalidateQueries({ queryKey: [topic] });
              // What everybody reads of the settings comes with the session.
              if (topics.includes("organization")) void client.invalidateQueries({ queryKey: ["session"] });
              overview.ask();
            },
          );
    };
    follow();
    document.addEventListener("visibilitychange", follow);
    return () => {
      document.removeEventListener("visibilitychange", follow);
      stop?.();
      overview.stop();
    };
  }, [client]);
}
