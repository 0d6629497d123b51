import { createHash, KeyObject, sign as signBytes } from "node:crypto"
import * as asn1 from "asn1js"
import * as pkijs from "pkijs"
import { derOf, type MadeUp } from "#test/workflows/signatures/made-up-certificates.ts"

type Value = asn1.AsnType
const ENGINE = new pkijs.CryptoEngine({ name: "thử", crypto: globalThis.crypto })
export const oid = (value: string) => new asn1.ObjectIdentifier({ value })
export const sequence = (...value: Value[]) => new asn1.Sequence({ value })
const set = (...value: Value[]) => new asn1.Set({ value })
export const octets = (bytes: Uint8Array) => new asn1.OctetString({ valueHex: Uint8Array.from(bytes).buffer })
export const tagged = (tagNumber: number, ...value: Value[]) =>
  new asn1.Constructed({ idBlock: { tagClass: 3, tagNumber }, value })
export const attribute = (type: string, ...values: Value[]) => sequence(oid(type), set(...values))
const read = (bytes: Uint8Array): Value => asn1.fromBER(Uint8Array.from(bytes).buffer).result
const written = (value: Value) => new Uint8Array(value.toBER(false))

export const SHA = {
  "SHA-1": { digest: "1.3.14.3.2.26", ecdsa: "1.2.840.10045.4.1" },
  "SHA-256": { digest: "2.16.840.1.101.3.4.2.1", ecdsa: "1.2.840.10045.4.3.2" },
} as const
export const ATTRIBUTE = {
  contentType: "1.2.840.113549.1.9.3",
  messageDigest: "1.2.840.113549.1.9.4",
  signingTime: "1.2.840.113549.1.9.5",
  certificate: "1.2.840.113549.1.9.16.2.47",
  certificateBySha1: "1.2.840.113549.1.9.16.2.12",
  timestamp: "1.2.840.113549.1.9.16.2.14",
} as const
const bufferOf = (made: MadeUp) => Uint8Array.from(derOf(made)).buffer
const DATA = "1.2.840.113549.1.7.1"

export type Making = {
  hash?: keyof typeof SHA
  /** The signed attributes, from the plain ones. */
  attributes?: (plain: Record<"type" | "digest" | "certificate", Value>) => Value[]
  /** DER of those laid beside it. */
  certificates?: Uint8Array[]
  /** Whose certificate is named as the signer's. */
  named?: MadeUp
  /** Who really signs. */
  keys?: CryptoKeyPair
  content?: Value
  unsigned?: (signature: Uint8Array) => Value[] | Promise<Value[]>
  algorithm?: string
  /** What is signed instead of the attributes. */
  signs?: Uint8Array
  twice?: boolean
}

export const certificateId = (der: Uint8Array, hash: "sha256" | "sha1" = "sha256"): Value =>
  sequence(sequence(sequence(octets(createHash(hash).update(der).digest()))))

/** A detached signature as ours are, but for what is asked otherwise. */
export const aCms = async (
  signer: MadeUp,
  digestOf: (hash: string) => Uint8Array,
  making: Making = {},
): Promise<Uint8Array> => {
  const { hash = "SHA-256", named = signer } = making
  const node = hash.replace("-", "").toLowerCase()
  const plain = {
    type: attribute(ATTRIBUTE.contentType, oid(DATA)),
    digest: attribute(ATTRIBUTE.messageDigest, octets(digestOf(node))),
    certificate: attribute(ATTRIBUTE.certificate, certificateId(derOf(named))),
  }
  const attributes = making.attributes?.(plain) ?? Object.values(plain)
  const key = KeyObject.from((making.keys ?? signer.keys).privateKey)
  const signed = making.signs ?? written(set(...attributes))
  const signature = new Uint8Array(signBytes(node, signed, key))
  const parsed = pkijs.Certificate.fromBER(bufferOf(named))
  const unsigned = (await making.unsigned?.(signature)) ?? []
  const signerInfo = sequence(
    new asn1.Integer({ value: 1 }),
    sequence(parsed.issuer.toSchema(), parsed.serialNumber),
    sequence(oid(SHA[hash].digest)),
    ...(attributes.length > 0 ? [tagged(0, ...attributes)] : []),
    sequence(oid(making.algorithm ?? SHA[hash].ecdsa)),
    octets(signature),
    ...(unsigned.length > 0 ? [tagged(1, ...unsigned)] : []),
  )
  const certificates = making.certificates ?? [derOf(signer), ...signer.above.map(derOf)]
  const signedData = sequence(
    new asn1.Integer({ value: 1 }),
    set(sequence(oid(SHA[hash].digest))),
    making.content ?? sequence(oid(DATA)),
    tagged(0, ...certificates.map(read)),
    set(signerInfo, ...(making.twice ? [signerInfo] : [])),
  )
  return written(sequence(oid("1.2.840.113549.1.7.2"), tagged(0, signedData)))
}

/** The last signature of a file with another container, or other text in its place. */
export const withCms = async (
  bytes: Uint8Array,
  make: (digestOf: (hash: string) => Uint8Array) => Uint8Array | Promise<Uint8Array>,
  text: (hex: string) => string = (hex) => hex,
): Promise<Uint8Array> => {
  const file = Buffer.from(bytes)
  const place = file.lastIndexOf("/ByteRange")
  const [, length = 0, next = 0] = (
    /\[([\d\s]+)\]/u.exec(file.toString("latin1", place, place + 120))?.[1] ?? ""
  )
    .trim()
    .split(/\s+/u)
    .map(Number)
  const digestOf = (hash: string) =>
    createHash(hash).update(file.subarray(0, length)).update(file.subarray(next)).digest()
  const room = next - length - 2
  const hex = Buffer.from(await make(digestOf))
    .toString("hex")
    .padEnd(room, "0")
  file.write(`<${text(hex)}>`, length, "latin1")
  return new Uint8Array(file)
}

/** A timestamp over a signature (RFC 3161) as an unsigned attribute. */
export const aStamp = async (...asked: Parameters<typeof aToken>): Promise<Value> =>
  attribute(ATTRIBUTE.timestamp, await aToken(...asked))

type Stamping = {
  /** What names the certificate of who stamps, from the plain one. */
  named?: (plain: Value) => Value[]
  /** What it says that it signs. */
  type?: string
}

/** A timestamp by itself. */
export const aToken = async (
  by: MadeUp,
  genTime: Date,
  signature: Uint8Array,
  hash: "SHA-1" | "SHA-256" = "SHA-256",
  making: Stamping = {},
): Promise<Value> => {
  const info = new pkijs.TSTInfo({
    version: 1,
    policy: "1.2.3.4",
    serialNumber: new asn1.Integer({ value: 1 }),
    genTime,
    messageImprint: new pkijs.MessageImprint({
      hashAlgorithm: new pkijs.AlgorithmIdentifier({ algorithmId: SHA[hash].digest }),
      hashedMessage: octets(createHash(hash.replace("-", "").toLowerCase()).update(signature).digest()),
    }),
  })
  const bytes = new Uint8Array(info.toSchema().toBER())
  const content = new pkijs.EncapsulatedContentInfo({ eContentType: "1.2.840.113549.1.9.16.1.4" })
  content.eContent = octets(bytes)
  const certificate = pkijs.Certificate.fromBER(bufferOf(by))
  const attributes = [
    new pkijs.Attribute({
      type: ATTRIBUTE.contentType,
      values: [oid(making.type ?? content.eContentType)],
    }),
    new pkijs.Attribute({
      type: ATTRIBUTE.messageDigest,
      values: [octets(createHash("sha256").update(bytes).digest())],
    }),
    ...(making.named ?? ((plain) => [plain]))(attribute(ATTRIBUTE.certificate, certificateId(derOf(by)))).map(
      (schema) => new pkijs.Attribute({ schema }),
    ),
  ]
  const signed = new pkijs.SignedData({
    version: 3,
    encapContentInfo: content,
    certificates: [certificate, ...by.above.map((one) => pkijs.Certificate.fromBER(bufferOf(one)))],
    signerInfos: [
      new pkijs.SignerInfo({
        version: 1,
        sid: new pkijs.IssuerAndSerialNumber({
          issuer: certificate.issuer,
          serialNumber: certificate.serialNumber,
        }),
        signedAttrs: new pkijs.SignedAndUnsignedAttributes({ type: 0, attributes }),
      }),
    ],
  })
  await signed.sign(by.keys.privateKey, 0, "SHA-256", Uint8Array.from(bytes).buffer, ENGINE)
  const token = new pkijs.ContentInfo({ contentType: "1.2.840.113549.1.7.2", content: signed.toSchema(true) })
  return token.toSchema()
}
