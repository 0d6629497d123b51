import * as asn1 from "asn1js"
import { childrenOf, type DerValue, derOf, isEqualBytes, parseDer } from "./der.server.ts"

/** Every part of a detached CMS signature of one signer (RFC 5652, 5), in the places a signature has; nothing is passed over. */
export type SignatureForm = {
  /** Whether its outer parts leave their lengths open (BER). */
  hasOpenLengths: boolean
  version: DerValue
  digestAlgorithms: DerValue[]
  content: DerValue
  /** DER, as they stand in the file: a library would write them anew, and what was changed would not be seen. */
  certificates: Uint8Array[]
  lists: DerValue[]
  signerVersion: DerValue
  signer: DerValue
  digestAlgorithm: DerValue
  attributes: DerValue[]
  algorithm: DerValue
  signature: DerValue
  unsigned: DerValue[]
}

const tagged = (tagNumber: number, ...value: DerValue[]) =>
  new asn1.Constructed({ idBlock: { tagClass: 3, tagNumber }, value })
const sequence = (...value: DerValue[]) => new asn1.Sequence({ value })
const set = (...value: DerValue[]) => new asn1.Set({ value })

const SIGNED_DATA = new asn1.ObjectIdentifier({ value: "1.2.840.113549.1.7.2" })

/**
 * Takes a signature apart. Built together again its parts must give the same, so that there is no byte that is in none of them.
 * @throws Error for anything else than one signature
 */
export const openForm = (bytes: Uint8Array): SignatureForm => {
  const raw = parseDer(bytes)
  const [, wrapped] = childrenOf(raw)
  const [signedData] = childrenOf(wrapped)
  const [version, digests, content, ...others] = childrenOf(signedData)
  const [brought, lists, signers] = others.length === 3 ? others : [others[0], undefined, others[1]]
  const [signerVersion, signer, digestAlgorithm, attributes, algorithm, signature, unsigned] = childrenOf(
    childrenOf(signers)[0],
  )
  if (!version || !content || !signerVersion || !signer || !digestAlgorithm || !algorithm || !signature)
    throw new Error("not a signature")
  const outer = [raw, wrapped, signedData, digests, content, brought, signers]
  const hasOpenLengths = outer.some((one) => one?.lenBlock.isIndefiniteForm)
  if (hasOpenLengths && !isEqualBytes(derOf(raw), bytes)) throw new Error("not written as it is read")
  for (const one of outer) if (one) one.lenBlock.isIndefiniteForm = false
  const form: SignatureForm = {
    hasOpenLengths,
    version,
    digestAlgorithms: childrenOf(digests),
    content,
    certificates: childrenOf(brought).map(rawOf),
    lists: lists ? childrenOf(lists) : [],
    signerVersion,
    signer,
    digestAlgorithm,
    attributes: childrenOf(attributes),
    algorithm,
    signature,
    unsigned: unsigned ? childrenOf(unsigned) : [],
  }
  // Lengths that were closed apart, what is built is what stands in the file.
  if (!isEqualBytes(derOf(built(form)), hasOpenLengths ? derOf(raw) : bytes))
    throw new Error("more than a signature, or less")
  return form
}

function built(form: SignatureForm): DerValue {
  const { lists, unsigned } = form
  const signerInfo = sequence(
    form.signerVersion,
    form.signer,
    form.digestAlgorithm,
    tagged(0, ...form.attributes),
    form.algorithm,
    form.signature,
    ...(unsigned.length > 0 ? [tagged(1, ...unsigned)] : []),
  )
  const signedData = sequence(
    form.version,
    set(...form.digestAlgorithms),
    form.content,
    tagged(0, ...form.certificates.map(parseDer)),
    ...(lists.length > 0 ? [tagged(1, ...lists)] : []),
    set(signerInfo),
  )
  return sequence(SIGNED_DATA, tagged(0, signedData))
}

const rawOf = (value: DerValue): Uint8Array => new Uint8Array(value.valueBeforeDecodeView)
