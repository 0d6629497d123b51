import type { X509Certificate } from "node:crypto"
import * as pkijs from "pkijs"

/** TT 15/2025/TT-BKHCN asks for SHA-256 or more. */
export const DIGESTS: Record<string, string> = {
  "2.16.840.1.101.3.4.2.1": "SHA-256",
  "2.16.840.1.101.3.4.2.2": "SHA-384",
  "2.16.840.1.101.3.4.2.3": "SHA-512",
}
const RSA_BITS = 2048
const CURVES = ["prime256v1", "secp384r1", "secp521r1"]

/** RSA and ECDSA, each with one of these digests; RSASSA-PSS says its digest apart. */
const SIGNATURES = [
  "1.2.840.113549.1.1.11",
  "1.2.840.113549.1.1.12",
  "1.2.840.113549.1.1.13",
  "1.2.840.10045.4.3.2",
  "1.2.840.10045.4.3.3",
  "1.2.840.10045.4.3.4",
]
const RSASSA_PSS = "1.2.840.113549.1.1.10"

/** Whether a key is of accepted kind and length (TT 15/2025/TT-BKHCN). */
export const isStrong = ({ publicKey }: X509Certificate): boolean => {
  const { modulusLength = 0, namedCurve = "" } = publicKey.asymmetricKeyDetails ?? {}
  return publicKey.asymmetricKeyType === "ec"
    ? CURVES.includes(namedCurve)
    : ["rsa", "rsa-pss"].includes(publicKey.asymmetricKeyType ?? "") && modulusLength >= RSA_BITS
}

/** Whether a certificate was signed with an accepted algorithm: with MD5 or SHA-1 others can be made to the same signature. */
export const isSignedStrongly = ({ signatureAlgorithm }: pkijs.Certificate): boolean =>
  isStrongAlgorithm(signatureAlgorithm)

/** The same of any signature. */
export const isStrongAlgorithm = (algorithm: pkijs.AlgorithmIdentifier): boolean =>
  algorithm.algorithmId === RSASSA_PSS ? hasStrongPss(algorithm) : SIGNATURES.includes(algorithm.algorithmId)

/** Whether RSASSA-PSS names an accepted digest, which is SHA-1 where it names none; any other algorithm names it elsewhere. */
export const hasStrongPss = ({ algorithmId, algorithmParams }: pkijs.AlgorithmIdentifier): boolean =>
  algorithmId !== RSASSA_PSS ||
  new pkijs.RSASSAPSSParams({ schema: algorithmParams }).hashAlgorithm.algorithmId in DIGESTS
