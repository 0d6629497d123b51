import { Link } from "@remix-run/react"
import { useEffect, useRef } from "react"
import { formatInstant } from "#models/shared/dates.ts"
import type { Receipt } from "#workflows/screens/receipt.server.ts"
import { paths } from "../http/paths.ts"
import classes from "./registrations/done-notice.module.css"

/** Says above the page what was just done, to what and how that stands now; takes the focus. Its receipt keeps an address. */
export function ActNotice({ receipt }: { receipt: Receipt }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [])
  const { sequence, what, which, at, to, figures } = receipt
  return (
    <div ref={box} role="status" tabIndex={-1} className={classes.act}>
      <strong>Đã ghi nhận: {what}.</strong> {which}, lúc {formatInstant(at)}.{to ? ` Hiện nay: ${to}.` : ""}
      {figures.length > 0 ? ` Gồm: ${figures.join("; ")}.` : ""}{" "}
      <Link to={paths.receipt(sequence)}>Biên nhận số {sequence}</Link>
    </div>
  )
}
