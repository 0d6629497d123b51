import { DOWNLOADS } from "#workflows/public-catalogue/download-links.ts"
import { paths } from "../../http/paths.ts"
import classes from "./catalogue.module.css"

/** The files of an issued edition: the signed decision first, then the open data. */
export function Downloads({ editionId, digest }: { editionId: string; digest: string }) {
  return (
    <ul className={classes.downloads}>
      {DOWNLOADS.map(({ name, label, note }) => (
        <li key={name}>
          <a href={paths.download(editionId, name, digest)}>{label}</a>
          <span className={classes.note}>{note}</span>
        </li>
      ))}
    </ul>
  )
}
