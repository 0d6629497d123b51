import * as asn1 from "asn1js"
import {
  aCertificate,
  anIssuer,
  derOf,
  type MadeUp,
} from "#test/workflows/signatures/made-up-certificates.ts"
import { ATTRIBUTE, aCms, aStamp, attribute, certificateId, withCms } from "./made-up-cms.ts"
import { AFTER, aList, anAnswer, anEntry, BEFORE, carrying, saying } from "./made-up-words.ts"
import { AGENCY, at, type Forgery, type Office } from "./office.ts"

const STAMPED = at("10:00:05")
/** Reasons of RFC 5280, 5.3.1. */
const REASON = {
  unspecified: 0,
  keyCompromise: 1,
  affiliationChanged: 3,
  superseded: 4,
  cessation: 5,
  hold: 6,
}
const because = (reason: number) => saying("2.5.29.21", new asn1.Enumerated({ value: reason }))
const unsafeSince = (valueDate: Date) => saying("2.5.29.24", new asn1.GeneralizedTime({ valueDate }))

type Fallen = {
  /** Lines of the list of the authority that certified who stamps. */
  entries?: (tsa: MadeUp) => asn1.AsnType[]
  /** The answer on it that the file brings. */
  answer?: { revoked: Date; reason?: number }
  /** The seal's certificate runs out, so that nothing but the stamp tells that it was made before. */
  to?: string
  /** It names its certificate by SHA-1, as the first form of a token did. */
  isFirstForm?: boolean
  /** Another authority between, which is the one that is revoked. */
  isBelow?: boolean
}

const stampedBy = (
  name: string,
  { entries, answer, to = "2023-05-25", isBelow = false, isFirstForm = false }: Fallen,
  words: RegExp,
): Forgery => {
  let fallen: MadeUp
  return {
    name,
    make: async ({ root, numbered, seal }) => {
      const between = isBelow ? await anIssuer("CA dấu thời gian", { by: root }) : root
      const tsa = await aCertificate("Dấu thời gian", { by: between, purposes: ["1.3.6.1.5.5.7.3.8"] })
      fallen = isBelow ? between : tsa
      const agency = await aCertificate(AGENCY, { by: root, to })
      const bySha1 = () => [attribute(ATTRIBUTE.certificateBySha1, certificateId(derOf(tsa), "sha1"))]
      const unsigned = async (signature: Uint8Array) => [
        await aStamp(tsa, STAMPED, signature, "SHA-256", isFirstForm ? { named: bySha1 } : {}),
      ]
      const sealed = await withCms(await seal(numbered, agency), (digestOf) =>
        aCms(agency, digestOf, { unsigned }),
      )
      return answer
        ? carrying(sealed, { OCSPs: [await anAnswer({ by: root, of: fallen, issuer: root, ...answer })] })
        : sealed
    },
    known: async ({ known, root }: Office) => ({
      ...known,
      revocationLists: entries ? [await aList({ by: root, revoked: entries(fallen) })] : [],
    }),
    words,
  }
}

const uncounted = (why: string, who = "Dấu thời gian") =>
  new RegExp(
    `đã hết hạn ngày 25/05/2023, mà không có dấu thời gian tin cậy .*không được tính: chứng thư của «${who}» bảo đảm cho dấu này đã bị thu hồi ngày .* ${why}`,
    "u",
  )
const EARLIER = "trước khi cấp dấu"
const LOST = "vì có thể đã lộ khóa"

/** A seal that outlived its certificate by nothing but the stamp of somebody whose word counts for nothing. */
export const FALLEN_STAMPS: Forgery[] = [
  stampedBy(
    "an authority of time that had been replaced before",
    { entries: (tsa) => [anEntry(tsa, BEFORE, because(REASON.superseded))] },
    uncounted(EARLIER),
  ),
  stampedBy(
    "an authority of time that was replaced the moment it stamped",
    { entries: (tsa) => [anEntry(tsa, STAMPED, because(REASON.superseded))] },
    uncounted(EARLIER),
  ),
  stampedBy(
    "an authority of time that lost its key later",
    { entries: (tsa) => [anEntry(tsa, AFTER, because(REASON.keyCompromise))] },
    uncounted(LOST),
  ),
  stampedBy(
    "an authority of time that was revoked later and no reason told",
    { entries: (tsa) => [anEntry(tsa, AFTER)] },
    uncounted(LOST),
  ),
  stampedBy(
    "an authority of time that is held back",
    { entries: (tsa) => [anEntry(tsa, AFTER, because(REASON.hold))] },
    uncounted(LOST),
  ),
  stampedBy(
    "an authority of time that was replaced later, and no longer to be relied upon from before it stamped",
    { entries: (tsa) => [anEntry(tsa, AFTER, because(REASON.superseded), unsafeSince(BEFORE))] },
    uncounted(EARLIER),
  ),
  stampedBy(
    "an authority of time that was replaced later and then found to have lost its key",
    {
      entries: (tsa) => [
        anEntry(tsa, AFTER, because(REASON.superseded)),
        anEntry(tsa, at("09:00:00", "2023-05-26"), because(REASON.keyCompromise)),
      ],
    },
    uncounted(LOST),
  ),
  stampedBy(
    "an authority of time below one that lost its key",
    { isBelow: true, entries: (above) => [anEntry(above, AFTER, because(REASON.keyCompromise))] },
    uncounted(LOST, "CA dấu thời gian"),
  ),
  stampedBy(
    "an authority of time that lost its key later, by an answer in the file itself",
    { answer: { revoked: AFTER, reason: REASON.keyCompromise } },
    uncounted(LOST),
  ),
  stampedBy(
    "an authority of time that was revoked later, by an answer in the file that tells no reason",
    { answer: { revoked: AFTER } },
    uncounted(LOST),
  ),
]

const COUNTED = /dấu thời gian: 10:00 12\/05\/2023$/mu

/** Stamps that count, of one that nobody revoked or that did no harm; and one that does not, under a certificate that needs none. */
export const STANDING_STAMPS: Forgery[] = [
  stampedBy("a stamp of an authority that stands", {}, COUNTED),
  stampedBy("a stamp that names its certificate by SHA-1", { isFirstForm: true }, COUNTED),
  ...(["unspecified", "affiliationChanged", "superseded", "cessation"] as const).map((reason) =>
    stampedBy(
      `a stamp of an authority that was revoked later: ${reason}`,
      { entries: (tsa) => [anEntry(tsa, AFTER, because(REASON[reason]))] },
      COUNTED,
    ),
  ),
  stampedBy(
    "a stamp of an authority that was replaced later, by an answer in the file",
    { answer: { revoked: AFTER, reason: REASON.superseded } },
    COUNTED,
  ),
  stampedBy(
    "a stamp of an authority that lost its key, under a certificate that still holds",
    { to: "2030-01-01", entries: (tsa) => [anEntry(tsa, AFTER, because(REASON.keyCompromise))] },
    /bảo đảm cho dấu này đã bị thu hồi ngày 20\/05\/2023 vì có thể đã lộ khóa nên giờ này không được tính/u,
  ),
]
