import { useEffect } from "react";
import { useSession } from "../api.ts";
import { useTexts } from "../text-context.ts";

/** The document's title: page, organization, product. */
export function usePageTitle(page: string): void {
  const { t } = useTexts();
  const organization = useSession().data?.organization.name;
  useEffect(() => {
    document.title = organization ? t("documentTitle", { page, organization }) : `${page} – ${t("product")}`;
  }, [page, organization, t]);
}
