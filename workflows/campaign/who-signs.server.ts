import type { Signatory } from "#models/official-document/official-document.ts"
import type { EditionIssuer } from "#models/reference/issuer.ts"
import { dayOf, type IsoDay } from "#models/shared/dates.ts"
import { RuleBrokenError } from "#models/shared/errors.ts"
import type { OnBehalfOf } from "#models/shared/workflow.ts"
import { findUsers } from "#models/user/user.repository.server.ts"
import { actorOn } from "#models/user/user.ts"
import { maySignUnder, type Signer } from "#workflows/document-text/signing-block.ts"
import type { CampaignDependencies } from "./dependencies.ts"

type WhoSignsDependencies = Pick<CampaignDependencies, "clock"> & {
  reference: Pick<CampaignDependencies["reference"], "signatoriesOn">
}

/** Everyone whose capacity today lets them sign under an authority, each person once; nobody where there is none. */
export const signatoriesToday = async (
  d: WhoSignsDependencies,
  { issuingAuthority }: Pick<EditionIssuer, "issuingAuthority">,
): Promise<Signatory[]> => {
  const holders = await d.reference.signatoriesOn(dayOf(d.clock.now()))
  const able = holders.filter((one) => maySignUnder(one, issuingAuthority))
  return [...new Map(able.map((one) => [one.personId, one])).values()]
}

/** The same, at least one. @throws RuleBrokenError when nobody */
export const ableSignatories = async (
  d: WhoSignsDependencies,
  authority: Pick<EditionIssuer, "issuingAuthority">,
): Promise<[Signatory, ...Signatory[]]> => {
  const [first, ...others] = await signatoriesToday(d, authority)
  if (!first) throw new RuleBrokenError("Hôm nay không có ai giữ thẩm quyền ký để lập văn bản.")
  return [first, ...others]
}

/**
 * The chief of office signs the Tờ trình under the name of whoever submits; until then the place of the name is kept. Whoever
 * submits in the chief's place signs as KT. (a deputy chief) or TUQ. (any other title; NĐ 30/2020 Điều 13).
 */
export const chiefOfOffice = (fullName = "Họ Và Tên", onBehalfOf?: Pick<OnBehalfOf, "position">): Signer => {
  if (!onBehalfOf) return { position: "CHÁNH VĂN PHÒNG", capacity: "HEAD", fullName }
  const position = onBehalfOf.position || "PHÓ CHÁNH VĂN PHÒNG"
  return { position, capacity: position.startsWith("PHÓ ") ? "KT" : "TUQ", fullName }
}

/** Who may be chosen as signatory: holds a capacity and the role of a leader on the day. */
export const leadersWhoMaySign = async (
  d: Pick<WhoSignsDependencies, "reference">,
  day: IsoDay,
): Promise<Signatory[]> => {
  const signatories = await d.reference.signatoriesOn(day)
  const users = await findUsers(signatories.map(({ personId }) => personId))
  const leaders = new Set(
    users
      .filter((user) => user.active)
      .filter((user) => actorOn(user, day).assignments.some(({ role }) => role === "LEADER"))
      .map(({ id }) => id),
  )
  const seen = new Set<string>()
  return signatories.filter(({ personId }) => {
    if (!leaders.has(personId) || seen.has(personId)) return false
    seen.add(personId)
    return true
  })
}
