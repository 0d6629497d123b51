import { Text, Title } from "@mantine/core"
import { Link } from "@remix-run/react"
import { formatDay } from "#models/shared/dates.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import type { OverviewChange } from "#workflows/screens/overview-changes.server.ts"
import { paths } from "../../http/paths.ts"
import classes from "./leader-overview.module.css"

const SHOWN = 8

/** What happened, newest first; what does not fit on the sheet is folded. */
export function Changes({ changes, span }: { changes: readonly OverviewChange[]; span: number }) {
  const rest = changes.slice(SHOWN)
  return (
    <section aria-labelledby="thay-doi">
      <Title order={2} id="thay-doi" mb="xs">
        Thay đổi trong {span} ngày qua
      </Title>
      {changes.length === 0 ? <Text>Không có thay đổi nào được ghi nhận.</Text> : null}
      <Lines changes={changes.slice(0, SHOWN)} />
      {rest.length > 0 ? (
        <details className={classes.rest}>
          <summary>{formatNumber(rest.length)} thay đổi nữa</summary>
          <Lines changes={rest} />
        </details>
      ) : null}
    </section>
  )
}

const Lines = ({ changes }: { changes: readonly OverviewChange[] }) => (
  <ul className={classes.lines}>
    {changes.map((change) => (
      <li key={`${change.kind} ${change.day} ${change.name}`}>
        <OneChange change={change} />
      </li>
    ))}
  </ul>
)

const MOST = 90
/** As much of a name as a line of the sheet has room for; whole it stands where the line leads. */
export const shortened = (text: string): string => (text.length > MOST ? `${text.slice(0, MOST)}…` : text)

function OneChange({ change }: { change: OverviewChange }) {
  const day = formatDay(change.day)
  switch (change.kind) {
    case "ISSUED":
      return (
        <>
          {day}: phát hành{" "}
          <Link to={paths.edition(change.editionId)}>
            Quyết định số {change.decision}, {change.name}
          </Link>
        </>
      )
    case "REPORTS":
      return (
        <>
          {day}: nhận{" "}
          <Link to={paths.reportingPeriod(change.periodId, { loc: "RECEIVED", tu: change.since })}>
            {formatNumber(change.count)} báo cáo, {change.name}
          </Link>
        </>
      )
    default:
      return (
        <>
          {day}:{" "}
          <Link
            to={paths.planBoard({
              occurrence: change.occurrence,
              state: change.kind === "ACCEPTED" ? "accepted" : "LATE",
              since: change.since,
            })}
          >
            nhiệm vụ {shortened(change.name)}
          </Link>
          , {formatNumber(change.count)} đơn vị{" "}
          {change.kind === "ACCEPTED" ? "được xác nhận hoàn thành" : "quá hạn"}
        </>
      )
  }
}
