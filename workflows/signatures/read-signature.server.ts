import * as asn1 from "asn1js"
import type { Told } from "./allowance.ts"
import { ALLOWANCES } from "./allowances.server.ts"
import { namingOf, ONE } from "./allowed-certificates.server.ts"
import { type DerValue, derOf, isEqualBytes } from "./der.server.ts"
import {
  type DigestName,
  isSame,
  isSignedBy,
  oid,
  PLAIN,
  SALT_BYTES,
  sequence,
} from "./signature-algorithms.server.ts"
import { openForm, type SignatureForm } from "./signature-form.server.ts"
import { isNamed, isNamedOtherwise, octetsOf, readAttributes } from "./signed-attributes.server.ts"
import { readTimestamp, type Timestamp } from "./timestamp.server.ts"

/** A detached CMS signature, as far as it could be read. */
export type ReadSignature = {
  /** DER: the signer's certificate, and those above it that it brings. */
  own: Uint8Array
  brought: Uint8Array[]
  /** What a timestamp authority says; null without a timestamp, or with one that does not hold. */
  stamp: Timestamp | null
  /** The time it says itself; null where it says none. */
  signingTime: Date | null
  /** Names of the allowances it needed; none for ours. */
  allowances: string[]
  /** Vietnamese; empty when the signature holds over the content. Of the certificates nothing is said. */
  faults: string[]
}

const DATA = sequence(oid("1.2.840.113549.1.7.1"))

/**
 * Reads and verifies a signature. There is one plain form, ours (PAdES B-B with SHA-256), with one encoding only: what departs from
 * it by nothing but the named allowances is read, and the rest is refused, so that no byte of a signature can change unnoticed.
 * @param digestOf of the content that is signed
 * @throws Error when the bytes are anything else
 */
export const readSignature = async (
  bytes: Uint8Array,
  digestOf: (name: DigestName) => Uint8Array,
): Promise<ReadSignature> => {
  const form = openForm(bytes)
  const { attributes } = form
  const told: Told = { digest: "sha256", salt: SALT_BYTES, token: null, namesCertificate: true }
  const allowances = ALLOWANCES.filter((one) => one.takeAway(form, told)).map(({ name }) => name)
  const left = departuresOf(form)
  if (left.length > 0) throw new Error(`not in the plain form, and not allowed: ${left.join(", ")}`)
  const [own = new Uint8Array(), ...brought] = form.certificates
  const signed = readAttributes(attributes)
  const signature = octetsOf(form.signature)
  const holds =
    isEqualBytes(signed.contentDigest, digestOf(told.digest)) &&
    (isNamed(signed, own) || !told.namesCertificate) &&
    isSignedBy(own, { ...told, algorithm: form.algorithm }, signedBytes(attributes), signature)
  const stamp = told.token && (await readTimestamp(told.token, signature).catch(() => null))
  return {
    own,
    brought,
    stamp,
    signingTime: signed.signingTime,
    allowances,
    faults: [
      ...(holds ? [] : ["nội dung tệp đã bị thay đổi sau khi ký"]),
      ...(isNamedOtherwise(signed, own)
        ? ["chữ ký ghi nơi cấp và số của một chứng thư khác với chứng thư của người ký"]
        : []),
      ...(told.token && !stamp ? ["dấu thời gian của chữ ký không hợp lệ"] : []),
    ],
  }
}

/** What of a form is not plain, by its part. */
function departuresOf(form: SignatureForm): string[] {
  const [own] = form.certificates
  const are = (all: readonly DerValue[], plain: DerValue) => all.every((one) => isSame(one, plain))
  const plain: Record<string, boolean> = {
    lengths: !form.hasOpenLengths,
    versions: are([form.version, form.signerVersion], ONE),
    digest:
      form.digestAlgorithms.length === 1 &&
      are([...form.digestAlgorithms, form.digestAlgorithm], PLAIN.digest),
    content: isSame(form.content, DATA),
    signer: own !== undefined && isSame(form.signer, namingOf(own)),
    algorithm: [PLAIN.ecdsa, PLAIN.rsa, PLAIN.pss].some((one) => isSame(one, form.algorithm)),
    signature: isSame(
      form.signature,
      new asn1.OctetString({ valueHex: Uint8Array.from(octetsOf(form.signature)).buffer }),
    ),
    lists: form.lists.length === 0,
    unsigned: form.unsigned.length === 0,
  }
  return Object.keys(plain).filter((part) => !plain[part])
}

/** What the key signs: the attributes as a SET (RFC 5652, 5.4). */
const signedBytes = (attributes: DerValue[]) => derOf(new asn1.Set({ value: attributes }))
