import { Title } from "@mantine/core"
import type { ReactNode } from "react"
import classes from "./folded.module.css"

type FoldedProps = { id: string; title: string; open?: boolean; children: ReactNode }

/** A section of a page that lies folded under its heading until it is asked for. */
export function Folded({ id, title, open = false, children }: FoldedProps) {
  return (
    <details className={classes.folded} open={open} aria-labelledby={id}>
      <summary>
        <Title order={2} size="h3" id={id}>
          {title}
        </Title>
      </summary>
      {children}
    </details>
  )
}
