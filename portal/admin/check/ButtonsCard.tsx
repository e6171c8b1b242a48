import {
  Body1,
  Caption1,
  makeStyles,
  Skeleton,
  SkeletonItem,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
  tokens,
} from "@fluentui/react-components";
import type { ListReportButtons } from "../../../shared/contracts/check.ts";
import { outlookClients, reportButtons } from "../../../shared/outlook-client.ts";
import type { ResponseOf } from "../../../ui/api-client.ts";
import { isSignedOut } from "../api.ts";
import { Card } from "../pieces/Card.tsx";
import { ErrorBar } from "../pieces/ErrorBar.tsx";
import { Moment } from "../pieces/Moment.tsx";
import { useTexts } from "../text-context.ts";
import { hasOwnButton, liveButtons } from "./check-words.ts";
import { useReportButtons } from "./use-check.ts";

const useStyles = makeStyles({
  say: { display: "block", color: tokens.colorNeutralForeground2, marginBottom: "12px", maxWidth: "76ch" },
  cell: { paddingTop: "6px", paddingBottom: "6px", overflowWrap: "anywhere" },
  row: { ":last-child": { borderBottom: "none" } },
  head: { fontWeight: tokens.fontWeightSemibold, overflowWrap: "anywhere" },
  quiet: { color: tokens.colorNeutralForeground3 },
  version: { display: "block", color: tokens.colorNeutralForeground3, overflowWrap: "anywhere" },
});

type Seen = ResponseOf<typeof ListReportButtons>["items"];

/** Which of the two buttons brought a report last, in each kind of Outlook: Outlook may run its own command instead of ours. */
export function ButtonsCard() {
  const { t } = useTexts();
  const styles = useStyles();
  const { data, error, isPending, refetch } = useReportButtons();
  return (
    <Card title={t("check.buttons")} hint={t("check.buttons.hint")}>
      {error && !isSignedOut(error) && (
        <ErrorBar title={t("check.buttons.error")} error={error} onAgain={() => void refetch()} />
      )}
      {isPending && (
        <Skeleton aria-label={t("loading")}>
          <SkeletonItem style={{ height: 240 }} />
        </Skeleton>
      )}
      {data && (
        <>
          <Body1 className={styles.say}>{t(`check.buttons.say.${liveButtons(data.items)}`)}</Body1>
          <Buttons seen={data.items} />
        </>
      )}
    </Card>
  );
}

function Buttons({ seen }: { seen: Seen }) {
  const { t } = useTexts();
  const styles = useStyles();
  return (
    <Table size="small" aria-label={t("check.buttons")}>
      <TableHeader>
        <TableRow>
          <TableHeaderCell className={styles.head}>{t("check.buttons.client")}</TableHeaderCell>
          {reportButtons.map((button) => (
            <TableHeaderCell key={button} className={styles.head}>
              {t(`check.buttons.${button}`)}
            </TableHeaderCell>
          ))}
        </TableRow>
      </TableHeader>
      <TableBody>
        {outlookClients.map((client) => (
          <TableRow key={client} className={styles.row}>
            <TableCell className={styles.cell}>{t(`check.client.${client}`)}</TableCell>
            {reportButtons.map((button) => (
              <TableCell key={button} className={styles.cell}>
                {button === "outlook" && !hasOwnButton(client) ? (
                  <span className={styles.quiet}>{t("check.buttons.notThere")}</span>
                ) : (
                  <Last press={seen.find((one) => one.button === button && one.client === client)} />
                )}
              </TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function Last({ press }: { press: Seen[number] | undefined }) {
  const { t } = useTexts();
  const styles = useStyles();
  if (!press) return <span className={styles.quiet}>{t("check.buttons.none")}</span>;
  return (
    <>
      <Moment at={press.at} withTime />
      {press.version && (
        <Caption1 className={styles.version} dir="ltr">
          {press.version}
        </Caption1>
      )}
    </>
  );
}
