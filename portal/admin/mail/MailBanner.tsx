import {
  Button,
  makeStyles,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
} from "@fluentui/react-components";
import { useState } from "react";
import { useMedia } from "../look.ts";
import { Moment } from "../pieces/Moment.tsx";
import { useTexts } from "../text-context.ts";
import { useMailStatus } from "./use-mail.ts";

const useStyles = makeStyles({
  bar: { borderRadius: 0, borderInlineStyle: "none", borderBlockStartStyle: "none", flexShrink: 0 },
  reply: { display: "block", overflowWrap: "anywhere" },
});

/** On every page while the mail server takes nobody's mail: since when, and what that means. */
export function MailBanner() {
  const { t, rich } = useTexts();
  const styles = useStyles();
  const [open, setOpen] = useState(false);
  const narrow = useMedia("(max-width: 1439.98px)");
  const channel = useMailStatus().data?.channel;
  if (channel?.state !== "paused") return null;
  return (
    <MessageBar
      intent="warning"
      layout={open || narrow ? "multiline" : "singleline"}
      className={styles.bar}
      role="status"
    >
      <MessageBarBody>
        <MessageBarTitle>{t("mail.banner.title")}</MessageBarTitle>
        {channel.since
          ? rich("mail.banner.since", { moment: <Moment at={channel.since} withTime inside /> })
          : t("mail.banner.text")}
        {open && channel.reply && <bdi className={styles.reply}>{channel.reply}</bdi>}
      </MessageBarBody>
      {channel.reply && (
        <MessageBarActions>
          <Button size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
            {t(open ? "mail.banner.less" : "mail.banner.more")}
          </Button>
        </MessageBarActions>
      )}
    </MessageBar>
  );
}
