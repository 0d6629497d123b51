import { Fragment, type ReactNode } from "react"
import classes from "./catalogue.module.css"

/** Names and values side by side, one above the other on a phone. Empty values are left out. */
export function Facts({ items }: { items: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className={classes.facts}>
      {items
        .filter(([, value]) => value !== null && value !== undefined && value !== "")
        .map(([name, value]) => (
          <Fragment key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </Fragment>
        ))}
    </dl>
  )
}

/** A SHA-256 in a form that can be compared and copied. */
export function Digest({ value }: { value: string }) {
  return <code className={classes.digest}>{value}</code>
}

type NoticeProps = { tone?: "warn" | "bad" | "good" | "quiet"; title: string; children?: ReactNode }

/** A remark that changes how the page is to be read. */
export function Notice({ tone = "warn", title, children }: NoticeProps) {
  return (
    <div className={classes.notice} data-tone={tone}>
      <strong>{title}</strong>
      {children ? <div>{children}</div> : null}
    </div>
  )
}
