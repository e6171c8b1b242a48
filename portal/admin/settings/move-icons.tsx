import {
  Delete20Regular,
  FolderMail20Regular,
  FolderProhibited20Regular,
  Mail20Regular,
} from "@fluentui/react-icons";
import type { ReactElement } from "react";
import type { MoveTarget } from "../../../shared/after-report.ts";

/** The places as Outlook draws them; a mail that stays is a mail. */
export const moveIcons: Record<MoveTarget, ReactElement> = {
  junkFolder: <FolderProhibited20Regular />,
  deletedItemsFolder: <Delete20Regular />,
  customFolder: <FolderMail20Regular />,
  noMove: <Mail20Regular />,
};
