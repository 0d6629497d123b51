import { PdfArray, PdfDict, type PdfObject, PdfRef, PdfStream } from "@libpdf/core"
import { type DrawnFile, type DrawnRule, named, othersIn } from "./drawn-file.ts"

const CATALOGUE = [
  ...["Type", "Pages", "Names", "Outlines", "OutputIntents", "Lang", "MarkInfo", "StructTreeRoot"],
  ...["ViewerPreferences", "AcroForm", "AF", "Metadata", "PageMode"],
]

/** Actions that do more than lead to a place in the file (ISO 32000-1, 12.6.4). */
const ACTIONS = [
  ...["JavaScript", "Launch", "URI", "GoToR", "GoToE", "SubmitForm", "ResetForm", "ImportData", "Hide"],
  ...[
    "SetOCGState",
    "Rendition",
    "Named",
    "Movie",
    "Sound",
    "Thread",
    "Trans",
    "GoTo3DView",
    "RichMediaExecute",
  ],
]
/** Entries that show something else than what is drawn, or do something, wherever they stand. */
const ACTIVE = [
  "JS",
  "AA",
  "OC",
  "OCGs",
  "OCProperties",
  "OpenAction",
  "XFA",
  "NeedAppearances",
  "RichMediaContent",
]

/** How every document of ours is read aloud. */
const LANGUAGE = "vi-VN"

/** What the file as a whole may hold. */
export const STRUCTURE_RULES: readonly DrawnRule[] = [
  {
    name: "CATALOGUE_ENTRIES",
    reason:
      "layers (OCProperties), actions on opening, portfolios, usage rights and threads show something else than the pages, at once or when told so later; the language it is read aloud in, and how it is opened, are those of our drawings",
    faultIn: ({ pdf, dictAt, listAt }) => {
      const root = pdf.getCatalog()
      const others = [
        ...othersIn(root, CATALOGUE),
        ...othersIn(dictAt(root, "Names"), ["Dests", "EmbeddedFiles"]),
        ...othersIn(dictAt(root, "ViewerPreferences"), ["DisplayDocTitle"]),
        ...othersIn(dictAt(root, "MarkInfo"), ["Marked"]),
      ]
      if (others.length > 0) return `mục lạ trong danh mục của tệp (${named(others)})`
      const dests = dictAt(dictAt(root, "Names"), "Dests")
      const isOwn: Record<string, boolean> = {
        Lang: root.getString("Lang")?.asString() === LANGUAGE,
        MarkInfo: dictAt(root, "MarkInfo")?.getBool("Marked")?.value === true,
        PageMode: ["UseOutlines", undefined].includes(root.getName("PageMode")?.value),
        ViewerPreferences: dictAt(root, "ViewerPreferences")?.getBool("DisplayDocTitle")?.value === true,
        Dests: othersIn(dests, ["Names"]).length === 0 && listAt(dests, "Names").length === 0,
      }
      const wrong = Object.keys(isOwn).filter((key) => !isOwn[key])
      return wrong.length > 0 ? `mục ghi khác trong danh mục của tệp (${named(wrong)})` : null
    },
  },
  {
    name: "NOTHING_RUNS",
    reason:
      "scripts, actions, layers and forms that are drawn anew change what is seen after it was signed, or hide it from one of two readers; data kept outside the file (a stream's F) can be changed at any time",
    faultIn: (file) => {
      const found = file.numbers.flatMap((number) => activeIn(file.resolved(PdfRef.of(number, 0))))
      return found.length > 0 ? `phần tự chạy, lớp ẩn hoặc dữ liệu ngoài tệp (${named(found)})` : null
    },
  },
  {
    name: "PACKED_ALIKE",
    reason:
      "a reader that knows no such packing (Crypt, or one inside another) shows nothing where the next shows something",
    faultIn: ({ numbers, resolved }) => {
      const isPlain = (stream: PdfStream) =>
        ["FlateDecode", undefined].includes(stream.getName("Filter")?.value) &&
        (stream.get("Filter") ?? null) === (stream.getName("Filter") ?? null) &&
        !stream.has("DecodeParms")
      const isWrong = numbers.some((number) => {
        const object = resolved(PdfRef.of(number, 0))
        return object instanceof PdfStream && !isPlain(object)
      })
      return isWrong ? "dữ liệu nén theo cách khác" : null
    },
  },
  {
    name: "NOTHING_UNREACHED",
    reason:
      "what nothing leads to is not seen when it is signed, and one entry changed later shows it (hide and replace)",
    faultIn: (file) => {
      const reached = reachedIn(file)
      const left = file.numbers.filter((number) => !reached.has(number))
      return left.length > 0 ? `${left.length} đối tượng không thuộc trang nào` : null
    },
  },
]

function activeIn(value: PdfObject | null): string[] {
  const found: string[] = []
  const pending: (PdfObject | null | undefined)[] = [value]
  while (pending.length > 0) {
    const one = pending.pop()
    if (one instanceof PdfArray) pending.push(...one)
    if (!(one instanceof PdfDict)) continue
    for (const [{ value: key }, item] of one) {
      if (ACTIVE.includes(key)) found.push(key)
      if (key === "S" && item.type === "name" && ACTIONS.includes(item.value)) found.push(item.value)
      if (one instanceof PdfStream && ["F", "FFilter"].includes(key)) found.push(key)
      pending.push(item)
    }
  }
  return found
}

function reachedIn({ pdf, resolved }: DrawnFile): Set<number> {
  const { trailer } = pdf.context.info
  const reached = new Set<number>()
  const pending: (PdfObject | null | undefined)[] = [trailer.get("Root"), trailer.get("Info")]
  while (pending.length > 0) {
    const one = pending.pop()
    if (one instanceof PdfRef) {
      if (reached.has(one.objectNumber)) continue
      reached.add(one.objectNumber)
      pending.push(resolved(one))
    } else if (one instanceof PdfArray) pending.push(...one)
    else if (one instanceof PdfDict) for (const [, item] of one) pending.push(item)
  }
  return reached
}
