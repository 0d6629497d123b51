import { constants, verify as verifyBytes, X509Certificate } from "node:crypto"
import * as asn1 from "asn1js"
import { type DerValue, derOf, isEqualBytes } from "./der.server.ts"

/** Digests accepted (TT 15/2025/TT-BKHCN asks for SHA-256 or more), with what RSA and ECDSA over them are called. */
export const DIGEST_NAMES = {
  sha256: { oid: "2.16.840.1.101.3.4.2.1", rsa: "1.2.840.113549.1.1.11", ecdsa: "1.2.840.10045.4.3.2" },
  sha384: { oid: "2.16.840.1.101.3.4.2.2", rsa: "1.2.840.113549.1.1.12", ecdsa: "1.2.840.10045.4.3.3" },
  sha512: { oid: "2.16.840.1.101.3.4.2.3", rsa: "1.2.840.113549.1.1.13", ecdsa: "1.2.840.10045.4.3.4" },
} as const
export type DigestName = keyof typeof DIGEST_NAMES

export const oid = (value: string) => new asn1.ObjectIdentifier({ value })
export const sequence = (...value: DerValue[]) => new asn1.Sequence({ value })
const tagged = (tagNumber: number, ...value: DerValue[]) =>
  new asn1.Constructed({ idBlock: { tagClass: 3, tagNumber }, value })

export const SALT_BYTES = 32
export const RSASSA_PSS = "1.2.840.113549.1.1.10"
const MASK = "1.2.840.113549.1.1.8"

/** RSASSA-PSS with one digest for content and mask (RFC 4055, 3.1); digests may be written with empty parameters. */
export const pssNamed = (
  digest: DigestName,
  salt: number,
  empty: { content: boolean; mask: boolean } = { content: false, mask: false },
): DerValue => {
  const named = (isEmpty: boolean) =>
    sequence(oid(DIGEST_NAMES[digest].oid), ...(isEmpty ? [new asn1.Null()] : []))
  return sequence(
    oid(RSASSA_PSS),
    sequence(
      tagged(0, named(empty.content)),
      tagged(1, sequence(oid(MASK), named(empty.mask))),
      tagged(2, new asn1.Integer({ value: salt })),
    ),
  )
}

/** The plain names of the algorithms, each with SHA-256. */
export const PLAIN = {
  digest: sequence(oid(DIGEST_NAMES.sha256.oid)),
  ecdsa: sequence(oid(DIGEST_NAMES.sha256.ecdsa)),
  rsa: sequence(oid(DIGEST_NAMES.sha256.rsa), new asn1.Null()),
  pss: pssNamed("sha256", SALT_BYTES),
} as const

export const isSame = (a: DerValue, b: DerValue): boolean => isEqualBytes(derOf(a), derOf(b))

/** Whether the certificate's key made a signature with the algorithm, in its plain name, over these bytes. */
export const isSignedBy = (
  own: Uint8Array,
  { algorithm, digest, salt }: { algorithm: DerValue; digest: DigestName; salt: number },
  bytes: Uint8Array,
  signature: Uint8Array,
): boolean => {
  const key = new X509Certificate(own).publicKey
  if (isSame(algorithm, PLAIN.ecdsa))
    return key.asymmetricKeyType === "ec" && verifyBytes(digest, bytes, key, signature)
  const isPss = isSame(algorithm, PLAIN.pss)
  const kinds = isPss ? ["rsa", "rsa-pss"] : ["rsa"]
  if (!kinds.includes(key.asymmetricKeyType ?? "")) return false
  const padding = isPss
    ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: salt }
    : { padding: constants.RSA_PKCS1_PADDING }
  return verifyBytes(digest, bytes, { key, ...padding }, signature)
}
