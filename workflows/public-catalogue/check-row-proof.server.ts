import { z } from "zod"
import type { EditionMark } from "#models/catalogue-edition/edition-mark.ts"
import { PROOF_FORMAT, type ProvenRow, rootOfProof } from "#models/catalogue-edition/row-proof.server.ts"
import type { VerificationCheck } from "#workflows/document-verification/verification-report.ts"
import { proofInPage } from "./proof-page.ts"

const Proof = z.object({
  format: z.literal(PROOF_FORMAT),
  edition: z.object({ id: z.string(), rowsRoot: z.string() }),
  index: z.int().min(0),
  size: z.int().min(1),
  row: z.looseObject({ serviceCode: z.string(), serviceName: z.string() }),
  path: z.array(z.string().regex(/^[0-9a-f]{64}$/u)).max(64),
})

/** Whether the proof in a page, or its bare JSON, leads to the root that the verified decision carries. */
export const checkRowProof = (
  text: string,
  { edition }: { edition: Pick<EditionMark, "id" | "rowsRoot" | "annex"> | null },
): VerificationCheck => {
  const parsed = Proof.safeParse(text.trimStart().startsWith("{") ? bareJson(text) : proofInPage(text))
  if (!parsed.success)
    return refused("Tệp bằng chứng không đọc được hoặc không phải bằng chứng của hệ thống.")
  const { data: proof } = parsed
  const { serviceCode, serviceName } = proof.row
  if (edition?.annex) return refused("Đối chiếu bằng chứng với tệp quyết định, không phải tệp phụ lục.")
  if (!edition?.rowsRoot)
    return refused("Quyết định này không mang mã gốc các dòng nên không đối chiếu được.")
  if (rootOfProof({ ...proof, row: proof.row as unknown as ProvenRow }) !== edition.rowsRoot)
    return refused(
      `Dòng «${serviceName}» (${serviceCode}) trong bằng chứng không dẫn đến mã gốc ghi trong quyết định.`,
    )
  return {
    rule: "row",
    ok: true,
    message: `Dòng «${serviceName}» (${serviceCode}) đúng là một dòng của danh mục đã ký.`,
  }
}

const refused = (message: string): VerificationCheck => ({ rule: "row", ok: false, message })

const bareJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
