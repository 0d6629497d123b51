import { Title } from "@mantine/core"
import type { PublishedEdition } from "#workflows/screens/catalogue-page.server.ts"
import classes from "./catalogue.module.css"
import { DecisionLink } from "./decision-link.tsx"

type PublishedListProps = { title: string; editions: readonly PublishedEdition[] }

/** Editions that can be read, each with its decision and whether that was recalled. */
export function PublishedList({ title, editions }: PublishedListProps) {
  return (
    <section aria-labelledby="khac">
      <Title order={2} id="khac" mb="xs">
        {title}
      </Title>
      <ul className={classes.plain}>
        {editions.map(({ editionId, name, decision, isRecalled }) => (
          <li key={editionId}>
            {name}: <DecisionLink decision={decision} />
            {isRecalled ? " (đã thu hồi)" : ""}
          </li>
        ))}
      </ul>
    </section>
  )
}
