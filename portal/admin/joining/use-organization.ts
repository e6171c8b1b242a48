import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type * as z from "zod/mini";
import { GetOrganization, Organization, UpdateOrganization } from "../../../shared/contracts/organization.ts";
import { ApiError } from "../../../ui/api-client.ts";
import { api } from "../api.ts";

const key = ["organization"];
export type OrganizationChange = z.input<typeof UpdateOrganization.request>;

/** The organization's settings, kept fresh by the live topic of the same name. */
export function useOrganization() {
  return useQuery({
    queryKey: key,
    queryFn: ({ signal }) => api.call(GetOrganization, { signal }),
  });
}

/**
 * Changes settings against the version that the admin saw. When others changed them meanwhile, `stillMeant` says
 * whether the change means the same on what stands there now: then it is sent once more, else the conflict is thrown.
 */
export function useUpdateOrganization(stillMeant: (now: Organization, seen: Organization) => boolean) {
  const client = useQueryClient();
  const send = (change: OrganizationChange, version: number) =>
    api.call(UpdateOrganization, { body: change, headers: { "If-Match": `"${version}"` } });

  return useMutation({
    mutationFn: async ({ change, seen }: { change: OrganizationChange; seen: Organization }) => {
      await client.cancelQueries({ queryKey: key });
      try {
        return await send(change, seen.version);
      } catch (error) {
        const now = currentOf(error);
        if (now) client.setQueryData(key, now);
        if (!now || !stillMeant(now, seen)) throw error;
        return await send(change, now.version);
      }
    },
    onSuccess: (saved) => {
      client.setQueryData(key, saved);
      // The organization's name stands there too.
      void client.invalidateQueries({ queryKey: ["session"] });
    },
    onError: () => client.invalidateQueries({ queryKey: key }),
  });
}

/** What stands there now, when the server refused a change because of it. */
export function currentOf(error: unknown): Organization | undefined {
  if (!(error instanceof ApiError) || error.code !== "version_conflict") return undefined;
  const parsed = Organization.safeParse(error.problem?.current);
  return parsed.success ? parsed.data : undefined;
}
