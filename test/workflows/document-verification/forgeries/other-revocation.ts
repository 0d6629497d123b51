import { KeyObject, sign as signBytes } from "node:crypto"
import { PdfArray, PdfDict } from "@libpdf/core"
import * as asn1 from "asn1js"
import * as pkijs from "pkijs"
import {
  aCertificate,
  anIssuer,
  derOf,
  type MadeUp,
  USAGE,
} from "#test/workflows/signatures/made-up-certificates.ts"
import { savedOver, streamOf } from "./forged-file.ts"
import { octets, oid, SHA, sequence, tagged } from "./made-up-cms.ts"
import { at, type Forgery, type Office } from "./office.ts"

const ENGINE = new pkijs.CryptoEngine({ name: "thử", crypto: globalThis.crypto })
const BEFORE = at("09:00:00", "2023-05-01")
const AFTER = at("09:00:00", "2023-05-20")

type Listing = { by: MadeUp; revoked?: MadeUp[]; from?: Date; until?: Date }
/** A list of revoked certificates in the name of its maker (RFC 5280, 5.1). */
const aList = async ({ by, revoked = [], from = AFTER, until }: Listing): Promise<Uint8Array> => {
  const time = (valueDate: Date) => new asn1.UTCTime({ valueDate })
  const algorithm = () => sequence(oid(SHA["SHA-256"].ecdsa))
  const entries = revoked.map((one) => sequence(parsed(one).serialNumber, time(BEFORE)))
  const content = sequence(
    new asn1.Integer({ value: 1 }),
    algorithm(),
    parsed(by).subject.toSchema(),
    time(from),
    ...(until ? [time(until)] : []),
    ...(entries.length > 0 ? [sequence(...entries)] : []),
  )
  const signature = signBytes("sha256", Buffer.from(content.toBER()), KeyObject.from(by.keys.privateKey))
  const list = sequence(
    content,
    algorithm(),
    new asn1.BitString({ valueHex: Uint8Array.from(signature).buffer }),
  )
  return new Uint8Array(list.toBER())
}
const parsed = (made: MadeUp) => pkijs.Certificate.fromBER(Uint8Array.from(derOf(made)).buffer)

type Answer = { by: MadeUp; of: MadeUp; issuer: MadeUp; at?: Date; brings?: MadeUp[] }
/** An answer that one certificate stands (RFC 6960). */
const anAnswer = async ({ by, of, issuer, at: from = AFTER, brings = [] }: Answer): Promise<Uint8Array> => {
  const [own, above, maker] = [parsed(of), parsed(issuer), parsed(by)]
  const id = new pkijs.CertID()
  await id.createForCertificate(own, { hashAlgorithm: "SHA-256", issuerCertificate: above }, ENGINE)
  const time = () => new asn1.GeneralizedTime({ valueDate: from })
  const good = new asn1.Primitive({ idBlock: { tagClass: 3, tagNumber: 0 } })
  const data = sequence(
    tagged(1, maker.subject.toSchema()),
    time(),
    sequence(sequence(id.toSchema(), good, time())),
  )
  const signature = signBytes("sha256", Buffer.from(data.toBER()), KeyObject.from(by.keys.privateKey))
  const basic = sequence(
    data,
    sequence(oid(SHA["SHA-256"].ecdsa)),
    new asn1.BitString({ valueHex: Uint8Array.from(signature).buffer }),
    ...(brings.length > 0
      ? [tagged(0, sequence(...brings.map((one) => asn1.fromBER(Uint8Array.from(derOf(one)).buffer).result)))]
      : []),
  )
  const response = sequence(
    new asn1.Enumerated({ value: 0 }),
    tagged(0, sequence(oid("1.3.6.1.5.5.7.48.1.1"), octets(new Uint8Array(basic.toBER())))),
  )
  return new Uint8Array(response.toBER())
}

/** A decision with validation data laid beside it. */
export const carrying = (
  bytes: Uint8Array,
  data: { CRLs?: Uint8Array[]; OCSPs?: Uint8Array[]; Certs?: Uint8Array[] },
): Promise<Uint8Array> =>
  savedOver(bytes, (pdf) => {
    const entries = Object.entries(data).map(([kind, all]) => [
      kind,
      new PdfArray(all.map((one) => pdf.context.register(streamOf(Buffer.from(one).toString("latin1"))))),
    ])
    pdf.getCatalog().set("DSS", PdfDict.of(Object.fromEntries(entries)))
  })

/** The leader's certificate fell before it signed, by a list kept here; what the file brings says otherwise. */
const hidden = (
  what: string,
  bring: (office: Office) => Promise<Parameters<typeof carrying>[1]>,
): Forgery => ({
  name: what,
  make: async (office) => carrying(office.sealed, await bring(office)),
  known: async ({ known, root, person }) => ({
    ...known,
    revocationLists: [await aList({ by: root, revoked: [person] })],
  }),
  words: /đã bị thu hồi ngày .* trước thời điểm ký/u,
})

/** A revoked signer. */
export const OTHER_REVOCATION: Forgery[] = [
  hidden("nothing beside the signatures", async () => ({})),
  hidden("a list of another authority of the same names", async () => ({
    CRLs: [await aList({ by: await anIssuer("CA công vụ") })],
  })),
  hidden("a newer list of the authority that leaves it out", async ({ root }) => ({
    CRLs: [await aList({ by: root, from: at("09:00:00", "2023-05-30") })],
  })),
  hidden("an answer of another authority of the same names", async ({ person, root }) => ({
    OCSPs: [await anAnswer({ by: await anIssuer("CA công vụ"), of: person, issuer: root })],
  })),
  hidden("certificates of somebody else's making", async () => ({
    Certs: [derOf(await anIssuer("CA công vụ"))],
  })),
  {
    name: "the file itself carries the list that revokes it",
    make: async ({ sealed, root, person }) =>
      carrying(sealed, { CRLs: [await aList({ by: root, revoked: [person] })] }),
    words: /đã bị thu hồi ngày .* trước thời điểm ký/u,
  },
]

/** Words that a certificate stands which nobody may believe, each laid beside a sound decision. */
export const UNBELIEVED: [string, (office: Office) => Promise<Parameters<typeof carrying>[1]>][] = [
  [
    "a list by another authority of the same names",
    async () => ({ CRLs: [await aList({ by: await anIssuer("CA công vụ") })] }),
  ],
  ["a list by the leader", async ({ person }) => ({ CRLs: [await aList({ by: person })] })],
  [
    "a list that ends before it begins",
    async ({ root }) => ({ CRLs: [await aList({ by: root, until: BEFORE })] }),
  ],
  [
    "an answer by somebody the authority has not certified to answer",
    async ({ root, person }) => {
      const other = await aCertificate("Trả lời", { by: root })
      return { OCSPs: [await anAnswer({ by: other, of: person, issuer: root, brings: [other] })] }
    },
  ],
  [
    "an answer by who may answer for another authority of the same names",
    async ({ root, person }) => {
      const other = await aCertificate("Trả lời", {
        by: await anIssuer("CA công vụ"),
        purposes: ["1.3.6.1.5.5.7.3.9"],
      })
      return { OCSPs: [await anAnswer({ by: other, of: person, issuer: root, brings: [other] })] }
    },
  ],
  [
    "an answer by who may answer and no longer does",
    async ({ root, person }) => {
      const other = await aCertificate("Trả lời", {
        by: root,
        purposes: ["1.3.6.1.5.5.7.3.9"],
        to: "2023-01-01",
      })
      return { OCSPs: [await anAnswer({ by: other, of: person, issuer: root, brings: [other] })] }
    },
  ],
  [
    "an answer by who may answer and not sign",
    async ({ root, person }) => {
      const other = await aCertificate("Trả lời", {
        by: root,
        purposes: ["1.3.6.1.5.5.7.3.9"],
        usages: USAGE.keyAgreement,
      })
      return { OCSPs: [await anAnswer({ by: other, of: person, issuer: root, brings: [other] })] }
    },
  ],
  [
    "an answer about the same number of another authority",
    async ({ root, person }) => {
      const other = await anIssuer("CA khác")
      return { OCSPs: [await anAnswer({ by: root, of: person, issuer: other })] }
    },
  ],
]

/** Words that are to be believed. */
export const BELIEVED: [string, (office: Office) => Promise<Parameters<typeof carrying>[1]>][] = [
  ["a list of its authority", async ({ root }) => ({ CRLs: [await aList({ by: root })] })],
  [
    "an answer of its authority",
    async ({ root, person }) => ({ OCSPs: [await anAnswer({ by: root, of: person, issuer: root })] }),
  ],
  [
    "an answer by whom its authority has certified to answer",
    async ({ root, person }) => {
      const other = await aCertificate("Trả lời", { by: root, purposes: ["1.3.6.1.5.5.7.3.9"] })
      return { OCSPs: [await anAnswer({ by: other, of: person, issuer: root, brings: [other] })] }
    },
  ],
]

/** A word that is true, from before the signature. */
export const tooOld = ({ root }: Office) => aList({ by: root, from: BEFORE })
