/** `npm run verify -- FILE.pdf`: whether a decision's signatures, additions and catalogue hold; exit 0 only if all do. */
import { readFile } from "node:fs/promises"
import { formatInstant } from "#models/shared/dates.ts"
import type { VerificationReport } from "#workflows/official-document/verification-report.ts"
import { verifyDecision } from "#workflows/official-document/verify-decision.server.ts"

const SIGNATURE_LABELS = { PERSONAL: "Người có thẩm quyền", AGENCY: "Cơ quan ban hành" } as const

const [file, ...more] = process.argv.slice(2)
if (file === undefined || more.length > 0) {
  console.error("Cách dùng: npm run verify -- TỆP.pdf")
  process.exit(1)
}
const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
  console.error(
    error.code === "ENOENT"
      ? `Không tìm thấy tệp «${file}». Kiểm tra lại đường dẫn.`
      : `Không đọc được tệp «${file}» (${error.code ?? error.message}). Kiểm tra quyền đọc tệp.`,
  )
  process.exit(1)
})
const report = await verifyDecision(new Uint8Array(bytes))
print(file, report)
process.exitCode = report.ok ? 0 : 1

function print(name: string, { ok, checks, signatures, edition, documentNumber }: VerificationReport): void {
  console.log(`Kiểm tra văn bản: ${name}`)
  console.log(`  Số, ký hiệu: ${documentNumber ?? "chưa có"}`)
  console.log(`  Bản danh mục: ${edition ? `${edition.id} (sha256 ${edition.digest})` : "không xác định"}`)
  for (const { kind, signer, issuer, signedAt, valid } of signatures)
    console.log(
      `  ${SIGNATURE_LABELS[kind]}: ${signer || "không đọc được"}, chứng thư do ${issuer || "không rõ ai"} cấp, ký lúc ${signedAt ? formatInstant(new Date(signedAt)) : "không rõ"}: ${valid ? "hợp lệ" : "KHÔNG hợp lệ"}`,
    )
  for (const check of checks) console.log(`  [${check.ok ? "đạt" : "KHÔNG ĐẠT"}] ${check.message}`)
  console.log(
    ok
      ? "Kết luận: văn bản nguyên vẹn. Việc tin cậy tổ chức cấp chứng thư nêu trên do người kiểm tra quyết định."
      : "Kết luận: văn bản KHÔNG đạt kiểm tra.",
  )
}
