import "reflect-metadata"
import * as x509 from "@peculiar/x509"
import type { findPath } from "#workflows/signatures/certificate-path.server.ts"

/** A certificate of our own making with its key and those above it. */
export type MadeUp = { certificate: x509.X509Certificate; keys: CryptoKeyPair; above: MadeUp[]; kind: Kind }

const KINDS = {
  ec: { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" },
  rsa: rsa("SHA-256"),
  pss: { ...rsa("SHA-256"), name: "RSA-PSS", saltLength: 32 },
  /** Both sign what is below them with SHA-1. */
  sha1: rsa("SHA-1"),
  pssSha1: { ...rsa("SHA-1"), name: "RSA-PSS", saltLength: 20 },
} as const
type Kind = keyof typeof KINDS

type How = {
  by?: MadeUp
  kind?: Kind
  /** The key of another certificate instead of one of its own. */
  keys?: CryptoKeyPair
  usages?: x509.KeyUsageFlags
  purposes?: string[]
  from?: string
  to?: string
  extensions?: x509.Extension[]
}

export const USAGE = x509.KeyUsageFlags
export const PURPOSE = {
  tlsServer: "1.3.6.1.5.5.7.3.1",
  tlsClient: "1.3.6.1.5.5.7.3.2",
  code: "1.3.6.1.5.5.7.3.3",
  mail: "1.3.6.1.5.5.7.3.4",
  documents: "1.3.6.1.5.5.7.3.36",
  any: "2.5.29.37.0",
}

/** For a person or an agency, to sign with unless said otherwise. */
export const aCertificate = (name: string, how: How = {}): Promise<MadeUp> =>
  made(`CN=${name}, C=VN`, how, [
    new x509.BasicConstraintsExtension(false, undefined, true),
    new x509.KeyUsagesExtension(how.usages ?? USAGE.digitalSignature | USAGE.nonRepudiation, true),
  ])

/** For who issues certificates; certified by itself where nobody else does. */
export const anIssuer = (name: string, how: How & { pathLength?: number } = {}): Promise<MadeUp> =>
  made(`CN=${name}, C=VN`, how, [
    new x509.BasicConstraintsExtension(true, how.pathLength, true),
    new x509.KeyUsagesExtension(how.usages ?? USAGE.keyCertSign | USAGE.cRLSign, true),
  ])

async function made(subject: string, how: How, own: x509.Extension[]): Promise<MadeUp> {
  const kind = how.kind ?? "ec"
  const keys =
    how.keys ?? ((await crypto.subtle.generateKey(KINDS[kind], true, ["sign", "verify"])) as CryptoKeyPair)
  const certificate = await x509.X509CertificateGenerator.create({
    subject,
    issuer: how.by?.certificate.subject ?? subject,
    publicKey: keys.publicKey,
    signingKey: (how.by?.keys ?? keys).privateKey,
    signingAlgorithm: KINDS[how.by?.kind ?? kind],
    notBefore: new Date(`${how.from ?? "2020-01-01"}T00:00:00Z`),
    notAfter: new Date(`${how.to ?? "2040-01-01"}T00:00:00Z`),
    extensions: [
      ...own,
      ...(how.purposes ? [new x509.ExtendedKeyUsageExtension(how.purposes)] : []),
      ...(how.extensions ?? []),
    ],
  })
  return { certificate, keys, kind, above: how.by ? [how.by, ...how.by.above] : [] }
}

export const anExtension = (id: string, critical: boolean, value: number[]): x509.Extension =>
  new x509.Extension(id, critical, new Uint8Array(value))

export const derOf = ({ certificate }: MadeUp): Uint8Array => new Uint8Array(certificate.rawData)

/** What `findPath` is asked about a certificate that brings all above it. */
export const askedOf = (
  signer: MadeUp,
  anchors: readonly MadeUp[],
  at = "2023-05-12",
): Parameters<typeof findPath>[0] => ({
  own: derOf(signer),
  brought: signer.above.map(derOf),
  anchors: anchors.map(derOf),
  at: new Date(`${at}T03:00:00Z`),
  purpose: "DOCUMENT",
})

function rsa(hash: string) {
  return {
    name: "RSASSA-PKCS1-v1_5",
    modulusLength: 2048,
    publicExponent: new Uint8Array([1, 0, 1]),
    hash,
  }
}
