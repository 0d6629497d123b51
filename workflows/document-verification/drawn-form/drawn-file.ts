import { type PDF, PdfArray, PdfDict, type PdfObject, PdfRef, PdfStream } from "@libpdf/core"
import { resolverOf } from "#workflows/pdf-file/filled-fields.server.ts"

/** The first saving of a decision, as it was drawn, and how to look into it. */
export type DrawnFile = {
  pdf: PDF
  /** Numbers of all its objects but those that only hold others or say where they are. */
  numbers: readonly number[]
  resolved(value: PdfObject | null | undefined): PdfObject | null
  dictAt(dict: PdfDict | null, key: string): PdfDict | null
  listAt(dict: PdfDict | null, key: string): PdfObject[]
}

/** One thing our drawings keep to; what keeps to none of them has been made to look like one. */
export type DrawnRule = {
  name: string
  /** What it keeps out, and who would use that. */
  reason: string
  /** Vietnamese, after «Bản lập có …»; null when the rule is kept. */
  faultIn(file: DrawnFile): string | null
}

export const openDrawn = (pdf: PDF, objects: Iterable<number>): DrawnFile => {
  const resolve = resolverOf(pdf)
  const resolved = (value: PdfObject | null | undefined) =>
    (value instanceof PdfRef ? resolve(value) : value) ?? null
  const dictAt = (dict: PdfDict | null, key: string): PdfDict | null => {
    const found = resolved(dict?.get(key))
    return found instanceof PdfDict ? found : null
  }
  return {
    pdf,
    numbers: [...objects].filter((number) => !isContainer(resolve(PdfRef.of(number, 0)))),
    resolved,
    dictAt,
    listAt: (dict, key) => {
      const found = resolved(dict?.get(key))
      return found instanceof PdfArray ? [...found] : []
    },
  }
}

const isContainer = (object: PdfObject | null): boolean =>
  object instanceof PdfStream && ["ObjStm", "XRef"].includes(object.getName("Type")?.value ?? "")

/** Entries of a dictionary beyond those named. */
export const othersIn = (dict: PdfDict | null, known: readonly string[]): string[] =>
  [...(dict?.keys() ?? [])].map(({ value }) => value).filter((key) => !known.includes(key))

/** The names among which something is, for a message. */
export const named = (keys: readonly string[]): string => [...new Set(keys)].slice(0, 3).join(", ")
