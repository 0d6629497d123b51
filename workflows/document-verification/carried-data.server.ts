import type { PDF } from "@libpdf/core"
import { formatNumber } from "#models/shared/numbers.ts"
import { resolverOf } from "#workflows/pdf-file/filled-fields.server.ts"
import type { VerificationCheck } from "./verification-report.ts"

/**
 * Says what lies beside the signatures for checking them (DSS, ETSI EN 319 142-1, 5.4) and what that is worth: no signature covers
 * it, whoever passes the file on can lay it there. None where there is none.
 */
export const carriedDataChecks = (pdf: PDF): VerificationCheck[] => {
  const resolve = resolverOf(pdf)
  const store = pdf.getCatalog().getDict("DSS", resolve)
  if (!store) return []
  const count = (name: string) => formatNumber([...(store.getArray(name, resolve) ?? [])].length)
  return [
    {
      rule: "carriedData",
      ok: true,
      message: `Tệp kèm dữ liệu để kiểm tra chữ ký (${count("Certs")} chứng thư, ${count("CRLs")} danh sách thu hồi, ${count("OCSPs")} trả lời về chứng thư): không chữ ký nào phủ phần này, ai cũng có thể thêm vào; chỉ tin lời do chính nơi cấp chứng thư ký.`,
    },
  ]
}
