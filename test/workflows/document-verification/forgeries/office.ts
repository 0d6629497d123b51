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
  const sign = (bytes: Uint8Array, by: MadeUp = person, when = at("09:00:00")) =>
    signedWith(bytes, "personal", by, when)
  const number = (bytes: Uint8Array) => assignNumberInPdf(bytes, { number: "15", day: DAY })
  const seal = (bytes: Uint8Array, by: MadeUp = agency, when = at("10:00:00")) =>
    signedWith(bytes, "agency", by, when)
  const signed = await sign(drawn)
  const numbered = await number(signed)
  const sealed = await seal(numbered)
  const known: KnownAuthorities = { certificates: [derOf(root)], revocationLists: [] }
  /** All that follows the drawing, by those whose it is. */
  const issue = async (bytes: Uint8Array) => seal(await number(await sign(bytes)))
  return { root, person, agency, drawn, signed, numbered, sealed, known, sign, number, seal, issue }
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
