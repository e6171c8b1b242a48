import { MenuItem } from "@fluentui/react-components";
import { useTexts } from "../text-context.ts";

/** The way to a merge in a person's menu. */
export function MergeItem({ onClick }: { onClick: () => void }) {
  const { t } = useTexts();
  return <MenuItem onClick={onClick}>{t("merge.menu")}</MenuItem>;
}
