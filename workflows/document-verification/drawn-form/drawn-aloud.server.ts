import { PdfArray, PdfDict, PdfNumber, type PdfObject, PdfRef } from "@libpdf/core"
import { wordsOfCode } from "./drawn-code.server.ts"
import { drawingOf } from "./drawn-content.server.ts"
import { type DrawnFile, type DrawnRule, named, othersIn } from "./drawn-file.ts"

const ROOT = ["Type", "K", "ParentTree", "ParentTreeNextKey"]
const ELEMENT = ["S", "P", "Pg", "K", "A", "Alt"]
/** What our documents are made of, and what each may hold: other elements, or parts of pages. */
const ELEMENTS: Record<string, readonly string[] | "PARTS" | "FIELD"> = {
  Document: ["P", "H1", "Table", "Form", "Figure"],
  Table: ["TR"],
  TR: ["TH", "TD"],
  P: "PARTS",
  H1: "PARTS",
  TH: "PARTS",
  TD: "PARTS",
  Figure: "PARTS",
  Form: "FIELD",
}
/** What is said of a cell or of the QR code beside its text, as it is written out. */
const ATTRIBUTES: Record<string, RegExp> = {
  TH: /^O=Table Scope=(?:Column|Row ColSpan=\d{1,2})$/u,
  Figure: /^O=Layout Placement=Block BBox=$/u,
}
const CODE_SAID = /^Mã QR dẫn tới trang kiểm tra văn bản: (\S+)$/u

/** Whether what is read aloud, found and copied is what is seen, in the order it is drawn. */
export const ALOUD_RULES: readonly DrawnRule[] = [
  {
    name: "READ_ALOUD_AS_DRAWN",
    reason:
      "who listens, searches or copies is given what the tree of the text says: other words in place of those drawn (ActualText, Alt, E), kinds that mean something else (RoleMap, ClassMap), cells in another order, or less than is seen",
    faultIn: (file) => {
      const fault = faultOfTree(file)
      return fault === null ? null : `phần đọc thành tiếng khác phần nhìn thấy: ${fault}`
    },
  },
]

/** One part of a page that is marked, as its drawing says: `P`, and the how manieth of its page. */
type Part = { page: PdfDict; kind: string; number: number }
/** A part as the tree says it, with the element it belongs to. */
type Said = Part & { element: PdfObject }

function faultOfTree(file: DrawnFile): string | null {
  const { dictAt, listAt, pdf } = file
  const root = dictAt(pdf.getCatalog(), "StructTreeRoot")
  if (root === null) return "không có cây cấu trúc"
  const others = [...othersIn(root, ROOT), ...othersIn(dictAt(root, "ParentTree"), ["Limits", "Nums"])]
  if (others.length > 0) return `mục lạ (${named(others)})`
  const [document, another] = listAt(root, "K")
  if (!document || another) return "không phải một văn bản"
  const said: Said[] = []
  const fields: [field: PdfDict, element: PdfObject][] = []
  const addresses: string[] = []
  const pending: [reference: PdfObject, parent: PdfDict, kinds: readonly string[]][] = [
    [document, root, ["Document"]],
  ]
  while (pending.length > 0) {
    const [reference, parent, kinds] = pending.pop() as (typeof pending)[number]
    const element = file.resolved(reference)
    if (!(element instanceof PdfDict) || !(reference instanceof PdfRef)) return "phần không đọc được"
    const kind = element.getName("S")?.value ?? ""
    if (!kinds.includes(kind) || dictAt(element, "P") !== parent) return `phần không đúng chỗ (${kind})`
    const strange = othersIn(element, ELEMENT)
    if (strange.length > 0) return `mục lạ (${named(strange)})`
    const holds = ELEMENTS[kind]
    const kids = kidsOf(file, element)
    const field = holds === "FIELD" ? fieldIn(file, kids) : null
    if (!isSaidAsOurs(file, kind, element, field)) return `lời đọc thay (${kind})`
    if (kind === "Figure") addresses.push(CODE_SAID.exec(wordsOf(element) ?? "")?.[1] ?? "")
    if (holds === "FIELD") {
      if (field === null) return "ô không có trong biểu mẫu"
      fields.push([field, reference])
    } else if (holds === "PARTS")
      for (const kid of kids) {
        const part = partOf(file, kid, element)
        if (part === null) return `phần không thuộc trang nào (${kind})`
        said.push({ ...part, kind, element: reference })
      }
    else for (const kid of [...kids].reverse()) pending.push([kid, element, holds ?? []])
  }
  return (
    faultOfOrder(file, said) ??
    faultOfIndex(file, dictAt(root, "ParentTree"), said, fields) ??
    faultOfCodes(file, addresses)
  )
}

const kidsOf = ({ resolved }: DrawnFile, element: PdfDict): PdfObject[] => {
  const value = element.get("K")
  if (value === undefined) return []
  const found = value instanceof PdfRef ? resolved(value) : value
  return found instanceof PdfArray ? [...found] : [value]
}

/** A number on the element's own page, or one with its page beside it. */
function partOf(file: DrawnFile, kid: PdfObject, element: PdfDict): Omit<Part, "kind"> | null {
  const isNumber = kid instanceof PdfNumber
  if (!isNumber && !(kid instanceof PdfDict && kid.getName("Type")?.value === "MCR")) return null
  if (!isNumber && othersIn(kid, ["Type", "Pg", "MCID"]).length > 0) return null
  const page = file.dictAt(isNumber ? element : kid, "Pg")
  const number = isNumber ? kid.value : kid.getNumber("MCID")?.value
  return page === null || number === undefined ? null : { page, number }
}

/** The one field an element of a form leads to. */
function fieldIn(file: DrawnFile, [kid, another]: readonly PdfObject[]): PdfDict | null {
  if (!(kid instanceof PdfDict) || another || kid.getName("Type")?.value !== "OBJR") return null
  return othersIn(kid, ["Type", "Pg", "Obj"]).length > 0 ? null : file.dictAt(kid, "Obj")
}

/** Words stand beside a field, its label, and beside the QR code, which has none to be read; nowhere else. */
function isSaidAsOurs(file: DrawnFile, kind: string, element: PdfDict, field: PdfDict | null): boolean {
  const words = wordsOf(element)
  const attributes = file.dictAt(element, "A")
  const isWorded =
    kind === "Form"
      ? words !== undefined && words === field?.getString("TU")?.asString()
      : kind === "Figure"
        ? CODE_SAID.test(words ?? "")
        : !element.has("Alt")
  const wanted = ATTRIBUTES[kind]
  return isWorded && (wanted ? wanted.test(writtenOut(attributes)) : !element.has("A"))
}

const wordsOf = (element: PdfDict): string | undefined => element.getString("Alt")?.asString()

/** The one code there may be leads where it is said to lead: nobody reads one by eye. More are not read: a page has room for thousands. */
function faultOfCodes(file: DrawnFile, [address, ...more]: readonly string[]): string | null {
  const [code, ...others] = file.pdf.getPages().flatMap(({ dict }) => drawingOf(file, dict)?.codes ?? [])
  const isOne = more.length === 0 && others.length === 0
  return isOne && (code && wordsOfCode(code)) === address ? null : "mã QR dẫn tới nơi khác với lời đọc"
}

const writtenOut = (attributes: PdfDict | null): string =>
  [...(attributes ?? [])]
    .map(([{ value: key }, value]) => `${key}=${"value" in value ? String(value.value) : ""}`)
    .join(" ")

/** The parts of all pages as drawn: numbered from nothing on each, in the order they come. */
const partsOf = (file: DrawnFile): Part[] =>
  file.pdf.getPages().flatMap(({ dict: page }) =>
    (drawingOf(file, page)?.operations ?? []).flatMap(({ operator, operands: [tag = "", said = ""] }) => {
      const number = /^<<\/MCID (\d+)>>$/u.exec(said)?.[1]
      return operator === "BDC" && number !== undefined
        ? [{ page, kind: tag.slice(1), number: Number(number) }]
        : []
    }),
  )

function faultOfOrder(file: DrawnFile, said: readonly Said[]): string | null {
  const drawn = partsOf(file)
  const at = drawn.findIndex((part, index) => {
    const one = said[index]
    return one?.page !== part.page || one.number !== part.number || one.kind !== part.kind
  })
  if (at >= 0 || said.length !== drawn.length) return "thiếu, thừa hoặc đổi thứ tự"
  const isNumbered = drawn.every(({ page, number }, index) => {
    const before = drawn[index - 1]
    return number === (before?.page === page ? before.number + 1 : 0)
  })
  return isNumbered ? null : "phần đánh số khác thứ tự vẽ"
}

/** The way back, by which programs find of a place on the page what it is: the same as the way there. */
function faultOfIndex(
  file: DrawnFile,
  index: PdfDict | null,
  said: readonly Said[],
  fields: readonly (readonly [PdfDict, PdfObject])[],
): string | null {
  const wanted = new Map<number, string>()
  const keyOf = (page: PdfDict) => page.getNumber("StructParents")?.value ?? Number.NaN
  for (const { dict } of file.pdf.getPages()) {
    if (wanted.has(keyOf(dict))) return "hai phần cùng một số"
    wanted.set(keyOf(dict), "")
  }
  for (const { page, element } of said)
    wanted.set(keyOf(page), `${wanted.get(keyOf(page))}${numberOf(element)} `)
  for (const [field, element] of fields) {
    const key = field.getNumber("StructParent")?.value ?? Number.NaN
    if (wanted.has(key)) return "hai phần cùng một số"
    wanted.set(key, `${numberOf(element)}`)
  }
  const pairs = file.listAt(index, "Nums")
  const isSame = [...wanted].every(([key, elements]) => {
    const at = pairs.findIndex(
      (one, place) => place % 2 === 0 && one instanceof PdfNumber && one.value === key,
    )
    const value = at < 0 ? undefined : pairs[at + 1]
    const found =
      value instanceof PdfArray ? [...value].map((one) => `${numberOf(one)} `).join("") : numberOf(value)
    return String(found) === elements
  })
  return isSame && pairs.length === 2 * wanted.size ? null : "bảng tra ngược khác cây cấu trúc"
}

const numberOf = (value: PdfObject | undefined): number =>
  value instanceof PdfRef ? value.objectNumber : Number.NaN
