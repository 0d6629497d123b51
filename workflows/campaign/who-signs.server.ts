import type { Signatory } from "#models/official-document/official-document.ts"
import type { EditionIssuer } from "#models/reference/issuer.ts"
import { dayOf } from "#models/shared/dates.ts"
import { RuleBrokenError } from "#models/shared/errors.ts"
import { maySignUnder, type Signer } from "#workflows/document-text/signing-block.ts"
import type { CampaignDependencies } from "./dependencies.ts"

type WhoSignsDependencies = Pick<CampaignDependencies, "clock"> & {
  reference: Pick<CampaignDependencies["reference"], "signatoriesOn">
}

/** Everyone whose capacity today lets them sign under an authority, each person once. @throws RuleBrokenError when nobody */
export const ableSignatories = async (
  d: WhoSignsDependencies,
  { issuingAuthority }: Pick<EditionIssuer, "issuingAuthority">,
): Promise<[Signatory, ...Signatory[]]> => {
  const holders = await d.reference.signatoriesOn(dayOf(d.clock.now()))
  const able = holders.filter((one) => maySignUnder(one, issuingAuthority))
  const [first, ...others] = new Map(able.map((one) => [one.personId, one])).values()
  if (!first) throw new RuleBrokenError("Hôm nay không có ai giữ thẩm quyền ký để lập văn bản.")
  return [first, ...others]
}

/** The chief of office signs the Tờ trình under the name of whoever submits; until then the place of the name is kept. */
export const chiefOfOffice = (fullName = "Họ Và Tên"): Signer => ({
  position: "CHÁNH VĂN PHÒNG",
  capacity: "HEAD",
  fullName,
})
