import { aFrozenEdition } from "#seeds/builders/a-frozen-edition.ts"
import { DEPUTY, FACTS } from "#test/setup/a-decision.ts"
import {
  aCertificate,
  anIssuer,
  derOf,
  type MadeUp,
} from "#test/workflows/signatures/made-up-certificates.ts"
import { assignNumberInPdf } from "#workflows/document-drawing/assign-number-in-pdf.server.ts"
import { drawDecision } from "#workflows/document-drawing/draw-decision.server.ts"
import type { KnownAuthorities } from "#workflows/signatures/known-authorities.ts"
import { signedWith } from "../issued-with.ts"

export const AGENCY = "Ủy ban nhân dân tỉnh Đắk Nông"
const DAY = "2023-05-12"
export const at = (time: string, day = DAY) => new Date(`${day}T${time}+07:00`)
/** When a file is sent in. */
export const TODAY = at("08:00:00", "2023-06-01")

/** A decision of the product's own drawing with certificates of a known authority, at every stage. */
export type Office = Awaited<ReturnType<typeof openOffice>>

export const edition = aFrozenEdition({ rows: 6 })
export const otherEdition = aFrozenEdition({ rows: 9 })

export const openOffice = async () => {
  const root = await anIssuer("CA công vụ")
  const person = await aCertificate(DEPUTY.fullName, { by: root })
  const agency = await aCertificate(AGENCY, { by: root })
  const { bytes: drawn } = await drawDecision(edition, FACTS)
  const { bytes: drawnForInitials } = await drawDecision(edition, { ...FACTS, initials: true })
  const sign = (bytes: Uint8Array, by: MadeUp = person, when = at("09:00:00")) =>
    signedWith(bytes, "personal", by, when)
  const initial = (bytes: Uint8Array, by: MadeUp, when = at("08:30:00")) =>
    signedWith(bytes, "initial", by, when)
  const number = (bytes: Uint8Array) => assignNumberInPdf(bytes, { number: "15", day: DAY })
  const seal = (bytes: Uint8Array, by: MadeUp = agency, when = at("10:00:00")) =>
    signedWith(bytes, "agency", by, when)
  const signed = await sign(drawn)
  const numbered = await number(signed)
  const sealed = await seal(numbered)
  const known: KnownAuthorities = { certificates: [derOf(root)], revocationLists: [] }
  const issueBy = async (bytes: Uint8Array, by: MadeUp) => seal(await number(await sign(bytes, by)))
  /** All that follows the drawing, by those whose it is. */
  const issue = (bytes: Uint8Array) => issueBy(bytes, person)
  return {
    root,
    person,
    agency,
    drawn,
    drawnForInitials,
    signed,
    numbered,
    sealed,
    known,
    initial,
    sign,
    number,
    seal,
    issue,
    issueBy,
  }
}

/** One way to pass something else off as an issued decision. */
export type Forgery = {
  name: string
  make: (office: Office) => Promise<Uint8Array> | Uint8Array
  /** What has to be said of it. */
  words: RegExp
  /** Beside the authority of the office. */
  known?: (office: Office) => KnownAuthorities | Promise<KnownAuthorities>
  /** When it is sent in. */
  knownBy?: Date
}
