import * as asn1 from "asn1js"

/** A value of ASN.1 as it was read. */
export type DerValue = asn1.AsnType

/** @throws Error when the bytes are not one value */
export const parseDer = (bytes: Uint8Array): DerValue => {
  const own = new Uint8Array(bytes)
  const { offset, result } = asn1.fromBER(own)
  if (offset !== own.length) throw new Error("not one DER value")
  return result
}

/** @throws Error for a value that holds no others */
export const childrenOf = (value: DerValue | undefined): DerValue[] => {
  if (!(value instanceof asn1.Constructed)) throw new Error("not a constructed value")
  return value.valueBlock.value as DerValue[]
}

/** The bytes a value is written with. */
export const derOf = (value: DerValue): Uint8Array => new Uint8Array(value.toBER(false))

export const isEqualBytes = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0
