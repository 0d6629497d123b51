import { findImportReports } from "#models/procedure/import-report.repository.server.ts"
import {
  findCurrentOutlines,
  type ProcedureOutline,
} from "#models/procedure/procedure-snapshot.repository.server.ts"
import { type Likeness, likenessFinder } from "#workflows/evidence/likeness.ts"

/** Made anew after an import: only an import changes the register, and reading it whole takes longer than opening a page may. */
let kept: { importId: string; find: (code: string) => Likeness } | null = null

/** How many of the procedures most like this one the nation marks as *toàn trình*. */
export const likenessOf = async (procedureCode: string): Promise<Likeness> => {
  const [latest] = await findImportReports(1)
  const importId = latest?.id ?? ""
  if (kept?.importId !== importId || importId === "")
    kept = { importId, find: likenessFinder((await findCurrentOutlines()).map(comparable)) }
  return kept.find(procedureCode)
}

const comparable = ({ code, name, fields, announcer, nationalFlags }: ProcedureOutline) => ({
  code,
  name,
  marks: [...fields.map((field) => field.code), announcer.code],
  fullProcess: nationalFlags?.isFullProcess ?? null,
})
