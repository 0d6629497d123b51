import type { Allowance } from "./allowance.ts"
import { CERTIFICATE_ALLOWANCES } from "./allowed-certificates.server.ts"
import { NAME_ALLOWANCES } from "./allowed-names.server.ts"
import { childrenOf } from "./der.server.ts"
import { oidOf, SIGNING_CERTIFICATE } from "./signed-attributes.server.ts"

const TIMESTAMP_TOKEN = "1.2.840.113549.1.9.16.2.14"

/** All there are, in the order they are taken away: a digest is named before what is said to go with it. */
export const ALLOWANCES: readonly Allowance[] = [
  {
    name: "OPEN_LENGTHS",
    reason:
      "NSS (poppler, Firefox) and streaming software leave the lengths of the outer parts open; RFC 5652 asks for DER inside the signed attributes only (5.3, 10)",
    takeAway(form) {
      const { hasOpenLengths } = form
      form.hasOpenLengths = false
      return hasOpenLengths
    },
  },
  ...NAME_ALLOWANCES,
  ...CERTIFICATE_ALLOWANCES,
  {
    name: "TIMESTAMP",
    reason: "a timestamp over the signature can only stand beside it (RFC 3161, Appendix A; PAdES B-T)",
    takeAway(form, told) {
      const [attribute, ...more] = form.unsigned
      const [type, values] = attribute ? childrenOf(attribute) : []
      if (!type || more.length > 0 || oidOf(type) !== TIMESTAMP_TOKEN) return false
      const [token, ...others] = childrenOf(values)
      if (!token || others.length > 0) return false
      form.unsigned = []
      told.token = token
      return true
    },
  },
  {
    name: "CERTIFICATE_NOT_NAMED",
    reason:
      "adbe.pkcs7.detached (ISO 32000-1, 12.8.3.3) and CMS do not ask for the signed digest of the certificate; who signed follows from the key. PAdES asks for it (ETSI EN 319 142-1, 6.3)",
    takeAway(form, told) {
      told.namesCertificate = form.attributes.some((one) => oidOf(childrenOf(one)[0]) === SIGNING_CERTIFICATE)
      return !told.namesCertificate
    },
  },
]
