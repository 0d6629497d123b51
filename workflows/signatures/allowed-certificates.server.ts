import * as asn1 from "asn1js"
import * as pkijs from "pkijs"
import type { Allowance } from "./allowance.ts"
import { type Certificate, hasIssued, isSelfIssued, readCertificate } from "./certificate.server.ts"
import { childrenOf, type DerValue, isEqualBytes, parseDer } from "./der.server.ts"
import { isSame, sequence } from "./signature-algorithms.server.ts"

/** Other ways to name the signer's certificate and to lay certificates and lists beside a signature. */
export const CERTIFICATE_ALLOWANCES: readonly Allowance[] = [
  {
    name: "SIGNER_NAMED_BY_KEY",
    reason:
      "a signer may be named by the identifier of its key; the versions are then 3 (RFC 5652, 5.1, 5.3)",
    takeAway(form) {
      const { signer } = form
      if (
        !(signer instanceof asn1.Primitive) ||
        signer.idBlock.tagClass !== 3 ||
        signer.idBlock.tagNumber !== 0
      )
        return false
      const own = form.certificates.find((one) => isEqualBytes(keyIdentifierOf(one), octets(signer)))
      if (!own || ![form.version, form.signerVersion].every((one) => isSame(one, THREE))) return false
      form.signer = namingOf(own)
      form.version = ONE
      form.signerVersion = ONE
      return true
    },
  },
  {
    name: "REVOCATION_LISTS",
    reason:
      "lists of revoked certificates may lie beside those they speak of (RFC 5652, 5.1); what they say is asked elsewhere",
    takeAway(form) {
      if (form.lists.length === 0 || !form.lists.every((one) => one instanceof asn1.Sequence)) return false
      for (const list of form.lists) new pkijs.CertificateRevocationList({ schema: list })
      form.lists = []
      return true
    },
  },
  {
    name: "CERTIFICATES_TWICE",
    reason: "NSS lays the signer's certificate down twice; the same bytes say nothing more",
    takeAway(form) {
      const once = form.certificates.filter(
        (one, index, all) => all.findIndex((other) => isEqualBytes(other, one)) === index,
      )
      const isTwice = once.length < form.certificates.length
      form.certificates = once
      return isTwice
    },
  },
  {
    name: "CERTIFICATES_IN_ANY_ORDER",
    reason:
      "they are a set (RFC 5652, 10.2.3), and may hold those of timestamps and of lists; each of these must be issued by one beside it, else it is nobody's and may have been changed",
    takeAway(form) {
      const brought = form.certificates.map(readCertificate)
      const own = brought.find(({ der }) => isSame(namingOf(der), form.signer))
      if (!own) throw new Error("the signer's certificate is missing")
      const chain = [own]
      for (let next: Certificate | undefined = own; next; ) {
        next = brought.find((one) => !chain.includes(one) && hasIssued(one, chain.at(-1) as Certificate))
        if (next) chain.push(next)
      }
      const others = brought.filter((one) => !chain.includes(one))
      if (!others.every((one) => brought.some((issuer) => hasIssued(issuer, one))))
        throw new Error("a certificate beside the signature is nobody's")
      const isOther = brought.length > chain.length || chain.some((one, index) => one !== brought[index])
      form.certificates = chain.map(({ der }) => der)
      return isOther
    },
  },
  {
    name: "NO_ROOT",
    reason:
      "the authority at the end of a chain need not lie beside it (RFC 5652, 5.1): who checks has it, or does not trust it",
    takeAway(form) {
      const top = readCertificate(form.certificates.at(-1) ?? new Uint8Array())
      if (!isSelfIssued(top)) return true
      if (!hasIssued(top, top)) throw new Error("the last certificate was changed")
      return false
    },
  },
]

export const ONE = new asn1.Integer({ value: 1 })
const THREE = new asn1.Integer({ value: 3 })

/** How a signature names this certificate: by issuer and number. @throws Error for no certificate */
export function namingOf(certificate: Uint8Array): DerValue {
  const [version, ...rest] = childrenOf(childrenOf(parseDer(certificate))[0])
  const [serialNumber, , issuer] = version?.idBlock.tagClass === 3 ? rest : [version, ...rest]
  if (!serialNumber || !issuer) throw new Error("not a certificate")
  return sequence(issuer, serialNumber)
}

const KEY_IDENTIFIER = "2.5.29.14"
function keyIdentifierOf(certificate: Uint8Array): Uint8Array {
  const { extensions } = pkijs.Certificate.fromBER(new Uint8Array(certificate))
  const held = extensions?.find(({ extnID }) => extnID === KEY_IDENTIFIER)?.parsedValue
  return held instanceof asn1.OctetString ? new Uint8Array(held.valueBlock.valueHexView) : new Uint8Array()
}
const octets = (value: asn1.Primitive) => new Uint8Array(value.valueBlock.valueHexView)
