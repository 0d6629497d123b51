import type { ChangingAct } from "#workflows/document-text/compose-act-annex.ts"
import { paths } from "../../http/paths.ts"

const FORMATS = [
  ["pdf", "PDF"],
  ["docx", "Word"],
  ["xlsx", "Excel"],
  ["csv", "CSV"],
] as const

/** The change annex of an act as files. */
export function ChangeFiles({ editionId, act }: { editionId: string; act: ChangingAct }) {
  return (
    <p>
      Phụ lục thay đổi:{" "}
      {FORMATS.map(([format, label], index) => (
        <span key={format}>
          {index > 0 ? ", " : ""}
          <a href={paths.download(editionId, `${act}.${format}`)}>{label}</a>
        </span>
      ))}
      .
    </p>
  )
}
