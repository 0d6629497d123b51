import type { CarriedEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import { committeeName } from "#models/reference/province.ts"
import { foldText, isSameName } from "#models/shared/text.ts"
import {
  type HolderIdentifiers,
  numbersOfKind,
  plainAgencyCode,
} from "#workflows/signatures/certificate-identifiers.ts"

/** What the certificates of the person and of the agency say of their holders; null where the signature is missing. */
export type Holders = { personal: HolderIdentifiers | null; agency: HolderIdentifiers | null }

const PROVINCIAL_COMMITTEE = /^uy ban nhan dan (?:tinh|thanh pho) /u

/**
 * What speaks against the holders beyond their names, in Vietnamese: a code of another agency, a provincial committee of another
 * province, two tax numbers in one decision. Certificates that say nothing of these are judged by names alone. A person's own number
 * is shown and not compared: the office keeps none.
 */
export const faultsOfHolders = (
  { issuer }: Pick<CarriedEdition, "issuer">,
  { personal, agency }: Holders,
): string[] => {
  const faults: string[] = []
  const other = numbersOfKind(agency?.numbers ?? [], "AGENCY").find(
    (code) => plainAgencyCode(code) !== plainAgencyCode(issuer.orgCode),
  )
  if (other !== undefined)
    faults.push(
      `chứng thư của cơ quan ghi mã định danh «${other}», mã định danh của cơ quan ban hành là «${issuer.orgCode}»`,
    )
  for (const [whose, holder] of [
    ["người ký", personal],
    ["cơ quan", agency],
  ] as const) {
    const elsewhere = holder?.organisations.find(
      (one) => PROVINCIAL_COMMITTEE.test(foldText(one)) && !isSameName(one, committeeName(issuer)),
    )
    if (elsewhere !== undefined)
      faults.push(
        `chứng thư của ${whose} ghi thuộc tổ chức khác là «${elsewhere}», không phải cơ quan ban hành`,
      )
  }
  const [taxOfPerson, taxOfAgency] = [personal, agency].map((one) => numbersOfKind(one?.numbers ?? [], "TAX"))
  if (taxOfPerson?.length && taxOfAgency?.length && !taxOfPerson.some((one) => taxOfAgency.includes(one)))
    faults.push(
      `mã số thuế ghi trong chứng thư của người ký («${taxOfPerson[0]}») khác mã trong chứng thư của cơ quan («${taxOfAgency[0]}»)`,
    )
  return faults
}
