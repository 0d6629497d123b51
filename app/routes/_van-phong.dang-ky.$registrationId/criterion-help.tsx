import { Text } from "@mantine/core"
import { useLoaderData } from "@remix-run/react"
import type { Criterion } from "#models/legal-regime/legal-regime.ts"
import type { CriterionHelp as Help } from "#models/reference/criterion-help.ts"
import classes from "./registration.module.css"

/** How the office says to answer a criterion, folded beside it; nothing where it says nothing. */
export function CriterionHelp({ criterion: { letter, subject } }: { criterion: Criterion }) {
  const { help = [] } = useLoaderData<{ help?: Help[] }>()
  const found = help.find((one) => one.subject === subject)
  if (!found) return null
  return (
    <details className={classes.more}>
      <summary>Cách trả lời tiêu chí {letter}</summary>
      <Text size="sm" maw="70ch">
        {found.text}
      </Text>
      {found.source ? (
        <Text size="sm" c="dimmed">
          {found.source}
        </Text>
      ) : null}
    </details>
  )
}
