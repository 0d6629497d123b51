import { type PDF, PdfDict, PdfRef, PdfString } from "@libpdf/core"
import { FIELDS, SIGNATURE_FIELDS } from "#models/official-document/document-fields.ts"
import { resolverOf } from "#workflows/pdf-file/filled-fields.server.ts"

/** What a signature forbids after it: any change, or to fill these fields. */
export type SignedLock =
  | { kind: "FILE" }
  | { kind: "FIELDS"; action: "ALL" | "INCLUDE" | "EXCLUDE"; names: string[] }

/** DocMDP that lets fields be filled and signatures be added; 2 where none is written (ISO 32000-1, 12.8.2.2, table 254). */
const OPEN = [2, 3]
const ACTIONS = { All: "ALL", Include: "INCLUDE", Exclude: "EXCLUDE" } as const

/**
 * What a signature's dictionary forbids (ISO 32000-1, 12.8.2.2 DocMDP, 12.8.2.4 FieldMDP), nothing where it forbids nothing. What is
 * written in no known way forbids all it could.
 */
export const locksIn = (pdf: PDF, signature: PdfDict): SignedLock[] => {
  const resolve = resolverOf(pdf)
  return [...(signature.getArray("Reference", resolve) ?? [])].flatMap((item): SignedLock[] => {
    const reference = item instanceof PdfRef ? resolve(item) : item
    if (!(reference instanceof PdfDict)) return []
    const method = reference.getName("TransformMethod", resolve)?.value
    const params = reference.getDict("TransformParams", resolve)
    if (method === "DocMDP") {
      const isOpen = !params?.has("P") || OPEN.includes(params.getNumber("P", resolve)?.value ?? 0)
      return isOpen ? [] : [{ kind: "FILE" }]
    }
    if (method !== "FieldMDP") return []
    const said = params?.getName("Action", resolve)?.value ?? ""
    const action = Object.hasOwn(ACTIONS, said) ? ACTIONS[said as keyof typeof ACTIONS] : "ALL"
    const names = [...(params?.getArray("Fields", resolve) ?? [])]
      .map((one) => (one instanceof PdfRef ? resolve(one) : one))
      .flatMap((one) => (one instanceof PdfString ? one.asString() : []))
    return [{ kind: "FIELDS", action, names }]
  })
}

/** Which of the fields that are filled afterwards a signature forbids, in words; none where it lets them be. */
export const forbiddenBy = (locks: readonly SignedLock[], later: readonly string[]): string[] =>
  later.filter((name) => locks.some((lock) => isForbidden(lock, name))).map(labelOf)

const isForbidden = (lock: SignedLock, name: string): boolean =>
  lock.kind === "FILE" || lock.action === "ALL" || lock.names.includes(name) === (lock.action === "INCLUDE")

const labelOf = (name: string): string =>
  [...Object.values(FIELDS), ...Object.values(SIGNATURE_FIELDS)].find((one) => one.name === name)?.label ??
  name
