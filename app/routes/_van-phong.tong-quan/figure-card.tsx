import { Link } from "@remix-run/react"
import { formatNumber } from "#models/shared/numbers.ts"
import type { OverviewFigure, OverviewTarget } from "#workflows/screens/leader-overview.server.ts"
import { paths } from "../../http/paths.ts"
import classes from "./leader-overview.module.css"

/** Where a number leads. */
const addressOf = (target: OverviewTarget): string => {
  switch (target.list) {
    case "catalogue":
      return paths.catalogue({ level: target.level })
    case "work":
      return paths.overviewList(target.campaignId, {
        list: "work",
        figure: "unapprovedServices",
        day: target.day,
      })
    case "deadlines":
      return paths.deadlines({ standing: "OVERDUE" })
    case "tasks":
      return paths.planBoard({ state: target.state })
    case "reports":
      return paths.reportingPeriod(target.periodId, { loc: target.standing })
    case "deliveries":
      return paths.deliveries({ edition: target.editionId, status: "live" })
    case "indicators":
      return paths.indicators()
  }
}

/** One of the ten: the number, of how many, how it moved, and the way to its list. */
export function FigureCard({ figure, span }: { figure: OverviewFigure; span: number }) {
  const { label, value, of, change, better, note, target } = figure
  const number = value === null ? "–" : formatNumber(value)
  return (
    <li className={classes.figure}>
      <div className={classes.label}>{label}</div>
      <div className={classes.number}>
        {target ? (
          <Link
            to={addressOf(target)}
            aria-label={`${label}: ${number}${of === null ? "" : ` trên ${formatNumber(of)}`}`}
          >
            {number}
          </Link>
        ) : (
          number
        )}
        {of === null || value === null ? null : <span className={classes.of}> / {formatNumber(of)}</span>}
      </div>
      {change === null ? null : <div className={classes.change}>{changeInWords(change, better, span)}</div>}
      <div className={classes.note}>{note}</div>
    </li>
  )
}

const changeInWords = (change: number, better: OverviewFigure["better"], span: number): string => {
  if (change === 0) return `không đổi so với ${span} ngày trước`
  const isBetter = change > 0 === (better === "UP")
  return `${change > 0 ? "+" : "−"}${formatNumber(Math.abs(change))} so với ${span} ngày trước${isBetter ? "" : ", xấu đi"}`
}
