/** A collection's validator: which documents it takes, and what it says of one it does not. */
import { ServerError } from "../errors.ts"
import { compileFilter } from "../query/filter.ts"
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

/** Which conditions a document does not meet, the first operator of each that fails. */
function detailsOf(validator: Document, document: Document): Document {
  const failing = Object.entries(validator).filter(
    ([field, operand]) => !holds({ [field]: operand }, document),
  )
  const details = failing.map(([field, operand]): Document => {
    const operators = field.startsWith("$") || !isDocument(operand) ? [] : Object.entries(operand)
    const broken = operators.find(([name, value]) => !holds({ [field]: { [name]: value } }, document))
    const operatorName = broken?.[0] ?? (field.startsWith("$") ? field : "$eq")
    return { operatorName, specifiedAs: { [field]: operand } }
  })
  const [only, more] = details
  return only && !more ? only : { operatorName: "$and", clausesNotSatisfied: details }
}

const holds = (filter: Document, document: Document): boolean => compileFilter(filter)(document)
