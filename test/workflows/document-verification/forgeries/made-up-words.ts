import { createHash, KeyObject, sign as signBytes } from "node:crypto"
import { PdfArray, PdfDict } from "@libpdf/core"
import * as asn1 from "asn1js"
import * as pkijs from "pkijs"
import { derOf, type MadeUp } from "#test/workflows/signatures/made-up-certificates.ts"
import { savedOver, streamOf } from "./forged-file.ts"
import { octets, oid, SHA, sequence, tagged } from "./made-up-cms.ts"
import { at } from "./office.ts"

const ENGINE = new pkijs.CryptoEngine({ name: "thử", crypto: globalThis.crypto })
export const BEFORE = at("09:00:00", "2023-05-01")
export const AFTER = at("09:00:00", "2023-05-20")

const BASIC = "1.3.6.1.5.5.7.48.1.1"
const algorithm = (name: string = SHA["SHA-256"].ecdsa) => sequence(oid(name))
const signedBy = ({ keys }: MadeUp, content: asn1.AsnType) => {
  const signature = signBytes("sha256", Buffer.from(content.toBER()), KeyObject.from(keys.privateKey))
  return new asn1.BitString({ valueHex: Uint8Array.from(signature).buffer })
}
const bytesOf = (value: asn1.AsnType) => new Uint8Array(value.toBER())
const parsed = (made: MadeUp) => pkijs.Certificate.fromBER(Uint8Array.from(derOf(made)).buffer)
const inSequence = (all: asn1.AsnType[]) => (all.length > 0 ? [sequence(...all)] : [])

/** An extension of a list, an answer or an entry of theirs. */
export const saying = (id: string, value: asn1.AsnType, critical = false): asn1.AsnType =>
  sequence(oid(id), ...(critical ? [new asn1.Boolean({ value: true })] : []), octets(bytesOf(value)))

/** One line of a list. */
export const anEntry = (of: MadeUp, when: Date = BEFORE, ...extensions: asn1.AsnType[]): asn1.AsnType =>
  sequence(parsed(of).serialNumber, new asn1.UTCTime({ valueDate: when }), ...inSequence(extensions))

/** As many lines on certificates that nobody here has. */
export const otherEntries = (count: number): asn1.AsnType[] =>
  Array.from({ length: count }, (_, index) =>
    sequence(
      new asn1.Integer({ value: index + 1 }),
      new asn1.UTCTime({ valueDate: BEFORE }),
      sequence(saying("2.5.29.21", new asn1.Enumerated({ value: 4 }))),
    ),
  )

type Listing = {
  by: MadeUp
  revoked?: (MadeUp | asn1.AsnType)[]
  from?: Date
  until?: Date
  extensions?: asn1.AsnType[]
  /** The algorithm it names inside, where that is another. */
  inner?: string
}
/** A list of revoked certificates in the name of its maker (RFC 5280, 5.1). */
export const aList = async ({
  by,
  revoked = [],
  from = AFTER,
  until,
  extensions = [],
  inner,
}: Listing): Promise<Uint8Array> => {
  const time = (valueDate: Date) => new asn1.UTCTime({ valueDate })
  const content = sequence(
    new asn1.Integer({ value: 1 }),
    algorithm(inner),
    parsed(by).subject.toSchema(),
    time(from),
    ...(until ? [time(until)] : []),
    ...inSequence(revoked.map((one) => ("keys" in one ? anEntry(one) : one))),
    ...(extensions.length > 0 ? [tagged(0, sequence(...extensions))] : []),
  )
  return bytesOf(sequence(content, algorithm(), signedBy(by, content)))
}

/** Who answers, said by the digest of the key. */
export const byKey = (of: MadeUp): asn1.AsnType => {
  const key = parsed(of).subjectPublicKeyInfo.subjectPublicKey.valueBlock.valueHexView
  return tagged(2, octets(createHash("sha1").update(key).digest()))
}
/** Who answers, said by name. */
export const byName = (of: MadeUp): asn1.AsnType => tagged(1, parsed(of).subject.toSchema())

type Answer = {
  by: MadeUp
  of: MadeUp
  issuer: MadeUp
  at?: Date
  /** When it was made, where that is another time. */
  produced?: Date
  brings?: MadeUp[]
  /** Since when it is revoked, and the number of the reason; missing: it stands. */
  revoked?: Date
  reason?: number
  status?: number
  type?: string
  /** Who it says has answered, where that is said otherwise than by name. */
  saidBy?: asn1.AsnType
  /** Of the whole, and of the word on the certificate. */
  extensions?: asn1.AsnType[]
  single?: asn1.AsnType[]
}
/** An answer on one certificate (RFC 6960). */
export const anAnswer = async (asked: Answer): Promise<Uint8Array> => {
  const { by, at: from = AFTER, produced = from, brings = [], extensions = [], single = [] } = asked
  const id = new pkijs.CertID()
  await id.createForCertificate(
    parsed(asked.of),
    { hashAlgorithm: "SHA-256", issuerCertificate: parsed(asked.issuer) },
    ENGINE,
  )
  const time = (valueDate: Date) => new asn1.GeneralizedTime({ valueDate })
  const reason = asked.reason === undefined ? [] : [tagged(0, new asn1.Enumerated({ value: asked.reason }))]
  const word = asked.revoked
    ? tagged(1, time(asked.revoked), ...reason)
    : new asn1.Primitive({ idBlock: { tagClass: 3, tagNumber: 0 } })
  const all = (of: asn1.AsnType[]) => (of.length > 0 ? [tagged(1, sequence(...of))] : [])
  const data = sequence(
    asked.saidBy ?? byName(by),
    time(produced),
    sequence(sequence(id.toSchema(), word, time(from), ...all(single))),
    ...all(extensions),
  )
  const beside = brings.map((one) => asn1.fromBER(Uint8Array.from(derOf(one)).buffer).result)
  const basic = sequence(
    data,
    algorithm(),
    signedBy(by, data),
    ...(beside.length > 0 ? [tagged(0, sequence(...beside))] : []),
  )
  const bytes = sequence(oid(asked.type ?? BASIC), octets(bytesOf(basic)))
  return bytesOf(sequence(new asn1.Enumerated({ value: asked.status ?? 0 }), tagged(0, bytes)))
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
