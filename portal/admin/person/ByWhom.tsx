import type { Doer } from "../../../shared/contracts/user-person.ts";
import { useSeesDepartmentOnly } from "../frame/use-may.ts";
import { PageLink } from "../overview/PageLink.tsx";
import { useTexts } from "../text-context.ts";

interface ByWhomProps {
  doer: Doer | undefined;
  /** A sentence with a place for them. */
  sentence?: "person.added.admin";
}

/** Who did it: by name and role, with a way to them for those who see everybody. */
export function ByWhom({ doer, sentence }: ByWhomProps) {
  const { t, rich } = useTexts();
  const who = <Name doer={doer} />;
  return (
    <>
      {sentence ? rich(sentence, { who }) : who}
      {doer?.token !== undefined && <> {t("history.token", { name: doer.token })}</>}
    </>
  );
}

function Name({ doer }: { doer: Doer | undefined }) {
  const { t, rich } = useTexts();
  const departmentOnly = useSeesDepartmentOnly();
  if (!doer || doer.kind === "system") return t("person.by.product");
  if (doer.kind === "self") return t("person.by.self");
  if (doer.name === undefined) return t("person.by.unknown");
  const plain = <bdi>{doer.name}</bdi>;
  const name = departmentOnly ? plain : <PageLink to={`/people/${doer.id ?? ""}`}>{plain}</PageLink>;
  return doer.role ? rich("person.by.role", { name }, { role: t(`role.${doer.role}`) }) : name;
}
