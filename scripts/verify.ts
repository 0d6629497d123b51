/**
 * `npm run verify -- FILE.pdf [ANNEX.pdf …] [--row PROOF.html]`: whether a decision's signatures, additions and catalogue hold,
 * whether its annexes in files of their own do and are those it names, and whether a row's proof leads to the root the
 * decision carries; and whether the signatures come from an authority in `TRUSTED_CERTIFICATES`. Exit 0: all of that; 1: not,
 * or it could not be asked; 2: all but that nobody vouches, since no authorities were given.
 */
import { readFile } from "node:fs/promises"
import { parseArgs } from "node:util"
import { systemClock } from "#models/shared/clock.ts"
import { formatInstant } from "#models/shared/dates.ts"
import { annexFileChecks } from "#workflows/document-verification/annex-file-checks.ts"
import { issuerInText } from "#workflows/document-verification/issuer-in-text.ts"
import { revocationInText } from "#workflows/document-verification/revocation-in-text.ts"
import { stampInText } from "#workflows/document-verification/stamp-in-text.ts"
import { TRAINING_WORDS, TRUST_WORDS, trustVerdict } from "#workflows/document-verification/trust-verdict.ts"
import type { VerificationReport } from "#workflows/document-verification/verification-report.ts"
import type { verifyDecision } from "#workflows/document-verification/verify-decision.server.ts"
import { readAuthorities } from "#workflows/gateways/signing/authorities.server.ts"
import type { checkRowProof } from "#workflows/public-catalogue/check-row-proof.server.ts"
import type { KnownAuthorities } from "#workflows/signatures/known-authorities.ts"
import { apart } from "#workflows/uploads/apart.server.ts"
import { fail, failWith } from "./command-line.ts"

const SIGNATURE_LABELS = {
  INITIAL: "Người ký nháy",
  PERSONAL: "Người có thẩm quyền",
  AGENCY: "Cơ quan ban hành",
} as const

const EXIT_CODES = { TRUSTED: 0, NOT_TRUSTED: 1, UNVOUCHED: 2 } as const

const verifyApart = apart<typeof verifyDecision>("verifyUploaded")
const checkRowApart = apart<typeof checkRowProof>("checkRowProof")

const { file, annexes, row } = readArguments()
const authorities = authoritiesGiven()
const reportOn = async (name: string): Promise<VerificationReport> =>
  verifyApart(new Uint8Array(await read(name)), { authorities, now: systemClock.now() }).catch(
    (error: unknown) => failWith(error, name),
  )

const report = await reportOn(file)
const annexReports: VerificationReport[] = []
for (const annex of annexes) annexReports.push(await reportOn(annex))
// A file that is looked at alone is not held against what lies elsewhere.
if (annexes.length > 0) report.checks.push(...annexFileChecks(report, annexReports))
if (row !== undefined) {
  const text = (await read(row)).toString("utf8")
  report.checks.push(await checkRowApart(text, report).catch((error: unknown) => failWith(error, row)))
}
report.ok = report.checks.every(({ ok }) => ok)
print(file, report)
for (const [index, one] of annexReports.entries()) print(annexes[index] ?? "", one)
const { trust, isTraining, reasons } = trustVerdict([report, ...annexReports], systemClock.now())
if (isTraining) console.log(TRAINING_WORDS)
console.log(`Kết luận: ${TRUST_WORDS[trust].title} ${TRUST_WORDS[trust].text}`)
for (const reason of reasons) console.log(`  - ${reason}`)
process.exitCode = EXIT_CODES[trust]

function readArguments(): { file: string; annexes: string[]; row: string | undefined } {
  try {
    const { positionals, values } = parseArgs({
      allowPositionals: true,
      options: { row: { type: "string" } },
    })
    const [file, ...annexes] = positionals
    if (file !== undefined) return { file, annexes, row: values.row }
  } catch {
    // Said below.
  }
  return fail("Cách dùng: npm run verify -- TỆP.pdf [PHỤ_LỤC.pdf …] [--row BẰNG_CHỨNG.html]")
}

function authoritiesGiven(): KnownAuthorities {
  try {
    return readAuthorities(process.env["TRUSTED_CERTIFICATES"] || null)
  } catch (error) {
    return failWith(error)
  }
}

async function read(name: string): Promise<Buffer> {
  return readFile(name).catch((error: NodeJS.ErrnoException) =>
    fail(
      error.code === "ENOENT"
        ? `Không tìm thấy tệp «${name}». Kiểm tra lại đường dẫn.`
        : `Không đọc được tệp «${name}» (${error.code ?? error.message}). Kiểm tra quyền đọc tệp.`,
    ),
  )
}

function print(name: string, { checks, signatures, edition, documentNumber }: VerificationReport): void {
  console.log(`Kiểm tra văn bản: ${name}`)
  if (edition?.annex) console.log("  Phụ lục ở tệp riêng của một quyết định")
  console.log(`  Số, ký hiệu: ${documentNumber ?? "chưa có"}`)
  console.log(`  Bản danh mục: ${edition ? `${edition.id} (sha256 ${edition.digest})` : "không xác định"}`)
  for (const signature of signatures) {
    const { kind, signer, signedAt, valid } = signature
    console.log(
      `  ${SIGNATURE_LABELS[kind]}: ${signer || "không đọc được"}, ${issuerInText(signature)}, ký lúc ${signedAt ? formatInstant(new Date(signedAt)) : "không rõ"}; ${stampInText(signature)}; ${revocationInText(signature)}: ${valid ? "hợp lệ" : "KHÔNG hợp lệ"}`,
    )
  }
  for (const check of checks) console.log(`  [${check.ok ? "đạt" : "KHÔNG ĐẠT"}] ${check.message}`)
}
