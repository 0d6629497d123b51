import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import { auditDraft } from "#models/audit/audit-event.ts"
import { dayOf, formatDay } from "#models/shared/dates.ts"
import { RuleBrokenError } from "#models/shared/errors.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { type OfficeDependencies, recordDenials } from "#workflows/authorise.server.ts"
import {
  isOtherCitizen,
  numbersOfKind,
  shownCitizenNumbers,
} from "#workflows/signatures/certificate-identifiers.ts"
import { NUMBER_UNSAID, numberStandingOf } from "./earlier-signatures.server.ts"

/** Who signs, on what. */
export type Signing = { signer: Actor; on: { kind: "campaign" | "reportingPeriod"; id: string } }

/**
 * Refuses a certificate that says another citizen's number than the one in this person's signatures before: it is a namesake's,
 * whatever else of it is right. What says no number is compared with nothing and passes; where one before said one, the log says so, and
 * their file shows it. The log has what was refused too.
 * @param numbers of the certificate, as written
 * @throws RuleBrokenError
 */
export const assertOwnNumber = async (
  d: OfficeDependencies,
  numbers: readonly string[],
  { signer, on }: Signing,
): Promise<void> => {
  const { last, unreadable } = await numberStandingOf(signer.id)
  if (numbersOfKind(numbers, "CITIZEN").length === 0) {
    if (last) await noteUnsaid(d, { signer, on })
    return
  }
  if (!last && unreadable)
    throw new RuleBrokenError(
      `Chưa đọc được chữ ký ngày ${formatDay(dayOf(new Date(unreadable.at)))} của bạn để so số định danh trong chứng thư nên chưa ký; văn bản giữ nguyên. Lý do: ${unreadable.why} Ký lại sau ít phút; nếu vẫn vậy, báo quản trị đề nghị cho dùng số định danh mới ở «Quản trị, Dữ liệu của từng người»; người thứ hai xác nhận xong thì ký lại.`,
    )
  if (!last || !isOtherCitizen(last.numbers, numbers)) return
  await recordDenials(d, signer, [{ subject: on, action: "signature.otherNumber" }])
  throw new RuleBrokenError(
    `Chứng thư số vừa dùng ghi số định danh cá nhân «${shownCitizenNumbers(numbers).join(", ")}», khác số trong chứng thư bạn đã ký ngày ${formatDay(dayOf(new Date(last.at)))} nên chưa ký; văn bản giữ nguyên. Ký lại bằng chứng thư của chính mình. Nếu số của bạn đã đổi (ví dụ từ CMND sang CCCD), báo quản trị đề nghị cho dùng số định danh mới ở «Quản trị, Dữ liệu của từng người»; người thứ hai xác nhận xong thì ký lại.`,
  )
}

const noteUnsaid = (d: OfficeDependencies, { signer, on }: Signing): Promise<void> =>
  d.store.inTransaction((session) =>
    appendAuditEntries(
      [
        auditDraft(
          { subject: { kind: "user", id: signer.id }, type: NUMBER_UNSAID, payload: on },
          signer,
          d.clock.now(),
        ),
      ],
      session,
    ),
  )
