import type { Procedure } from "#models/procedure/procedure.ts"
import { foldText } from "#models/shared/text.ts"
import type { ProcedureRow } from "./period-facts.ts"

/** What the counts ask of a procedure's record. */
export type ProcedureFacts = Omit<ProcedureRow, "unitId" | "members"> & {
  isPublic: boolean
  baseNumbers: string[]
}

/** Reads from a record what the counts ask (QĐ 766, nhóm 1 and 3; NĐ 63/2010 Điều 8(2)). Pure. */
export const procedureFacts = (procedure: Procedure, baseNumbers: string[]): ProcedureFacts => {
  const fees = procedure.submissionMethods.flatMap((method) => method.fees)
  const charged = fees.filter(({ kind }) => kind !== "PRICE")
  return {
    code: procedure.code,
    name: procedure.name,
    isPublic: procedure.state === "PUBLIC",
    missingParts: missingParts(procedure),
    isEligible: procedure.nationalFlags?.isFullProcess === true,
    hasFee: charged.length > 0,
    costs: charged.some(({ amount }) => amount !== 0),
    givesResult: procedure.results.length > 0,
    isForCitizens: procedure.applicantTypes.some((type) => /cong dan|ca nhan|citizen/.test(foldText(type))),
    baseNumbers,
  }
}

/** The parts that 1.3 of QĐ 766 asks for and the record lacks, in words. */
function missingParts({ cases, submissionMethods, applicantTypes, agencies, name }: Procedure): string[] {
  const papers = cases.flatMap((one) => one.dossierComponents)
  const parts: [string, boolean][] = [
    ["tên", name.trim() !== ""],
    ["trình tự thực hiện", cases.some(({ steps }) => steps.some(({ text }) => text !== ""))],
    ["cách thức thực hiện", submissionMethods.length > 0],
    ["thành phần hồ sơ", papers.length > 0],
    ["số lượng hồ sơ", papers.length === 0 || papers.some((one) => one.originalCount + one.copyCount > 0)],
    [
      "thời hạn giải quyết",
      submissionMethods.some(({ processingTime: { quantity, text } }) => quantity > 0 || text !== ""),
    ],
    ["đối tượng thực hiện", applicantTypes.length > 0],
    ["cơ quan thực hiện", agencies.executing.length > 0],
  ]
  return parts.filter(([, isThere]) => !isThere).map(([part]) => part)
}
