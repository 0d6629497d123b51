import { downloadsOf } from "#workflows/screens/download-links.ts"
import type { EditionHeading } from "#workflows/screens/edition-heading.ts"
import { paths } from "../../http/paths.ts"

type DownloadsProps = {
  heading: Pick<EditionHeading, "editionId" | "digest" | "annexes">
  hasBranches?: boolean
}

/** The files of an issued edition: what is signed first, then the open data. */
export function Downloads({ heading, hasBranches = false }: DownloadsProps) {
  const { editionId, digest } = heading
  return (
    <ul className="grid">
      {downloadsOf({ ...heading, hasBranches }).map(({ name, label, note }) => (
        <li key={name}>
          <a href={paths.download(editionId, name, digest)}>{label}</a>
          <span className="note">{note}</span>
        </li>
      ))}
    </ul>
  )
}
