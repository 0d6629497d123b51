/** 1 January 1980, 00:00: the zero of the ZIP clock, as DOS time and date. */
const DOS_TIME = 0
const DOS_DATE = (1 << 5) | 1

const LOCAL_HEADER = 0x04034b50
const CENTRAL_HEADER = 0x02014b50
const END_OF_DIRECTORY = 0x06054b50

/**
 * The archive with every entry's time set to the start of the ZIP calendar, so that packing the same content twice
 * gives the same bytes. Reads only the central directory; the content is not touched. @throws when it is no ZIP
 */
export const withFixedZipTimes = (archive: Uint8Array): Uint8Array => {
  const bytes = Uint8Array.from(archive)
  const view = new DataView(bytes.buffer)
  const end = findEnd(view)
  const count = view.getUint16(end + 10, true)
  let at = view.getUint32(end + 16, true)
  for (let entry = 0; entry < count; entry += 1) {
    expectSignature(view, at, CENTRAL_HEADER)
    setTime(view, at + 12)
    const local = view.getUint32(at + 42, true)
    expectSignature(view, local, LOCAL_HEADER)
    setTime(view, local + 10)
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return bytes
}

function setTime(view: DataView, at: number): void {
  view.setUint16(at, DOS_TIME, true)
  view.setUint16(at + 2, DOS_DATE, true)
}

function findEnd(view: DataView): number {
  for (let at = view.byteLength - 22; at >= 0; at -= 1)
    if (view.getUint32(at, true) === END_OF_DIRECTORY) return at
  throw new Error("not a ZIP archive: no end of central directory")
}

function expectSignature(view: DataView, at: number, signature: number): void {
  if (view.getUint32(at, true) !== signature) throw new Error(`broken ZIP archive at byte ${at}`)
}
