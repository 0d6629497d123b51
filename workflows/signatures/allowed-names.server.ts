import * as asn1 from "asn1js"
import type { Allowance } from "./allowance.ts"
import { childrenOf, type DerValue } from "./der.server.ts"
import {
  DIGEST_NAMES,
  isSame,
  oid,
  PLAIN,
  pssNamed,
  RSASSA_PSS,
  SALT_BYTES,
  sequence,
} from "./signature-algorithms.server.ts"
import { digestNamed, oidOf } from "./signed-attributes.server.ts"

const RSA_ENCRYPTION = "1.2.840.113549.1.1.1"

const nameOf = (algorithm: DerValue): string => oidOf(childrenOf(algorithm)[0])
/** The one encoding of a name without parameters, and with empty ones: what is written otherwise is neither. */
const bare = (name: string) => sequence(oid(name))
const empty = (name: string) => sequence(oid(name), new asn1.Null())
const isOneOf = (algorithm: DerValue, ...written: DerValue[]) => written.some((one) => isSame(one, algorithm))

/** OpenSSL makes a salt as long as the key has room for; this is that of 8192 bits. */
const MOST_SALT = 1024

/** Other names for the algorithms. */
export const NAME_ALLOWANCES: readonly Allowance[] = [
  {
    name: "EMPTY_PARAMETERS",
    reason:
      "the parameters of a digest may be left out or empty (RFC 5754, 2); OpenSSL, NSS and most tokens write them empty",
    takeAway(form) {
      const withoutEmpty = (algorithm: DerValue) => {
        const name = nameOf(algorithm)
        return isSame(algorithm, empty(name)) ? bare(name) : algorithm
      }
      const before = [...form.digestAlgorithms, form.digestAlgorithm]
      form.digestAlgorithms = form.digestAlgorithms.map(withoutEmpty)
      form.digestAlgorithm = withoutEmpty(form.digestAlgorithm)
      const after = [...form.digestAlgorithms, form.digestAlgorithm]
      return before.some((one, index) => one !== after[index])
    },
  },
  {
    name: "LONGER_DIGEST",
    reason: "TT 15/2025/TT-BKHCN accepts SHA-384 and SHA-512; keys of 384 bits and more are used with them",
    takeAway(form, told) {
      const digest = digestNamed(nameOf(form.digestAlgorithm))
      if (!digest || digest === "sha256") return false
      const { oid: name, rsa, ecdsa } = DIGEST_NAMES[digest]
      if (![...form.digestAlgorithms, form.digestAlgorithm].every((one) => isSame(one, bare(name))))
        return false
      if (isOneOf(form.algorithm, PLAIN.ecdsa, PLAIN.rsa, PLAIN.pss, bare(DIGEST_NAMES.sha256.rsa)))
        throw new Error("the digest is one and the signature names another")
      if (isOneOf(form.algorithm, bare(rsa), empty(rsa))) form.algorithm = PLAIN.rsa
      if (isSame(form.algorithm, bare(ecdsa))) form.algorithm = PLAIN.ecdsa
      told.digest = digest
      form.digestAlgorithms = form.digestAlgorithms.map(() => PLAIN.digest)
      form.digestAlgorithm = PLAIN.digest
      return true
    },
  },
  {
    name: "RSA_NAMED_OTHERWISE",
    reason:
      "CMS names an RSA signature by its key, the digest standing apart (RFC 3370, 3.2), as NSS and OpenSSL do; empty parameters may be left out (RFC 5754, 3.2)",
    takeAway(form) {
      const names = [bare(RSA_ENCRYPTION), empty(RSA_ENCRYPTION), bare(DIGEST_NAMES.sha256.rsa)]
      if (!isOneOf(form.algorithm, ...names)) return false
      form.algorithm = PLAIN.rsa
      return true
    },
  },
  {
    name: "PSS_TOLD_OTHERWISE",
    reason:
      "RSASSA-PSS may have another salt, and name its digests with empty parameters (RFC 4055, 2.1, 3.1); its digest goes with the content's",
    takeAway(form, told) {
      if (isSame(form.algorithm, PLAIN.pss) && told.digest === "sha256") return false
      const salt = saltIn(form.algorithm)
      if (salt === null) return false
      const both = [true, false]
      const isKnown = both.some((content) =>
        both.some((mask) => isSame(pssNamed(told.digest, salt, { content, mask }), form.algorithm)),
      )
      if (!isKnown) return false
      told.salt = salt
      form.algorithm = pssNamed("sha256", SALT_BYTES)
      return true
    },
  },
]

function saltIn(algorithm: DerValue): number | null {
  const [name, parameters] = childrenOf(algorithm)
  if (!name || !parameters || !isSame(name, oid(RSASSA_PSS))) return null
  const salt = childrenOf(childrenOf(parameters).at(-1))[0]
  if (!(salt instanceof asn1.Integer)) return null
  const value = salt.valueBlock.valueDec
  return value > 0 && value <= MOST_SALT ? value : null
}
