/** A collection's validator: which documents it takes, and what it says of one it does not. */
import { ServerError } from "../errors.ts"
import { compileFilter } from "../query/filter.ts"
import { MISSING, splitPath, valueAt } from "../query/paths.ts"
import { type Document, isDocument } from "../values/bson.server.ts"

/** @param before the document as it was, null when it is new */
export type Guard = (document: Document, before: () => Document | null) => void

/** The guard a collection's options ask for; null when every document may come in. */
export const guardOf = (options: Document): Guard | null => {
  const { validator, validationLevel = "strict", validationAction = "error" } = options
  if (!isDocument(validator) || Object.keys(validator).length === 0) return null
  if (validationLevel === "off" || validationAction === "warn") return null
  const isValid = compileFilter(validator)
  return (document, before) => {
    if (isValid(document)) return
    if (validationLevel === "moderate") {
      const earlier = before()
      if (earlier && !isValid(earlier)) return
    }
    throw new ServerError(121, "Document failed validation", {
      errInfo: { failingDocumentId: document["_id"], details: detailsOf(validator, document) },
    })
  }
}

function detailsOf(validator: Document, document: Document): Document {
  const failing = Object.entries(validator).filter(
    ([field, operand]) => !holds({ [field]: operand }, document),
  )
  const [only, more] = failing
  if (only && !more) return detail(only[0], only[1], document)
  return {
    operatorName: "$and",
    clausesNotSatisfied: failing.map(([field, operand], index) => ({
      index,
      details: detail(field, operand, document),
    })),
  }
}

const holds = (filter: Document, document: Document): boolean => compileFilter(filter)(document)

function detail(field: string, operand: unknown, document: Document): Document {
  if (field.startsWith("$")) return { operatorName: field, specifiedAs: { [field]: operand } }
  const operators = isDocument(operand) ? Object.keys(operand) : []
  const broken = operators.find(
    (name) => name.startsWith("$") && !holds({ [field]: { [name]: (operand as Document)[name] } }, document),
  )
  const value = valueAt(document, splitPath(field))
  return {
    operatorName: broken ?? "$eq",
    specifiedAs: { [field]: operand },
    ...(value === MISSING
      ? { reason: "field was missing" }
      : { reason: "comparison failed", consideredValue: value }),
  }
}
