import { useMutation, useQueryClient } from "@tanstack/react-query";
import { JudgeReport, WholeReport } from "../../../shared/contracts/report.ts";
import type { MailVerdict } from "../../../shared/lifecycle.ts";
import { ApiError } from "../../../ui/api-client.ts";
import { api } from "../api.ts";

/** Gives a verdict on the report as it was seen; null takes it back. */
export function useVerdict(id: string) {
  const client = useQueryClient();
  const key = ["reports", "one", id];
  return useMutation({
    mutationFn: async ({ verdict, version }: { verdict: MailVerdict | null; version: number }) => {
      await client.cancelQueries({ queryKey: key });
      return api.call(JudgeReport, {
        params: { id },
        body: { verdict },
        headers: { "If-Match": `"${version}"` },
      });
    },
    onSuccess: (saved) => client.setQueryData(key, saved),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: ["reports"] });
      void client.invalidateQueries({ queryKey: ["overview"] });
    },
  });
}

/** The report as it stands, where the server refused a verdict because of another. */
export function judgedMeanwhile(error: unknown): WholeReport | undefined {
  if (!(error instanceof ApiError) || error.code !== "version_conflict") return undefined;
  const parsed = WholeReport.safeParse(error.problem?.current);
  return parsed.success ? parsed.data : undefined;
}
