import type { PublishedEdition } from "#workflows/screens/catalogue-page.server.ts"
import { DecisionLink } from "./decision-link.tsx"

type PublishedListProps = { title: string; editions: readonly PublishedEdition[] }

/** Editions that can be read, each with its decision and whether that was recalled. */
export function PublishedList({ title, editions }: PublishedListProps) {
  return (
    <section aria-labelledby="khac">
      <h2 id="khac">{title}</h2>
      <ul>
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
