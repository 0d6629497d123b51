import type { ReactNode } from "react"

type NoticeProps = { tone?: "warn" | "bad" | "good" | "quiet"; title: string; children?: ReactNode }

/** A remark that changes how the page is to be read. */
export function Notice({ tone = "warn", title, children }: NoticeProps) {
  return (
    <div className="notice" data-tone={tone}>
      <strong>{title}</strong>
      {children ? <div>{children}</div> : null}
    </div>
  )
}
