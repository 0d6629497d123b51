import type { Signatory } from "#models/official-document/official-document.ts"
import type { EditionIssuer } from "#models/reference/issuer.ts"
import { committeeName } from "#models/reference/province.ts"
import { RuleBrokenError } from "#models/shared/errors.ts"

/** Who signs, as far as a document shows it. */
export type Signer = Pick<Signatory, "position" | "capacity" | "fullName">

/** The authority line: the head's title, or the name of the collective (NĐ 30/2020 Phụ lục III, note 6). */
export const authorityLine = ({ issuingAuthority, provinceUpper }: EditionIssuer): string =>
  issuingAuthority === "CHAIRMAN"
    ? `CHỦ TỊCH ỦY BAN NHÂN DÂN ${provinceUpper}`
    : `ỦY BAN NHÂN DÂN ${provinceUpper}`

/** `Chủ tịch Ủy ban nhân dân tỉnh Đắk Nông`, inside running text. */
export const issuerInText = (issuer: EditionIssuer): string =>
  issuer.issuingAuthority === "CHAIRMAN" ? `Chủ tịch ${committeeName(issuer)}` : committeeName(issuer)

const COMMITTEE = "TM. ỦY BAN NHÂN DÂN"

/**
 * Lines of quyền hạn, chức vụ above the signature; they must agree with the authority line (decision-layout.md §4.4,
 * NĐ 30/2020 Phụ lục I, II.7).
 * @throws RuleBrokenError when the capacity cannot sign under that authority
 */
export const capacityLines = (signer: Signer, authority: Authority): string[] => {
  const lines = linesUnder(signer, authority)
  if (lines) return lines
  throw new RuleBrokenError(
    `Quyền hạn ký «${signer.capacity}» của ${signer.fullName} không phù hợp với thẩm quyền ban hành ${
      authority === "COMMITTEE" ? "của Ủy ban nhân dân" : "của người đứng đầu"
    }. Chọn người ký hoặc quyền hạn ký khác.`,
    { capacity: signer.capacity, authority },
  )
}

/** Whether the capacity can sign under that authority. */
export const maySignUnder = (signer: Signer, authority: Authority): boolean =>
  linesUnder(signer, authority) !== null

type Authority = EditionIssuer["issuingAuthority"] | "HEAD_OF_OFFICE"

/** A deputy bears the head's title; whoever signs by mandate another one. */
const headOfOffice = (capacity: Signer["capacity"], position: string): string =>
  capacity === "TUQ" ? "CHÁNH VĂN PHÒNG" : position.replace(/^PHÓ /u, "")

function linesUnder({ capacity, position }: Signer, authority: Authority): string[] | null {
  const head = authority === "HEAD_OF_OFFICE" ? headOfOffice(capacity, position) : "CHỦ TỊCH"
  if (authority === "COMMITTEE") {
    // The chairman signs for the committee he presides over, a deputy for him (NĐ 30/2020 Điều 13(2)).
    if (capacity === "TM" || (capacity === "HEAD" && position === head)) return [COMMITTEE, position]
    if (capacity === "Q" && position.replace(/^Q\. /u, "") === head) return [COMMITTEE, `Q. ${head}`]
    if (capacity === "TM_KT" || (capacity === "KT" && position === `PHÓ ${head}`))
      return [COMMITTEE, `KT. ${head}`, position]
  } else {
    // Head of what: the head of the office does not sign what the chairman issues.
    if (capacity === "HEAD" && position.endsWith(head)) return [position]
    if (capacity === "Q") return [position.startsWith("Q. ") ? position : `Q. ${position}`]
    if (capacity === "KT" || capacity === "TL" || capacity === "TUQ")
      return [`${capacity}. ${head}`, position]
  }
  return null
}
