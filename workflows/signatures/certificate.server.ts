import { X509Certificate } from "node:crypto"
import * as pkijs from "pkijs"

/** A certificate as OpenSSL reads it, for keys and signatures, and as pkijs does, for names and extensions. */
export type Certificate = {
  der: Uint8Array
  x509: X509Certificate
  parsed: pkijs.Certificate
  /** Common name of its subject, NFC; empty when it has none. */
  name: string
}

/** @throws Error for what is no certificate */
export const readCertificate = (der: Uint8Array): Certificate => {
  const parsed = pkijs.Certificate.fromBER(new Uint8Array(der))
  return { der, x509: new X509Certificate(der), parsed, name: commonNameIn(parsed.subject) }
}

/** Common name of a certificate's subject, NFC; empty when it has none. @throws Error for what is no certificate */
export const commonNameOf = (der: Uint8Array): string => readCertificate(der).name

/** Who has two names is neither of them: they come back together. */
export const commonNameIn = (name: pkijs.RelativeDistinguishedNames): string =>
  name.typesAndValues
    .filter(({ type }) => type === COMMON_NAME)
    .map(({ value }) => String(value.valueBlock.value))
    .join(", ")
    .normalize("NFC")
const COMMON_NAME = "2.5.4.3"

/** Whether one is named in the other as its issuer, in whatever kind of text. */
export const isNamedIssuer = (issuer: Certificate, { x509 }: Certificate): boolean =>
  x509.issuer === issuer.x509.subject

/** Whether one is named in the other as its issuer and has signed it. */
export const hasIssued = (issuer: Certificate, issued: Certificate): boolean => {
  try {
    return isNamedIssuer(issuer, issued) && issued.x509.verify(issuer.x509.publicKey)
  } catch {
    return false
  }
}

export const isSelfIssued = (certificate: Certificate): boolean => isNamedIssuer(certificate, certificate)
