import {
  Archive20Regular,
  ArrowForward20Regular,
  ArrowReply20Regular,
  ArrowReplyAll20Regular,
  Attach20Regular,
  Delete20Regular,
  Flag20Regular,
  FlagOff20Regular,
  FolderProhibited20Regular,
  MailRead20Regular,
  MailUnread20Regular,
} from "@fluentui/react-icons";
import type { ReactElement } from "react";
import { forwardAsAttachmentDraft, forwardDraft, replyDraft } from "../mail/draft.ts";
import { useClient, useClientState } from "./use-client.ts";

export interface Command {
  key: string;
  label: string;
  icon: ReactElement;
  /** What stands between two groups is a line. */
  group: "remove" | "answer" | "mark";
  disabled: boolean;
  run: () => void;
}

/** What can be done with the open mail; the ribbon, its menu and the bar on a phone all draw from this list. */
export function useCommands(): Command[] {
  const client = useClient();
  const { list, selectedId, open, writing } = useClientState();
  const message = list.messages.find(({ id }) => id === selectedId);
  const mail = open.status === "ready" ? open.mail : null;
  const noMessage = !message || writing;
  const noMail = !mail || writing;
  const move = (folder: "archive" | "junk" | "deleted") => () => {
    if (message) void client.change(message.id, { folder });
  };
  const inFolder = (folder: string) => noMessage || message.folder === folder;
  return [
    {
      key: "delete",
      label: "Delete",
      icon: <Delete20Regular />,
      group: "remove",
      disabled: inFolder("deleted"),
      run: move("deleted"),
    },
    {
      key: "archive",
      label: "Archive",
      icon: <Archive20Regular />,
      group: "remove",
      disabled: inFolder("archive"),
      run: move("archive"),
    },
    {
      key: "junk",
      label: "Junk",
      icon: <FolderProhibited20Regular />,
      group: "remove",
      disabled: inFolder("junk"),
      run: move("junk"),
    },
    {
      key: "reply",
      label: "Reply",
      icon: <ArrowReply20Regular />,
      group: "answer",
      disabled: noMail,
      run: () => mail && client.write(replyDraft(mail, client.config.email, false)),
    },
    {
      key: "replyAll",
      label: "Reply all",
      icon: <ArrowReplyAll20Regular />,
      group: "answer",
      disabled: noMail,
      run: () => mail && client.write(replyDraft(mail, client.config.email, true)),
    },
    {
      key: "forward",
      label: "Forward",
      icon: <ArrowForward20Regular />,
      group: "answer",
      disabled: noMail,
      run: () => mail && client.write(forwardDraft(mail)),
    },
    {
      key: "forwardAttached",
      label: "Forward as attachment",
      icon: <Attach20Regular />,
      group: "answer",
      disabled: noMail,
      run: () => mail && client.write(forwardAsAttachmentDraft(mail)),
    },
    {
      key: "seen",
      label: message?.seen === false ? "Mark as read" : "Mark as unread",
      icon: message?.seen === false ? <MailRead20Regular /> : <MailUnread20Regular />,
      group: "mark",
      disabled: noMessage,
      run: () => message && void client.change(message.id, { seen: !message.seen }),
    },
    {
      key: "flag",
      label: message?.flagged ? "Unflag" : "Flag",
      icon: message?.flagged ? <FlagOff20Regular /> : <Flag20Regular />,
      group: "mark",
      disabled: noMessage,
      run: () => message && void client.change(message.id, { flagged: !message.flagged }),
    },
  ];
}
