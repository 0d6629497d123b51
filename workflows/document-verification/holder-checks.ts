import type { CarriedEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import { committeeName } from "#models/reference/province.ts"
import { foldText, isSameName, normaliseText } from "#models/shared/text.ts"
import {
  type HolderIdentifiers,
  isSameCitizen,
  numbersOfKind,
  plainAgencyCode,
} from "#workflows/signatures/certificate-identifiers.ts"
import type { VerificationCheck } from "./verification-report.ts"

/** What the certificates of the person and of the agency say of their holders; null where the signature is missing. */
export type Holders = {
  personal: HolderIdentifiers | null
  agency: HolderIdentifiers | null
  /** Of whoever initialled; null or missing where nobody did. */
  initial?: HolderIdentifiers | null
}

const PROVINCIAL_COMMITTEE = /^uy ban nhan dan (?:tinh|thanh pho) /u
/** A part of the committee is named behind it: `… tỉnh Đắk Nông – Văn phòng`. */
const PART = /^\s*[-–—,;(/]/u

/**
 * What the certificates say of their holders beyond their names; nothing where nothing speaks against them. The seal's must not
 * name another agency, nor the initials' the citizen who signed: whoever answers for the content is not who signs, and one number under two
 * names is one certificate too many. A person's outlives a merger of provinces and names whatever office the person sits in, and its tax number is
 * the person's own: what it says is told and decides nothing.
 */
export const holderChecks = (
  { issuer }: Pick<CarriedEdition, "issuer">,
  { personal, agency, initial }: Holders,
): VerificationCheck[] => {
  const faults = [
    ...unseenFaults("người ký nháy", initial),
    ...unseenFaults("người ký", personal),
    ...unseenFaults("cơ quan", agency),
  ]
  if (initial && personal && isSameCitizen(initial.numbers, personal.numbers))
    faults.push("chứng thư của người ký nháy và của người ký ghi cùng một số định danh cá nhân")
  const other = numbersOfKind(agency?.numbers ?? [], "AGENCY").find(
    (code) => plainAgencyCode(code) !== plainAgencyCode(issuer.orgCode),
  )
  if (other !== undefined)
    faults.push(
      `chứng thư của cơ quan ghi mã định danh «${other}», mã định danh của cơ quan ban hành là «${issuer.orgCode}»`,
    )
  const own = committeeName(issuer)
  const ofAgency = agency?.organisations.find((one) => isElsewhere(one, own))
  if (ofAgency !== undefined)
    faults.push(`chứng thư của cơ quan ghi thuộc tổ chức khác là «${ofAgency}», không phải cơ quan ban hành`)
  if (faults.length > 0)
    return [
      { rule: "holders", ok: false, isForm: true, message: `Chứng thư không đúng: ${faults.join("; ")}.` },
    ]
  const ofPerson = personal?.organisations.find((one) => isElsewhere(one, own))
  if (ofPerson === undefined) return []
  const message = `Lưu ý: chứng thư của người ký ghi thuộc tổ chức «${ofPerson}», khác tên cơ quan ban hành «${own}» (có thể cấp trước khi sắp xếp đơn vị hành chính).`
  return [{ rule: "holders", ok: true, message }]
}

/** A name or a number with something nobody sees in it looks like another, and is compared as another. */
export const unseenFaults = (who: string, holder: HolderIdentifiers | null | undefined): string[] =>
  holder?.unseen?.length
    ? [
        `tên hoặc mã số trong chứng thư của ${who} có ký tự không nhìn thấy được (${holder.unseen.join(", ")})`,
      ]
    : []

/** Whether it is the committee of another province, not ours or a part of it. */
function isElsewhere(organisation: string, own: string): boolean {
  const [said, ours] = [organisation, own].map(normaliseText) as [string, string]
  if (!PROVINCIAL_COMMITTEE.test(foldText(said)) || isSameName(said, ours)) return false
  return !(isSameName(said.slice(0, ours.length), ours) && PART.test(said.slice(ours.length)))
}
