import type { Role } from "../../../shared/lifecycle.ts";
import { PageLink } from "../overview/PageLink.tsx";
import { useTexts } from "../text-context.ts";

/** How many people have a role, with the way to them. */
export function HowMany({ role, users }: { role: Role; users: number }) {
  const { t, counted } = useTexts();
  const people = counted("roles.people", users);
  if (users === 0) return people;
  return (
    <PageLink to={`/people?role=${role}`} label={t("roles.people.of", { role: t(`role.${role}`), people })}>
      {people}
    </PageLink>
  );
}
