import { createHash } from "node:crypto"
import * as asn1 from "asn1js"
import * as pkijs from "pkijs"
import { derOf, type MadeUp } from "#test/workflows/signatures/made-up-certificates.ts"
import { ATTRIBUTE, aCms, attribute, octets, oid, SHA, sequence, tagged, withCms } from "./made-up-cms.ts"
import type { Forgery, Office } from "./office.ts"

const parsed = (made: MadeUp) => pkijs.Certificate.fromBER(Uint8Array.from(derOf(made)).buffer)
const directory = (name: asn1.AsnType) => tagged(4, name)
const issuerOf = (made: MadeUp) => directory(parsed(made).issuer.toSchema())

/** The same name, each part written in the kind of text that holds all letters. */
const issuerAnew = (made: MadeUp) =>
  directory(
    sequence(
      ...parsed(made).issuer.typesAndValues.map(
        ({ type, value }) =>
          new asn1.Set({
            value: [sequence(oid(type), new asn1.Utf8String({ value: String(value.valueBlock.value) }))],
          }),
      ),
    ),
  )

/** The seal names its certificate by its digest, and once more by who issued it under which number. */
const naming = (
  name: string,
  beside: (office: Office) => asn1.AsnType,
  { words, digest = false }: { words: RegExp; digest?: boolean },
): Forgery => ({
  name,
  make: (office) =>
    withCms(office.sealed, (digestOf) =>
      aCms(office.agency, digestOf, {
        attributes: ({ type, digest: content }) => [
          type,
          content,
          attribute(
            ATTRIBUTE.certificate,
            sequence(
              sequence(
                sequence(
                  ...(digest ? [sequence(oid(SHA["SHA-256"].digest))] : []),
                  octets(createHash("sha256").update(derOf(office.agency)).digest()),
                  beside(office),
                ),
              ),
            ),
          ),
        ],
      }),
    ),
  words,
})
const OTHER = { words: /ghi nơi cấp và số của một chứng thư khác với chứng thư của người ký/u }

export const NAMED_OTHERWISE: Forgery[] = [
  naming(
    "somebody else's name and number",
    ({ person }) =>
      sequence(sequence(directory(parsed(person).subject.toSchema())), new asn1.Integer({ value: 7 })),
    OTHER,
  ),
  naming(
    "the number of another certificate of its authority",
    ({ agency, person }) => sequence(sequence(issuerOf(agency)), parsed(person).serialNumber),
    OTHER,
  ),
  naming(
    "the number of its certificate under another authority",
    ({ agency }) =>
      sequence(sequence(directory(parsed(agency).subject.toSchema())), parsed(agency).serialNumber),
    { ...OTHER, digest: true },
  ),
  naming(
    "its authority and another",
    ({ agency }) =>
      sequence(
        sequence(issuerOf(agency), directory(parsed(agency).subject.toSchema())),
        parsed(agency).serialNumber,
      ),
    OTHER,
  ),
  naming("no authority", ({ agency }) => sequence(sequence(), parsed(agency).serialNumber), OTHER),
  naming("what cannot be read", () => new asn1.Null(), OTHER),
]

const HOLDS = /Chữ ký số của cơ quan hợp lệ/u
/** As software writes it. */
export const NAMED_TWICE: Forgery[] = [
  naming(
    "its certificate is named by authority and number too",
    ({ agency }) => sequence(sequence(issuerOf(agency)), parsed(agency).serialNumber),
    { words: HOLDS },
  ),
  naming(
    "its certificate is named by authority and number too, the name in another kind of text",
    ({ agency }) => sequence(sequence(issuerAnew(agency)), parsed(agency).serialNumber),
    { words: HOLDS, digest: true },
  ),
]
