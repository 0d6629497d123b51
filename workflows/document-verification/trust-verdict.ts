import { dayOf, formatDay } from "#models/shared/dates.ts"
import { isSameName } from "#models/shared/text.ts"
import { TRAINING_MARK } from "#models/shared/training-mark.ts"
import { TRAINING_AUTHORITY } from "#workflows/signatures/training-authority.ts"
import type { VerificationReport, VerifiedSignature } from "./verification-report.ts"

/**
 * Whether a document may be relied upon. TRUSTED: it is sound and every signature comes from an authority known here.
 * NOT_TRUSTED: it is not sound, or authorities are known and one signature comes from none of them, or may have been made when
 * its certificate no longer held. UNVOUCHED: it is sound, and no authority is known that could vouch for who signed.
 */
export type Trust = "TRUSTED" | "NOT_TRUSTED" | "UNVOUCHED"

export type TrustVerdict = {
  trust: Trust
  /** Signed with certificates of the training authority; says nothing for or against. */
  isTraining: boolean
  /** Vietnamese; why it is not trusted, empty otherwise. */
  reasons: string[]
}

/** The verdict in words, for whoever asks and wherever. */
export const TRUST_WORDS: Record<Trust, { title: string; text: string }> = {
  TRUSTED: {
    title: "Nguyên vẹn và đáng tin cậy.",
    text: "Văn bản chưa bị sửa sau khi ký; mọi chứng thư dùng để ký đều do tổ chức được tin cậy ở đây cấp.",
  },
  NOT_TRUSTED: {
    title: "KHÔNG đáng tin cậy.",
    text: "Không dùng văn bản này làm căn cứ.",
  },
  UNVOUCHED: {
    title: "Nguyên vẹn, nhưng chưa có ai bảo đảm cho người ký.",
    text: "Văn bản chưa bị sửa sau khi ký, nhưng nơi kiểm tra không được cho biết tổ chức cấp chứng thư nào đáng tin cậy: tên người ký là do chứng thư tự ghi. Hãy hỏi cơ quan ban hành trước khi dùng.",
  },
}
export const TRAINING_WORDS = `${TRAINING_MARK}: văn bản ký bằng chứng thư tập huấn.`

/**
 * The verdict on a document with all its files.
 * @param knownBy when the signatures are known to have been there: now for a file just sent in, the day it was kept for one kept
 * here; a decision may be dated before it was sealed. A time in a signature is the signer's own word; only that of a known
 * timestamp authority counts for itself.
 * @param known `checkedAt` now: no signature was made later; `isIssued` where every byte is known to be what was issued here: then
 * only what keys and authorities say speaks against it, no rule of form, however young
 */
export const trustVerdict = (
  reports: readonly VerificationReport[],
  knownBy: Date,
  known: { checkedAt?: Date; isIssued?: boolean } = {},
): TrustVerdict => {
  const { isIssued = false } = known
  const signatures = reports.flatMap((report) => report.signatures)
  const reasons = signatures.flatMap((signature) => doubtsOf(signature, knownBy, known))
  const failed = reports.flatMap(({ checks }) => checks.filter((one) => !one.ok && !(isIssued && one.isForm)))
  const isSound = signatures.length > 0 && (isIssued ? failed.length === 0 : reports.every(({ ok }) => ok))
  if (!isSound)
    reasons.unshift(
      "văn bản không đạt kiểm tra",
      ...(isIssued ? failed.map(({ message }) => message.replace(/\.$/u, "")) : []),
    )
  return {
    trust:
      reasons.length > 0
        ? "NOT_TRUSTED"
        : signatures.every(({ trusted }) => trusted === true)
          ? "TRUSTED"
          : "UNVOUCHED",
    isTraining: signatures.some(({ issuer }) => isSameName(issuer, TRAINING_AUTHORITY)),
    reasons: [...new Set(reasons)],
  }
}

/** Why a signature that holds is not to be relied upon all the same, in Vietnamese; empty when nothing speaks against it. */
export const doubtsOf = (
  signature: VerifiedSignature,
  knownBy: Date,
  { checkedAt = knownBy, isIssued = false }: { checkedAt?: Date; isIssued?: boolean } = {},
): string[] => {
  const { valid, holds, signer, issuer, trusted, stampTrusted, stampDoubt, certificateTo, revocation } =
    signature
  const doubts: string[] = []
  if (trusted === false)
    doubts.push(
      `chứng thư của «${signer}» không do tổ chức chứng thực được cơ quan tin cậy cấp (nơi cấp ghi là «${issuer}»)`,
    )
  if (!(isIssued ? holds : valid)) return doubts
  if (!isIssued) doubts.push(...doubtsOfTime(signature, checkedAt))
  if (stampTrusted === true) return doubts
  const uncounted = stampDoubt === null ? "" : ` (dấu thời gian đi kèm không được tính: ${stampDoubt})`
  const unproven = `mà không có dấu thời gian tin cậy cho biết đã ký trước đó${uncounted}`
  if (certificateTo !== null && new Date(certificateTo) < knownBy)
    doubts.push(`chứng thư của «${signer}» đã hết hạn ngày ${inWords(certificateTo)}, ${unproven}`)
  const revokedAt = revocation?.revokedAt
  if (revokedAt && new Date(revokedAt) <= knownBy)
    doubts.push(`chứng thư của «${signer}» đã bị thu hồi ngày ${inWords(revokedAt)}, ${unproven}`)
  return doubts
}

/**
 * How far two clocks may be apart, how far ahead a time is where software takes that of the place for Greenwich's, and how late a
 * timestamp that is asked for at once may come; milliseconds.
 */
const APART = { clocks: 10 * 60_000, ahead: 24 * 3_600_000, stamp: 24 * 3_600_000 }

/**
 * A signer's own time is a claim. It cannot be later than the day the signature is known, nor than the timestamp over it, and one
 * that is much earlier is no better than a wrong one. A stamp that does not count says nothing, as if there were
 * none. In training the office's clock is moved, so that days to come say nothing.
 */
function doubtsOfTime(
  { signer, issuer, signedAt, containerAt, stampedAt, stampTrusted }: VerifiedSignature,
  checkedAt: Date,
): string[] {
  const doubts: string[] = []
  const isTraining = isSameName(issuer, TRAINING_AUTHORITY)
  if (signedAt === null || isTraining) return doubts
  const claimed = new Date(signedAt).getTime()
  const latest = containerAt !== null && new Date(containerAt).getTime() > claimed ? containerAt : signedAt
  if (new Date(latest).getTime() > checkedAt.getTime() + APART.ahead)
    doubts.push(`«${signer}» ghi thời điểm ký ${inWords(latest)}, sau thời điểm kiểm tra`)
  if (stampedAt === null || stampTrusted === false) return doubts
  const stamped = new Date(stampedAt).getTime()
  if (stamped < claimed - APART.clocks)
    doubts.push(
      `dấu thời gian trên chữ ký của «${signer}» (${inWords(stampedAt)}) có trước thời điểm ký tự ghi`,
    )
  if (stamped > claimed + APART.stamp)
    doubts.push(
      `dấu thời gian trên chữ ký của «${signer}» (${inWords(stampedAt)}) lấy sau thời điểm ký tự ghi hơn một ngày`,
    )
  return doubts
}

const inWords = (instant: string): string => formatDay(dayOf(new Date(instant)))
