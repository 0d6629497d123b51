import * as pkijs from "pkijs"

/** A list of revoked certificates (RFC 5280, 5.1): its head as pkijs reads it, and its lines as they are written, in order. */
export type RevocationList = {
  head: pkijs.CertificateRevocationList
  lines: { number: string; der: Uint8Array }[]
  /** Places of the lines on one number. */
  places: ReadonlyMap<string, readonly number[]>
}

type Part = { tag: number; der: Uint8Array; content: Uint8Array }
const SEQUENCE = 0x30
const TIMES = [0x17, 0x18]
const BOOLEAN = 0x01
const LONG_TAG = 0x1f

/**
 * Reads a list. Those of large authorities name ten thousands; pkijs makes some objects of every line, refuses more than some
 * thousand lines, and would take a minute. The lines are told apart here and read when one is asked for.
 * @throws Error for what is no list
 */
export const openRevocationList = (der: Uint8Array): RevocationList => {
  const [whole, ...more] = partsOf(der)
  const [content, ...signed] = partsOf(whole?.content)
  const parts = partsOf(content?.content)
  const time = parts.findLastIndex(({ tag }) => TIMES.includes(tag))
  const place = parts.findIndex(({ tag }, index) => time >= 0 && index === time + 1 && tag === SEQUENCE)
  const without = written(parts.filter((_, index) => index !== place))
  const head = pkijs.CertificateRevocationList.fromBER(written([{ der: without }, ...signed]))
  if (!content || more.length > 0) throw new Error("not one list")
  head.tbsView = Uint8Array.from(content.der)
  const lines = partsOf(parts[place]?.content).map((line) => {
    const [serial] = partsOf(line.content)
    return { number: numberIn(serial?.content ?? new Uint8Array()), der: line.der }
  })
  const places = Map.groupBy(lines.keys(), (index) => lines[index]?.number ?? "")
  return { head, lines, places }
}

/** A number by which lines are found, without the zeros before it. */
export const numberIn = (octets: Uint8Array): string =>
  Buffer.from(octets)
    .toString("hex")
    .replace(/^(?:00)+/u, "")

/** Whether a line insists on something. */
export const insists = (line: Uint8Array): boolean => {
  const [, , extensions] = partsOf(partsOf(line)[0]?.content)
  return partsOf(extensions?.content).some(({ content }) =>
    partsOf(content).some(({ tag, content: [value] }) => tag === BOOLEAN && value !== 0),
  )
}

/** A line as pkijs reads it. @throws Error for what is none */
export const readLine = (line: Uint8Array): pkijs.RevokedCertificate =>
  pkijs.RevokedCertificate.fromBER(Uint8Array.from(line))

/** The values that stand one behind the other, in DER. @throws Error where there is anything else */
function partsOf(bytes: Uint8Array = new Uint8Array()): Part[] {
  const parts: Part[] = []
  for (let from = 0; from < bytes.length; ) {
    const [tag = 0, first = 0] = bytes.subarray(from, from + 2)
    const octets = first < 0x80 ? 0 : first - 0x80
    if ((tag & LONG_TAG) === LONG_TAG || first === 0x80 || octets > 4) throw new Error("not DER")
    const start = from + 2 + octets
    const length = octets === 0 ? first : Buffer.from(bytes.subarray(from + 2, start)).readUIntBE(0, octets)
    const end = start + length
    if (end > bytes.length) throw new Error("a value that is cut off")
    parts.push({ tag, der: bytes.subarray(from, end), content: bytes.subarray(start, end) })
    from = end
  }
  return parts
}

/** A SEQUENCE of these. */
function written(parts: readonly Pick<Part, "der">[]): Uint8Array<ArrayBuffer> {
  const content = Buffer.concat(parts.map(({ der }) => der))
  const length = Buffer.alloc(4)
  length.writeUInt32BE(content.length)
  return Uint8Array.from(Buffer.concat([Buffer.from([SEQUENCE, 0x84]), length, content]))
}
