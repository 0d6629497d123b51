import { createHash, webcrypto, X509Certificate } from "node:crypto"
import * as asn1 from "asn1js"
import * as pkijs from "pkijs"
import { expect, test } from "vitest"
import { readForeignSignature } from "#workflows/official-document/foreign-signature.server.ts"

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

/** A certificate of number 7 for a new key, by a key of choice. */
const aCertificate = async (subject: string, issuer: string, by?: CryptoKeyPair): Promise<Signer> => {
  const keys = (await webcrypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"])) as CryptoKeyPair
  const certificate = new pkijs.Certificate({ version: 2, serialNumber: new asn1.Integer({ value: 7 }) })
  certificate.subject = nameOf(subject)
  certificate.issuer = nameOf(issuer)
  certificate.notBefore.value = new Date("2023-01-01T00:00:00Z")
  certificate.notAfter.value = new Date("2033-01-01T00:00:00Z")
  await certificate.subjectPublicKeyInfo.importKey(keys.publicKey, ENGINE)
  await certificate.sign((by ?? keys).privateKey, "SHA-256", ENGINE)
  return { certificate: pkijs.Certificate.fromBER(certificate.toSchema(true).toBER()), keys }
}

/** A signature by one key that says it is by the certificate named. */
const signatureOf = async (keys: CryptoKeyPair, named: Signer, brought: Signer[]): Promise<Uint8Array> => {
  const attribute = (type: string, value: asn1.AsnType) => new pkijs.Attribute({ type, values: [value] })
  const digest = createHash("sha256").update(CONTENT).digest()
  const { issuer, serialNumber } = named.certificate
  const signed = new pkijs.SignedData({
    version: 1,
    encapContentInfo: new pkijs.EncapsulatedContentInfo({ eContentType: DATA }),
    certificates: brought.map(({ certificate }) => certificate),
    signerInfos: [
      new pkijs.SignerInfo({
        version: 1,
        sid: new pkijs.IssuerAndSerialNumber({ issuer, serialNumber }),
        signedAttrs: new pkijs.SignedAndUnsignedAttributes({
          type: 0,
          attributes: [
            attribute("1.2.840.113549.1.9.3", new asn1.ObjectIdentifier({ value: DATA })),
            attribute(
              "1.2.840.113549.1.9.4",
              new asn1.OctetString({ valueHex: Uint8Array.from(digest).buffer }),
            ),
          ],
        }),
      }),
    ],
  })
  await signed.sign(keys.privateKey, 0, "SHA-256", Uint8Array.from(CONTENT).buffer, ENGINE)
  const info = new pkijs.ContentInfo({ contentType: "1.2.840.113549.1.7.2", content: signed.toSchema(true) })
  return new Uint8Array(info.toSchema().toBER())
}

test("a signature by another key is not taken for that of the certificate laid beside it", async () => {
  const root = await aCertificate("CA công vụ", "CA công vụ")
  const leader = await aCertificate("Đinh Thị Bích Vân", "CA công vụ", root.keys)
  // To a lenient reader the same issuer and number: names are compared without regard to capitals.
  const forger = await aCertificate("Đinh Thị Bích Vân", "ca công vụ")
  const authority = new Uint8Array(new X509Certificate(Buffer.from(root.certificate.toSchema().toBER())).raw)
  const read = async (signature: Uint8Array) => readForeignSignature(signature, CONTENT, [authority])
  expect((await read(await signatureOf(leader.keys, leader, [leader]))).faults).toEqual([])
  for (const brought of [
    [forger, leader],
    [leader, forger],
  ]) {
    const outcome = await read(await signatureOf(forger.keys, leader, brought)).catch(() => null)
    expect(outcome?.faults ?? ["unreadable"]).not.toEqual([])
  }
})
