import { createHash, webcrypto, X509Certificate } from "node:crypto"
import * as asn1 from "asn1js"
import * as pkijs from "pkijs"
import { expect, test } from "vitest"
import { findPath } from "#workflows/signatures/certificate-path.server.ts"
import { readSignature } from "#workflows/signatures/read-signature.server.ts"
import { ATTRIBUTE, certificateId } from "./forgeries/made-up-cms.ts"

const DATA = "1.2.840.113549.1.7.1"
const CONTENT = Buffer.from("Quyết định công bố danh mục")
const ENGINE = new pkijs.CryptoEngine({ name: "thử", crypto: webcrypto as unknown as Crypto })
const ALGORITHM = { name: "ECDSA", namedCurve: "P-256" }

const nameOf = (commonName: string) =>
  new pkijs.RelativeDistinguishedNames({
    typesAndValues: [
      new pkijs.AttributeTypeAndValue({ type: "2.5.4.3", value: new asn1.Utf8String({ value: commonName }) }),
    ],
  })

type Signer = { certificate: pkijs.Certificate; keys: CryptoKeyPair }
type Issued = { by?: CryptoKeyPair; purposes?: string[]; until?: Date }

/** A certificate of number 7 for a new key, signed by that key or another. */
const aCertificate = async (
  subject: string,
  issuer: string,
  { by, purposes = [], until = new Date("2033-01-01T00:00:00Z") }: Issued = {},
): Promise<Signer> => {
  const keys = (await webcrypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"])) as CryptoKeyPair
  const certificate = new pkijs.Certificate({ version: 2, serialNumber: new asn1.Integer({ value: 7 }) })
  certificate.subject = nameOf(subject)
  certificate.issuer = nameOf(issuer)
  certificate.notBefore.value = new Date("2023-01-01T00:00:00Z")
  certificate.notAfter.value = until
  if (purposes.length > 0) {
    const extnValue = new pkijs.ExtKeyUsage({ keyPurposes: purposes }).toSchema().toBER()
    certificate.extensions = [new pkijs.Extension({ extnID: "2.5.29.37", critical: true, extnValue })]
  }
  await certificate.subjectPublicKeyInfo.importKey(keys.publicKey, ENGINE)
  await certificate.sign((by ?? keys).privateKey, "SHA-256", ENGINE)
  return { certificate: pkijs.Certificate.fromBER(certificate.toSchema(true).toBER()), keys }
}

const attribute = (type: string, value: asn1.AsnType) => new pkijs.Attribute({ type, values: [value] })
const octets = (bytes: Uint8Array) => new asn1.OctetString({ valueHex: Uint8Array.from(bytes).buffer })
const digestOfContent = (digest: string) => createHash(digest).update(CONTENT).digest()
const digestOf = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest()

const aSigned = (
  named: Signer,
  brought: Signer[],
  content: pkijs.EncapsulatedContentInfo,
  digest: Uint8Array,
  more: pkijs.Attribute[] = [],
) => {
  const { issuer, serialNumber } = named.certificate
  const attributes = [
    attribute("1.2.840.113549.1.9.3", new asn1.ObjectIdentifier({ value: content.eContentType })),
    attribute("1.2.840.113549.1.9.4", octets(digest)),
    ...more,
  ]
  const signerInfo = new pkijs.SignerInfo({
    version: 1,
    sid: new pkijs.IssuerAndSerialNumber({ issuer, serialNumber }),
    signedAttrs: new pkijs.SignedAndUnsignedAttributes({ type: 0, attributes }),
  })
  return new pkijs.SignedData({
    version: 1,
    encapContentInfo: content,
    certificates: brought.map(({ certificate }) => certificate),
    signerInfos: [signerInfo],
  })
}
const wrapped = (signed: pkijs.SignedData) =>
  new pkijs.ContentInfo({ contentType: "1.2.840.113549.1.7.2", content: signed.toSchema(true) }).toSchema()

/** A signature by one key that says it is by the certificate named; `stampedBy` says when it was there. */
const signatureOf = async (
  keys: CryptoKeyPair,
  named: Signer,
  brought: Signer[],
  stampedBy?: Signer,
): Promise<Uint8Array> => {
  const content = new pkijs.EncapsulatedContentInfo({ eContentType: DATA })
  const signed = aSigned(named, brought, content, digestOf(CONTENT))
  await signed.sign(keys.privateKey, 0, "SHA-256", Uint8Array.from(CONTENT).buffer, ENGINE)
  const [signerInfo] = signed.signerInfos
  if (stampedBy && signerInfo) {
    const token = wrapped(await stampOf(signerInfo.signature.valueBlock.valueHexView, stampedBy))
    signerInfo.unsignedAttrs = new pkijs.SignedAndUnsignedAttributes({
      type: 1,
      attributes: [attribute("1.2.840.113549.1.9.16.2.14", token)],
    })
  }
  return new Uint8Array(wrapped(signed).toBER())
}

const SHA256 = "2.16.840.1.101.3.4.2.1"

async function stampOf(signature: Uint8Array, by: Signer): Promise<pkijs.SignedData> {
  const info = new pkijs.TSTInfo({
    version: 1,
    policy: "1.2.3.4",
    serialNumber: new asn1.Integer({ value: 1 }),
    genTime: STAMPED,
    messageImprint: new pkijs.MessageImprint({
      hashAlgorithm: new pkijs.AlgorithmIdentifier({ algorithmId: SHA256 }),
      hashedMessage: octets(digestOf(signature)),
    }),
  })
  const bytes = new Uint8Array(info.toSchema().toBER())
  const content = new pkijs.EncapsulatedContentInfo({ eContentType: "1.2.840.113549.1.9.16.1.4" })
  // Given when made, it would be cut into pieces.
  content.eContent = octets(bytes)
  const named = attribute(ATTRIBUTE.certificate, certificateId(derOf(by)))
  const signed = aSigned(by, [by], content, digestOf(bytes), [named])
  signed.version = 3
  await signed.sign(by.keys.privateKey, 0, "SHA-256", Uint8Array.from(bytes).buffer, ENGINE)
  return signed
}
const STAMPED = new Date("2023-05-12T03:00:00Z")

const derOf = ({ certificate }: Signer) =>
  new Uint8Array(new X509Certificate(Buffer.from(certificate.toSchema().toBER())).raw)

test("a signature by another key is not taken for that of the certificate laid beside it", async () => {
  const root = await aCertificate("CA công vụ", "CA công vụ")
  const leader = await aCertificate("Đinh Thị Bích Vân", "CA công vụ", { by: root.keys })
  // To a lenient reader the same issuer and number: names are compared without regard to capitals.
  const forger = await aCertificate("Đinh Thị Bích Vân", "ca công vụ")
  const read = async (signature: Uint8Array) => readSignature(signature, digestOfContent)
  expect((await read(await signatureOf(leader.keys, leader, [leader]))).faults).toEqual([])
  for (const brought of [
    [forger, leader],
    [leader, forger],
  ]) {
    const outcome = await read(await signatureOf(forger.keys, leader, brought)).catch(() => null)
    expect(outcome?.faults ?? ["unreadable"]).not.toEqual([])
  }
})

test("only a certificate for timestamps alone, valid at the time, says when a signature was there", async () => {
  const root = await aCertificate("CA công vụ", "CA công vụ")
  const leader = await aCertificate("Đinh Thị Bích Vân", "CA công vụ", { by: root.keys })
  const read = async (issued: Issued) => {
    const stamper = await aCertificate("Dấu thời gian", "CA công vụ", { by: root.keys, ...issued })
    const signature = await signatureOf(leader.keys, leader, [leader], stamper)
    return readSignature(signature, digestOfContent)
  }
  const TIME = "1.3.6.1.5.5.7.3.8"
  const good = await read({ purposes: [TIME] })
  expect(good.faults).toEqual([])
  expect(good.stamp?.at).toEqual(STAMPED)
  const path = good.stamp && findPath({ ...good.stamp, anchors: [derOf(root)], purpose: "TIMESTAMP" })
  expect(path?.chain.at(-1)).toEqual(derOf(root))
  const wrong: Issued[] = [
    {},
    { purposes: ["1.3.6.1.5.5.7.3.4"] },
    { purposes: [TIME, "1.3.6.1.5.5.7.3.4"] },
    { purposes: [TIME], until: new Date("2023-05-01T00:00:00Z") },
  ]
  for (const issued of wrong) {
    const { stamp, faults } = await read(issued)
    expect({ stamp, faults }).toEqual({ stamp: null, faults: ["dấu thời gian của chữ ký không hợp lệ"] })
  }
})
