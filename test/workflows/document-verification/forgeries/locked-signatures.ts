import { FIELDS, SIGNATURE_FIELDS } from "#models/official-document/document-fields.ts"
import { aCms, withCms } from "./made-up-cms.ts"
import { at, type Forgery, type Office } from "./office.ts"

const TYPE = "/Type /Sig\n"

/**
 * The last signature of a file with one more entry in its dictionary, signed anew by the same key. All that stands behind the entry
 * moves, so that the places in the file's last table do too.
 */
export const withEntry = async (
  bytes: Uint8Array,
  entry: string,
  by: Office["person"],
): Promise<Uint8Array> => {
  const before = Buffer.from(bytes).toString("latin1")
  const place = before.lastIndexOf(TYPE) + TYPE.length
  const moved = entry.length + 1
  const range = (all: string, ...parts: string[]) => {
    const [length = 0, next = 0, rest = 0] = parts.slice(0, 3).map(Number)
    return `${`/ByteRange [0 ${length + moved} ${next + moved} ${rest}`.padEnd(all.length - 1)}]`
  }
  const behind = before
    .slice(place)
    .replace(/\/ByteRange \[0 (\d+) +(\d+) +(\d+) *\]/u, range)
    .replace(/(?<=startxref\n)\d+(?=\n%%EOF\n$)/u, (table) => String(Number(table) + moved))
  const text = `${before.slice(0, place)}${entry}\n${behind}`
  const file = Buffer.from(text, "latin1")
  const table = text.lastIndexOf("/Type /XRef")
  const entries = text.indexOf("stream\n", table) + "stream\n".length
  const length = Number(/\/Length (\d+)/u.exec(text.slice(text.lastIndexOf("obj", table)))?.[1])
  for (let one = entries; one < entries + length; one += 5) {
    const offset = file.readUIntBE(one + 1, 3)
    if (offset > place) file.writeUIntBE(offset + moved, one + 1, 3)
  }
  return withCms(new Uint8Array(file), (digestOf) => aCms(by, digestOf))
}

const reference = (method: string, params: string) =>
  `/Reference [<</Type /SigRef /TransformMethod /${method} /TransformParams <</Type /TransformParams /V /1.2 ${params}>>>>]`
const changes = (level: string) => reference("DocMDP", level)
const fields = (action: string, ...names: string[]) =>
  reference("FieldMDP", `/Action /${action} /Fields [${names.map((name) => `(${name})`).join(" ")}]`)

/** The leader signs so, then number and seal follow. */
const signedSo = (name: string, entry: string, words: RegExp): Forgery => ({
  name,
  make: async ({ signed, person, number, seal }) =>
    seal(await number(await withEntry(signed, entry, person))),
  words,
})
const FORBIDDEN =
  /Bổ sung trái với điều chữ ký cho phép: chữ ký số của người có thẩm quyền không cho thêm gì vào «Số, ký hiệu của văn bản»/u
const SEAL_FORBIDDEN =
  /người có thẩm quyền không cho thêm gì vào «Chữ ký số của cơ quan ban hành» sau khi ký/u

/** What follows a signature that forbids it. */
export const LOCKED: Forgery[] = [
  signedSo("the leader lets nothing change any more", changes("/P 1"), FORBIDDEN),
  signedSo("the leader lets change what nobody knows", changes("/P 9"), FORBIDDEN),
  signedSo("the leader lets nothing change, in no number", changes("/P /None"), FORBIDDEN),
  signedSo("the leader locks all fields", fields("All"), FORBIDDEN),
  signedSo("the leader locks fields in a way nobody knows", fields("Some"), FORBIDDEN),
  signedSo("the leader locks the number", fields("Include", FIELDS.number.name), FORBIDDEN),
  signedSo("the leader locks the seal", fields("Include", SIGNATURE_FIELDS.agency.name), SEAL_FORBIDDEN),
  signedSo(
    "the leader locks all but number and date",
    fields("Exclude", FIELDS.number.name, FIELDS.date.name),
    SEAL_FORBIDDEN,
  ),
  {
    name: "who initials lets nothing change any more",
    make: async ({ drawnForInitials, agency, initial, issue }) =>
      issue(
        await withEntry(await initial(drawnForInitials, agency, at("08:30:00")), changes("/P 1"), agency),
      ),
    words: /chữ ký nháy không cho thêm gì vào/u,
  },
]

const HOLDS = /Chữ ký số của người có thẩm quyền hợp lệ/u
/** What follows was let be. */
export const NOT_LOCKED: Forgery[] = [
  signedSo("the leader lets fields be filled", changes("/P 2"), HOLDS),
  signedSo("the leader says nothing of what may change", changes(""), HOLDS),
  signedSo("the leader lets notes be made", changes("/P 3"), HOLDS),
  signedSo(
    "the leader locks the place of his own signature",
    fields("Include", SIGNATURE_FIELDS.personal.name),
    HOLDS,
  ),
  signedSo(
    "the leader locks all but what follows",
    fields("Exclude", FIELDS.number.name, FIELDS.date.name, SIGNATURE_FIELDS.agency.name),
    HOLDS,
  ),
  {
    name: "the seal lets nothing change any more",
    make: ({ sealed, agency }) => withEntry(sealed, changes("/P 1"), agency),
    words: HOLDS,
  },
]
