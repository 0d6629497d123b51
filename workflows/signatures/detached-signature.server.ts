import * as asn1 from "asn1js"
import { childrenOf, derOf, parseDer } from "./der.server.ts"
import { PLAIN } from "./signature-algorithms.server.ts"

/** Length of the DER value at the start of `bytes`. @throws Error when there is none */
export const derLength = (bytes: Uint8Array): number => {
  const { offset } = asn1.fromBER(bytes)
  if (offset <= 0) throw new Error("not DER")
  return offset
}

/**
 * The same signature with its algorithm named RSASSA-PSS: the library that makes ours names every RSA signature by the
 * older padding. Nothing signed changes.
 */
export const namedAsPss = (bytes: Uint8Array): Uint8Array => {
  const whole = parseDer(bytes)
  const [, , , , signerInfos] = childrenOf(childrenOf(childrenOf(whole)[1])[0])
  const parts = childrenOf(childrenOf(signerInfos)[0])
  parts[4] = PLAIN.pss
  return derOf(whole)
}
