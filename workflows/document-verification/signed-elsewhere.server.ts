import { dayOf } from "#models/shared/dates.ts"
import { isOfficeError, RuleBrokenError } from "#models/shared/errors.ts"
import { isSameName } from "#models/shared/text.ts"
import { ANNEX_SIGNATURE_READ } from "#workflows/document-text/annex-signature.ts"
import type { SigningService } from "#workflows/gateways/signing/signing-service.ts"
import { FileShapeError } from "#workflows/pdf-file/cross-reference.server.ts"
import { readRevisions } from "#workflows/pdf-file/file-revisions.server.ts"
import { openForAddition } from "#workflows/pdf-file/filled-fields.server.ts"
import type { KnownAuthorities } from "#workflows/signatures/known-authorities.ts"
import { apart } from "#workflows/uploads/apart.server.ts"
import { shownOnAnnex } from "./annex-signature-shown.server.ts"
import { unseenFaults } from "./holder-checks.ts"
import { type Addition, fieldsFilledBy, readAdditions } from "./permitted-additions.server.ts"
import { toReport } from "./signature-checks.ts"
import { forbiddenBy } from "./signed-locks.server.ts"
import { CLOCK_SKEW, readSignedRange, type SignatureKind, signatureKindOf } from "./signed-ranges.server.ts"
import { doubtsOf } from "./trust-verdict.ts"

const checkApart = apart<typeof checkUpload>("checkSignedFile")

/**
 * Signatures already made with the person's or agency's own software (the government's token among them), on the files
 * taken from here: each accepted only as an addition to exactly the bytes to be signed, in the field kept for it, by a
 * certificate that names who has to sign, with nothing else changed.
 * @param uploads in any order; which is which is told by its bytes
 * @param authorities those known here; where some are, the signer's certificate must come from one
 */
export const signedElsewhere = (
  uploads: readonly Uint8Array[],
  authorities: KnownAuthorities,
): SigningService => ({
  sign: (bytes, { field, holder, line, file: what }, at) =>
    accepted(bytes, uploads, {
      kind: signatureKindOf(field),
      what,
      name: holder.name,
      at,
      authorities,
      ...(line ? { decisionNumber: numberIn(line.text) } : {}),
    }),
})

const DECISION = "tệp quyết định"

const numberIn = (line: string): string => ANNEX_SIGNATURE_READ.exec(line)?.[1] ?? ""

/** What the line on an annex says is set, often typed, in the signer's own software. */
async function assertShown(sealed: Uint8Array, what: string, decisionNumber: string): Promise<void> {
  const { number, day, hasPicture } = await shownOnAnnex(sealed)
  const signed = await readSignedRange(sealed, await openForAddition(sealed), "AGENCY")
  const faults: string[] = []
  if (hasPicture) faults.push("có hình con dấu")
  if (number !== decisionNumber) faults.push(number ? `ghi số «${number}»` : "không ghi số của quyết định")
  if (!signed?.at || day !== dayOf(signed.at)) faults.push("không ghi đúng ngày ký")
  if (faults.length === 0) return
  throw refusal(
    `Chữ ký trên ${what} ${faults.join(", ")}. Ký lại ${what} để chữ ký chỉ hiện dòng «Số: ${decisionNumber}; ngày/tháng/năm; giờ:phút:giây +07:00».`,
  )
}

type Expected = {
  kind: SignatureKind
  /** Which file is signed, in words. */
  what: string
  name: string
  at: Date
  authorities: KnownAuthorities
  /** Of an annex: the number its signature has to show. */
  decisionNumber?: string
}

const FIELD_LABELS = {
  INITIAL: "ô chữ ký nháy",
  PERSONAL: "ô chữ ký của người có thẩm quyền",
  AGENCY: "ô chữ ký của cơ quan",
} as const

async function accepted(
  bytes: Uint8Array,
  uploads: readonly Uint8Array[],
  expected: Expected,
): Promise<Uint8Array> {
  const candidates = uploads.filter(
    (one) => one.length > bytes.length && Buffer.compare(bytes, one.subarray(0, bytes.length)) === 0,
  )
  if (candidates.length === 0) {
    const missing =
      uploads.length === 1 && expected.what === DECISION
        ? `Tệp gửi lên không phải ${DECISION}`
        : `Trong các tệp gửi lên không có ${expected.what}`
    throw refusal(
      `${missing} vừa tải về từ bước này có thêm chữ ký: phần đã có khác với văn bản đang chờ ký. Tải lại tệp, ký bằng cách bổ sung (không in lại, không lưu thành tệp mới) rồi gửi lên.`,
    )
  }
  // One that was signed wrongly may lie beside its better copy.
  const refused: unknown[] = []
  for (const uploaded of candidates)
    try {
      await checkApart(bytes, uploaded, expected)
      return uploaded
    } catch (error) {
      if (!isOfficeError(error)) throw error
      refused.push(error)
    }
  throw refused.at(-1)
}

/**
 * Whether a file is the one to be signed, with the signature asked for and nothing else.
 * @throws RuleBrokenError saying what is not
 * @public called by this name in a process of its own
 */
export async function checkUpload(
  bytes: Uint8Array,
  uploaded: Uint8Array,
  expected: Expected,
): Promise<void> {
  const all = await additionsIn(uploaded)
  const added = all.slice(readRevisions(bytes).length - 1)
  if (added.join() !== expected.kind)
    throw refusal(
      `Ngoài chữ ký số, ${expected.what} còn có thay đổi khác, hoặc chữ ký không nằm trong ${FIELD_LABELS[expected.kind]}. Tải lại tệp và ký vào đúng ô đã dành sẵn.`,
    )
  await checkSignature(uploaded, expected, all)
  const { what, decisionNumber } = expected
  if (decisionNumber !== undefined) await assertShown(uploaded, what, decisionNumber)
}

async function additionsIn(uploaded: Uint8Array): Promise<(Addition | null)[]> {
  try {
    return await readAdditions(uploaded, readRevisions(uploaded))
  } catch (error) {
    if (!(error instanceof FileShapeError)) throw error
    throw refusal(`Tệp gửi lên không đọc được: ${error.message}`)
  }
}

async function checkSignature(
  uploaded: Uint8Array,
  { kind, name, at, authorities }: Expected,
  done: readonly (Addition | null)[],
): Promise<void> {
  const signed = await readSignedRange(uploaded, await openForAddition(uploaded), kind, authorities)
  if (!signed || signed.end !== uploaded.length)
    throw refusal("Chữ ký số trong tệp gửi lên không phủ đến hết tệp. Ký lại rồi gửi lên.")
  const faults = [
    ...signed.faults,
    ...signed.policyFaults,
    ...unseenFaults(kind === "AGENCY" ? "cơ quan" : "người ký", signed.identifiers),
  ]
  if (faults.length > 0) throw refusal(`Chữ ký số trong tệp gửi lên không hợp lệ: ${faults.join("; ")}.`)
  const forbidden = forbiddenBy(signed.locks, kind === "AGENCY" ? [] : fieldsFilledBy(stillToCome(done)))
  if (forbidden.length > 0)
    throw refusal(
      `Chữ ký số trong tệp gửi lên khóa văn bản, nên về sau không điền được ${forbidden.map((one) => `«${one}»`).join(", ")}. Ký lại, không chọn khóa tài liệu hoặc khóa ô sau khi ký.`,
    )
  if (!isSameName(signed.signer, name))
    throw refusal(
      `Chữ ký số là của «${signed.signer}», không phải của «${name}». Dùng đúng chứng thư của người, cơ quan phải ký.`,
    )
  if (signed.at && signed.at.getTime() > at.getTime() + CLOCK_SKEW)
    throw refusal(
      "Thời điểm ký ghi trong chữ ký số sau thời điểm hiện tại. Chỉnh lại giờ máy tính rồi ký lại.",
    )
  const doubts = doubtsOf(toReport(signed, uploaded.length), at)
  if (doubts.length > 0)
    throw refusal(
      `Chữ ký số trong tệp gửi lên không đáng tin cậy: ${doubts.join("; ")}. Dùng chứng thư còn hiệu lực do tổ chức được tin cậy cấp, hoặc nhờ quản trị viên bổ sung tổ chức này.`,
    )
}

/** Who initials comes before all others. */
const stillToCome = (done: readonly (Addition | null)[]): Addition[] =>
  (["NUMBER", "PERSONAL", "AGENCY"] as const).filter((one) => !done.includes(one))

const refusal = (message: string) => new RuleBrokenError(message, { field: "file" })
