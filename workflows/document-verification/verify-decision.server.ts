import { PDF } from "@libpdf/core"
import { FIELDS } from "#models/official-document/document-fields.ts"
import { dayOf, formatOfficialDay } from "#models/shared/dates.ts"
import { sha256 } from "#models/shared/digest.server.ts"
import { FileShapeError } from "#workflows/pdf-file/cross-reference.server.ts"
import { type FileRevision, readRevisions } from "#workflows/pdf-file/file-revisions.server.ts"
import { findField } from "#workflows/pdf-file/filled-fields.server.ts"
import { assertPagesReadable } from "#workflows/pdf-file/page-limits.server.ts"
import { linesOf } from "#workflows/pdf-reading/lines.ts"
import { readFirstPage } from "#workflows/pdf-reading/read-pages.server.ts"
import { type KnownAuthorities, NONE_KNOWN } from "#workflows/signatures/known-authorities.ts"
import { shownOnAnnex } from "./annex-signature-shown.server.ts"
import { checkCatalogue, readEdition, readMark } from "./carried-catalogue.server.ts"
import { carriedDataChecks } from "./carried-data.server.ts"
import { drawnAsOursCheck } from "./drawn-as-ours.server.ts"
import { holderChecks } from "./holder-checks.ts"
import { type Addition, readAdditions } from "./permitted-additions.server.ts"
import { checkPrint } from "./printed-figures.server.ts"
import { printedSigner } from "./printed-signer.server.ts"
import { lockChecks, onlyFieldCheck, onlyTheseCheck, signatureCheck, toReport } from "./signature-checks.ts"
import { readSignedRange, type SignedRange } from "./signed-ranges.server.ts"
import { check } from "./verification-check.ts"
import type { VerificationCheck, VerificationReport } from "./verification-report.ts"

/**
 * Verifies a signed, numbered and sealed decision from its bytes alone: shape of the file, both signatures, what was added
 * between them, and that the catalogue inside, its digest and the printed figures agree. An annex in a file of its own has
 * the agency's signature only and prints its part of the catalogue. Never throws for a bad file: the
 * report says what is wrong. Whether the signatures may be relied upon is for `trustVerdict` to say.
 * @param expectation `digest` of the frozen edition the file must carry, lower-case hexadecimal; `authorities` what is known here
 * of those who issue certificates; `now` when it is asked, where their words are not to be of days to come
 */
export const verifyDecision = async (
  bytes: Uint8Array,
  expectation: Expectation = {},
): Promise<VerificationReport> => {
  const report: VerificationReport = {
    ok: false,
    checks: [],
    signatures: [],
    edition: null,
    drawnSha256: null,
    documentNumber: null,
  }
  try {
    await examine(report, bytes, expectation)
  } catch (error) {
    const message =
      error instanceof FileShapeError ? error.message : "Tệp hỏng hoặc không phải quyết định do hệ thống lập."
    report.checks.push({ rule: "shape", ok: false, message })
  }
  report.ok = report.checks.length > 0 && report.checks.every(({ ok }) => ok)
  return report
}

type Expectation = { digest?: string; authorities?: KnownAuthorities; now?: Date }

async function examine(
  report: VerificationReport,
  bytes: Uint8Array,
  { digest: expectedDigest, authorities = NONE_KNOWN, now }: Expectation,
): Promise<void> {
  const revisions = readRevisions(bytes)
  const pdf = await PDF.load(bytes, { lenient: false })
  assertPagesReadable(pdf)
  report.checks.push({ rule: "shape", ok: true, message: "Cấu trúc tệp nguyên vẹn." })
  report.drawnSha256 = sha256(bytes.subarray(0, revisions[0]?.end))
  const [initial, personal, agency] = await Promise.all(
    (["INITIAL", "PERSONAL", "AGENCY"] as const).map((kind) =>
      readSignedRange(bytes, pdf, kind, now ? { ...authorities, now } : authorities),
    ),
  )
  for (const range of [initial, personal, agency])
    if (range) report.signatures.push(toReport(range, bytes.length))
  report.checks.push(await drawnAsOursCheck(bytes, revisions))
  report.checks.push(...carriedDataChecks(pdf))
  const mark = readMark(pdf)
  report.edition = mark
  const agencyCheck = signatureCheck("agencySignature", "Chữ ký số của cơ quan", agency)
  if (mark?.annex)
    report.checks.push(
      agencyCheck,
      onlyTheseCheck(pdf),
      onlyFieldCheck(pdf),
      await annexAdditionsCheck(bytes, revisions, agency),
      await annexNumberCheck(report, bytes, agency),
    )
  else {
    const additions = await readAdditions(bytes, revisions)
    if (initial) report.checks.push(signatureCheck("initialSignature", "Chữ ký nháy", initial))
    report.checks.push(
      signatureCheck("personalSignature", "Chữ ký số của người có thẩm quyền", personal),
      agencyCheck,
      onlyTheseCheck(pdf),
      additionsCheck({ length: bytes.length, revisions, found: additions }, { initial, personal, agency }),
      ...lockChecks({ INITIAL: initial, PERSONAL: personal, AGENCY: agency }, additions),
      await numberCheck(report, pdf, bytes, agency),
    )
  }
  const edition = readEdition(pdf)
  report.checks.push(...checkCatalogue(pdf, mark, edition, expectedDigest))
  if (!edition) return
  const signers = {
    personal: personal?.signer ?? null,
    agency: agency?.signer ?? null,
    printed: personal ? await printedSigner(bytes) : null,
  }
  report.checks.push(...(await checkPrint(pdf, edition, mark, signers)))
  const holders = {
    personal: personal?.identifiers ?? null,
    agency: agency?.identifiers ?? null,
    initial: initial?.identifiers ?? null,
  }
  report.checks.push(...holderChecks(edition, holders))
}

/**
 * Drawn, initialled or not, then number and personal signature in either order, then the seal, which covers the file to its
 * end; after it at most what is needed to check the signatures for long.
 */
function additionsCheck(
  {
    length,
    revisions,
    found,
  }: { length: number; revisions: readonly FileRevision[]; found: (Addition | null)[] },
  { initial, personal, agency }: Record<"initial" | "personal" | "agency", SignedRange | null | undefined>,
): VerificationCheck {
  const additions = found.at(-1) === "VALIDATION" ? found.slice(0, -1) : found
  const end = revisions[additions.length]?.end ?? length
  const order = (additions[0] === "INITIAL" ? additions.slice(1) : additions).join()
  const endOf = (addition: Addition) => revisions[additions.indexOf(addition) + 1]?.end
  const faults: string[] = []
  if (additions.includes(null)) faults.push("có thay đổi ngoài số, ngày và chữ ký số")
  else if (order !== "PERSONAL,NUMBER,AGENCY" && order !== "NUMBER,PERSONAL,AGENCY")
    faults.push("văn bản chưa được ký, cấp số và đóng dấu đủ và đúng thứ tự")
  if (initial && initial.end !== endOf("INITIAL")) faults.push("chữ ký nháy không phủ đúng phần đã ký")
  if (personal && personal.end !== endOf("PERSONAL"))
    faults.push("chữ ký số của người có thẩm quyền không phủ đúng phần đã ký")
  if (agency && agency.end !== end) faults.push("chữ ký số của cơ quan không phủ đến hết tệp")
  if (personal?.at && agency?.at && personal.at > agency.at)
    faults.push("chữ ký số của cơ quan có trước chữ ký số của người có thẩm quyền")
  return check(
    "additions",
    faults.length === 0,
    `Sau khi lập chỉ bổ sung số, ngày và chữ ký số${additions === found ? "" : ", kèm dữ liệu để kiểm tra chữ ký lâu dài"}.`,
    `Nội dung bổ sung không đúng: ${faults.join("; ")}.`,
  )
}

/** An annex in a file of its own gets the agency's signature and nothing else. */
async function annexAdditionsCheck(
  bytes: Uint8Array,
  revisions: readonly FileRevision[],
  agency: SignedRange | null | undefined,
): Promise<VerificationCheck> {
  const additions = await readAdditions(bytes, revisions)
  const end = revisions[1]?.end ?? bytes.length
  const isWhole = additions.join() === "AGENCY" || additions.join() === "AGENCY,VALIDATION"
  const ok = isWhole && agency?.end === end
  return check(
    "additions",
    ok,
    "Sau khi lập chỉ bổ sung chữ ký số của cơ quan.",
    "Nội dung bổ sung không đúng: phụ lục chỉ được bổ sung một chữ ký số của cơ quan, phủ đến hết phần đã có.",
  )
}

/** What the agency's signature shows: the decision's number, and the day of signing. */
async function annexNumberCheck(
  report: VerificationReport,
  bytes: Uint8Array,
  agency: SignedRange | null | undefined,
): Promise<VerificationCheck> {
  const { number, day, hasPicture } = await shownOnAnnex(bytes)
  report.documentNumber = number
  const ok = number !== null && !hasPicture && agency?.at != null && day === dayOf(agency.at)
  return check(
    "number",
    ok,
    `Chữ ký trên phụ lục ghi số ${number} của quyết định và ngày ký.`,
    "Chữ ký trên phụ lục không chỉ là một dòng ghi số của quyết định và ngày ký.",
  )
}

async function numberCheck(
  report: VerificationReport,
  pdf: PDF,
  bytes: Uint8Array,
  agency: SignedRange | null | undefined,
): Promise<VerificationCheck> {
  const number = /^Số: (\d{2,}\/\S+)$/u.exec(textIn(pdf, FIELDS.number.name))?.[1] ?? null
  const date = /^\S[^,]*, (ngày \d\d tháng \d{1,2} năm \d{4})$/u.exec(textIn(pdf, FIELDS.date.name))?.[1]
  report.documentNumber = number
  // The seal is the last act of the day the number is given, or of a later one.
  const isInTime = date !== undefined && isNotAfter(date, agency?.at ?? null)
  return number && isInTime && (await isShown(pdf, bytes))
    ? { rule: "number", ok: true, message: `Văn bản có số ${number}, ${date}.` }
    : {
        rule: "number",
        ok: false,
        message:
          "Văn bản chưa có số và ngày, hoặc ngày sau ngày cơ quan ký số, hoặc số và ngày in ra khác với ghi trong tệp.",
      }
}

/** Number and date stand on the page as the file says they do. */
async function isShown(pdf: PDF, bytes: Uint8Array): Promise<boolean> {
  const { words, number: page } = await readFirstPage(bytes)
  return [FIELDS.number.name, FIELDS.date.name].every((name) => {
    const lines = linesOf(
      words.filter(({ field }) => field === name),
      page,
    )
    return lines.length === 1 && lines[0]?.text === textIn(pdf, name)
  })
}

function isNotAfter(date: string, at: Date | null): boolean {
  const [day = "", month = "", year = ""] = date.match(/\d+/gu) ?? []
  const iso = `${year}-${month.padStart(2, "0")}-${day}`
  return formatOfficialDay(iso) === date && (at === null || iso <= dayOf(at))
}

const textIn = (pdf: PDF, name: string): string => findField(pdf, name)?.getString("V")?.asString() ?? ""
