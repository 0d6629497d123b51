import type { ReactNode } from "react"

type PageHeadProps = {
  title: string
  /** One sentence: what this page is for, or where things stand. */
  lead?: ReactNode
  /** The page above this one. */
  back?: { to: string; label: string }
}

/** Head of a page: the way back, the title and a lead. */
export function PageHead({ title, lead, back }: PageHeadProps) {
  return (
    <>
      {back ? (
        <a href={back.to} className="back">
          ‹ {back.label}
        </a>
      ) : null}
      <h1>{title}</h1>
      {lead ? <p className="lead">{lead}</p> : null}
    </>
  )
}
