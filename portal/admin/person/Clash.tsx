import { ApiError } from "../../../ui/api-client.ts";
import { PageLink } from "../overview/PageLink.tsx";
import { useEmployeeId } from "../pieces/use-employee-id.ts";
import { useTexts } from "../text-context.ts";

export type ClashField = "email" | "employeeId";

/** Which field holds what somebody else has already. */
export function clashOf(error: unknown): ClashField | undefined {
  if (!(error instanceof ApiError) || error.code !== "already_exists") return undefined;
  return error.problem?.violations?.[0]?.path === "$.employeeId" ? "employeeId" : "email";
}

/** Who has it, with the way to them. */
export function Clash({ error, field }: { error: unknown; field: ClashField }) {
  const { t, rich } = useTexts();
  const { word } = useEmployeeId();
  const existing = error instanceof ApiError ? error.problem?.existing : undefined;
  if (!existing) return t("person.by.unknown");
  const link = (
    <PageLink to={`/people/${existing.id}`}>
      <bdi>{existing.name}</bdi>
    </PageLink>
  );
  return rich(`person.clash.${field}`, {
    employeeId: word,
    who: existing.removed ? rich("person.clash.removed", { who: link }) : link,
  });
}
