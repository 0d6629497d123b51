import { type PDF, PdfArray, PdfDict, type PdfObject, PdfRef, PdfStream } from "@libpdf/core"
import { FIELDS, SIGNATURE_FIELDS } from "#models/official-document/document-fields.ts"
import { FileShapeError, MOST_OBJECTS } from "#workflows/pdf-file/cross-reference.server.ts"
import type { FileRevision } from "#workflows/pdf-file/file-revisions.server.ts"
import { findField, openForAddition, resolverOf } from "#workflows/pdf-file/filled-fields.server.ts"
import { isPlainAppearance } from "./drawn-form/drawn-fields.server.ts"
import { openDrawn } from "./drawn-form/drawn-file.ts"
import { isPlainValidationData } from "./validation-data-form.server.ts"

/** What one saving after the drawing added. */
export type Addition = "INITIAL" | "NUMBER" | "PERSONAL" | "AGENCY" | "VALIDATION"

type Permission = { addition: Addition; fields: readonly string[]; keys: readonly string[] }

/** Fields each addition may fill, and which entries of theirs; everything else stays as it was drawn. */
const PERMISSIONS: readonly Permission[] = [
  { addition: "NUMBER", fields: [FIELDS.number.name, FIELDS.date.name], keys: ["V", "AP"] },
  { addition: "INITIAL", fields: [SIGNATURE_FIELDS.initial.name], keys: ["V", "AP", "F"] },
  { addition: "PERSONAL", fields: [SIGNATURE_FIELDS.personal.name], keys: ["V", "AP", "F"] },
  { addition: "AGENCY", fields: [SIGNATURE_FIELDS.agency.name], keys: ["V", "AP", "F"] },
]

/** Fields that additions fill; data to check signatures with fills none. */
export const fieldsFilledBy = (additions: readonly (Addition | null)[]): string[] =>
  PERMISSIONS.filter(({ addition }) => additions.includes(addition)).flatMap(({ fields }) => fields)

/**
 * What each saving after the first added, in order; null where it did anything but fill the fields of one addition: no
 * other object changed, and every new object belongs to what those fields now hold. @throws FileShapeError
 */
export const readAdditions = async (
  bytes: Uint8Array,
  revisions: readonly FileRevision[],
): Promise<(Addition | null)[]> => {
  const [drawn, ...later] = revisions
  if (!drawn?.objects) return []
  const known = new Set<number | null>([...drawn.objects.keys(), drawn.reference])
  let before = await openForAddition(bytes.subarray(0, drawn.end))
  const additions: (Addition | null)[] = []
  for (const { end, objects, written: found, reference } of later) {
    const after = await openForAddition(bytes.subarray(0, end))
    if (!isSameDocument(before, after)) additions.push(null)
    else if (objects === null) additions.push(foreignAdditionOf(before, after, known, found))
    else {
      const written = [...objects.keys()]
      // A cross-reference under a number in use would take that object's place.
      const changed = written.filter((number) => known.has(number))
      const added = written.filter((number) => !known.has(number))
      const isNew = reference === null || !known.has(reference)
      additions.push(isNew ? ownAdditionOf(before, after, { known, changed, added }) : null)
    }
    if (objects === null) {
      const next = after.context.registry.nextObjectNumber
      // A program may list an object beyond the size it states.
      if (next > MOST_OBJECTS) throw new FileShapeError("Tệp có đối tượng mang số quá lớn nên không đọc.")
      for (let number = 1; number < next; number++) known.add(number)
    } else for (const number of [...objects.keys(), reference]) known.add(number)
    before = after
  }
  return additions
}

/** The document and its properties are where they were. */
const isSameDocument = (before: PDF, after: PDF): boolean =>
  ["Root", "Info"].every((name) => {
    const [was, is] = [before, after].map((pdf) => pdf.context.info.trailer.getRef(name))
    return was !== undefined && was.objectNumber === is?.objectNumber && was.generation === is.generation
  })

type Written = { known: ReadonlySet<number | null>; changed: number[]; added: number[] }

/** What our form of saving added, by what it says it wrote, and by what a reader of the whole file then finds. */
function ownAdditionOf(before: PDF, after: PDF, { known, changed, added }: Written): Addition | null {
  const addition = isValidationData(before, after, changed, added)
    ? "VALIDATION"
    : additionOf(before, after, changed, added)
  if (addition === null) return null
  const others = [...known].filter((number) => number !== null && !changed.includes(number))
  return others.every((number) => isSame(before, after, PdfRef.of(number as number, 0), [])) ? addition : null
}

function additionOf(before: PDF, after: PDF, changed: number[], added: number[]): Addition | null {
  const permission = PERMISSIONS.find(({ addition, fields, keys }) => {
    const filled = fields.map((name) => findField(after, name))
    const numbers = filled.map((field) => field && after.context.registry.getRef(field)?.objectNumber)
    const held = objectsHeldBy(after, filled, keys)
    return (
      filled.every((field) => isShownOnce(after, field)) &&
      (addition !== "NUMBER" || filled.every((field) => isPlainlyShown(after, field))) &&
      isSameSet(changed, numbers) &&
      fields.every((name, index) => isFilled(findField(before, name), filled[index], keys)) &&
      added.every((number) => held.has(number))
    )
  })
  return permission?.addition ?? null
}

/**
 * Certificates, OCSP responses and revocation lists laid beside the signatures (PAdES B-LT, ETSI EN 319 142-1, 5.4): the
 * catalogue names them and nothing else of it changes. Nothing of them is shown.
 */
function isValidationData(before: PDF, after: PDF, changed: number[], added: number[]): boolean {
  const root = before.context.info.trailer.getRef("Root")
  if (!root || after.context.info.trailer.getRef("Root")?.objectNumber !== root.objectNumber) return false
  const held = objectsHeldBy(after, [after.getCatalog()], ["DSS"])
  return (
    isSameSet(changed, [root.objectNumber]) &&
    after.getCatalog().has("DSS") &&
    isPlainValidationData(after) &&
    isSame(before, after, root, ["DSS", "Extensions"]) &&
    added.every((number) => held.has(number))
  )
}

/** Entries that signing software sets beside the value, in the field and in what stands above it. */
const FOREIGN_KEYS = {
  field: ["V", "AP", "AS", "F", "M", "MK", "DA", "DR"],
  form: ["SigFlags", "DR", "DA"],
  catalog: ["Extensions", "DSS"],
  info: ["ModDate", "Producer"],
}

/**
 * What a saving by other software added: a signature, when every object known before reads the same now, but for the one
 * field and the entries such software keeps its books in. Nothing that can be seen is among them.
 */
function foreignAdditionOf(
  before: PDF,
  after: PDF,
  known: ReadonlySet<number | null>,
  found: ReadonlySet<number>,
): Addition | null {
  const rootOf = (pdf: PDF) => pdf.context.info.trailer.getRef("Root")
  const [root, info] = [rootOf(before), before.context.info.trailer.getRef("Info")]
  if (!root || rootOf(after)?.objectNumber !== root.objectNumber) return null
  // What stands in another object has no place of its own that all programs agree on.
  if ([...found].some((number) => holdsObjects(after, number))) return null
  if (!isPlainValidationData(after)) return null
  const form = before.getCatalog().getRef("AcroForm")
  for (const { addition, fields } of PERMISSIONS) {
    if (addition === "NUMBER") continue
    const [name = ""] = fields
    const field = findField(before, name)
    const number = field && before.context.registry.getRef(field)?.objectNumber
    if (!field || !isFilled(field, findField(after, name), FOREIGN_KEYS.field)) continue
    if (!isShownOnce(after, findField(after, name))) continue
    const shownBefore = objectsHeldBy(before, [field], ["AP"])
    const permitted = new Map([
      [number, FOREIGN_KEYS.field],
      [form?.objectNumber, FOREIGN_KEYS.form],
      [root.objectNumber, FOREIGN_KEYS.catalog],
      [info?.objectNumber, FOREIGN_KEYS.info],
    ])
    const isRewritten = [...found].every(
      (one) => !known.has(one) || permitted.has(one) || shownBefore.has(one),
    )
    const isKept = [...known].every(
      (one) =>
        one === null ||
        shownBefore.has(one) ||
        isSame(before, after, PdfRef.of(one, 0), permitted.get(one) ?? []),
    )
    if (isRewritten && isKept) return addition
  }
  return null
}

const holdsObjects = (pdf: PDF, number: number): boolean => {
  const object = resolverOf(pdf)(PdfRef.of(number, 0))
  return object instanceof PdfStream && object.getName("Type", resolverOf(pdf))?.value === "ObjStm"
}

/** Whether an object reads the same in both, but for the entries named. */
function isSame(before: PDF, after: PDF, ref: PdfRef, but: readonly string[]): boolean {
  const [was, is] = [resolverOf(before)(ref) ?? undefined, resolverOf(after)(ref) ?? undefined]
  if (was instanceof PdfStream)
    return (
      is instanceof PdfStream &&
      Buffer.compare(was.data, is.data) === 0 &&
      differingKeys(was, is).every((name) => name === "Length")
    )
  if (was instanceof PdfDict && is instanceof PdfDict)
    return differingKeys(was, is).every((name) => but.includes(name))
  return canonical(was) === canonical(is)
}

const differingKeys = (before: PdfDict, after: PdfDict): string[] =>
  [...new Set([...before.keys(), ...after.keys()].map(({ value }) => value))].filter(
    (name) => canonical(before.get(name)) !== canonical(after.get(name)),
  )

/** It has one look, not others for when it is pointed at or pressed. */
const isShownOnce = (pdf: PDF, field: PdfDict | null): boolean =>
  [...(field?.getDict("AP", resolverOf(pdf))?.keys() ?? [])].every(({ value }) => value === "N")

/** Number and date are one line of text, with nothing drawn beside it. */
const isPlainlyShown = (pdf: PDF, field: PdfDict | null): boolean => {
  const file = openDrawn(pdf, [])
  return field !== null && isPlainAppearance(file, file.dictAt(field, "AP")?.get("N"))
}

/** Only those entries differ, and the value does. */
function isFilled(
  before: PdfDict | null,
  after: PdfDict | null | undefined,
  keys: readonly string[],
): boolean {
  if (!before || !after) return false
  const differing = differingKeys(before, after)
  return differing.includes("V") && differing.every((name) => keys.includes(name))
}

/** Numbers of all objects reached from those entries. */
function objectsHeldBy(pdf: PDF, fields: readonly (PdfDict | null)[], keys: readonly string[]): Set<number> {
  const seen = new Set<number>()
  const pending = fields.flatMap((field) => keys.map((key) => field?.get(key)))
  while (pending.length > 0) {
    const value = pending.pop()
    if (value instanceof PdfRef) {
      if (seen.has(value.objectNumber)) continue
      seen.add(value.objectNumber)
      pending.push(resolverOf(pdf)(value) ?? undefined)
    } else if (value instanceof PdfArray) pending.push(...value)
    else if (value instanceof PdfDict) for (const [, item] of value) pending.push(item)
  }
  return seen
}

const isSameSet = (a: readonly number[], b: readonly (number | null | undefined)[]): boolean =>
  a.length === b.length && a.every((one) => b.includes(one))

/** A value as text, numbers with the decimals additions are written with. */
function canonical(value: PdfObject | undefined): string {
  if (value === undefined) return ""
  if (value instanceof PdfStream) return "stream"
  if (value instanceof PdfDict)
    return `<<${[...value]
      .map(([name, item]) => `${name.value} ${canonical(item)}`)
      .sort()
      .join(" ")}>>`
  if (value instanceof PdfArray) return `[${[...value].map(canonical).join(" ")}]`
  if (value instanceof PdfRef) return `${value.objectNumber} ${value.generation} R`
  if (value.type === "string") return `(${Buffer.from(value.bytes).toString("hex")})`
  if (value.type === "number") return value.value.toFixed(5)
  if (value.type === "name") return `/${value.value}`
  if (value.type === "bool") return String(value.value)
  return value.type
}
