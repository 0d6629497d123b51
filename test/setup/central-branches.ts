import { getReference, saveReference } from "#models/reference/reference.repository.server.ts"
import type { SmallOffice } from "#test/setup/office.ts"
import { aNationalRecord, jsonLines } from "#test/workflows/register/register-files.ts"
import { importProcedures } from "#workflows/register/import-procedures.server.ts"

/** What customs carries out in the province: `1.009998`. */
const CUSTOMS = aNationalRecord({
  code: "1.009998",
  name: "Thủ tục của hải quan",
  isWard: true,
  departmentsExecuting: [{ code: "", name: "Cục Hải quan" }],
  categoriesDetails: [{ code: "G12-TC04", name: "Hải quan" }],
  cases: [{ code: "1.009998.01", name: "Thủ tục của hải quan" }],
})

/** A procedure of a central branch in the small office's register. */
export const takeInCustoms = ({ d, staff }: Pick<SmallOffice, "d" | "staff">) =>
  importProcedures(d, {
    fileName: "hai-quan.jsonl",
    bytes: jsonLines(CUSTOMS),
    partial: false,
    by: staff.reviewer.id,
  })

/** What the office says of central branches from its first day on. */
export const listBranches = async (centralBranches: "NONE" | "ANNEX"): Promise<void> =>
  saveReference(
    "issuers",
    (await getReference("issuers")).map((row) => ({ ...row, issuer: { ...row.issuer, centralBranches } })),
  )
