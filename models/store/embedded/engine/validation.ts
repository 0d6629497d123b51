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
  if (field === "$jsonSchema" && isDocument(operand))
    return { operatorName: field, schemaRulesNotSatisfied: schemaRules(operand, document) }
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

/** The keywords of a schema the document breaks; `properties` and `required` name the fields. */
function schemaRules(schema: Document, document: Document): Document[] {
  return Object.entries(schema).flatMap(([keyword, specified]): Document[] => {
    if (keyword === "title" || keyword === "description") return []
    if (holds({ $jsonSchema: { [keyword]: specified } }, document)) return []
    if (keyword === "required" && Array.isArray(specified)) {
      const missingProperties = specified.filter((name) => !(String(name) in document))
      return [{ operatorName: keyword, specifiedAs: { required: specified }, missingProperties }]
    }
    if (keyword === "properties" && isDocument(specified))
      return [{ operatorName: keyword, propertiesNotSatisfied: brokenProperties(specified, document) }]
    return [{ operatorName: keyword, specifiedAs: { [keyword]: specified }, reason: "rule not satisfied" }]
  })
}

const brokenProperties = (properties: Document, document: Document): Document[] =>
  Object.entries(properties)
    .filter(([name, schema]) => !holds({ $jsonSchema: { properties: { [name]: schema } } }, document))
    .map(([propertyName, schema]) => {
      const rules = isDocument(schema) ? schema : {}
      const description =
        typeof rules["description"] === "string" ? { description: rules["description"] } : {}
      const details = Object.entries(rules)
        .filter(([keyword]) => keyword !== "description" && keyword !== "title")
        .filter(
          ([keyword, value]) =>
            !holds({ $jsonSchema: { properties: { [propertyName]: { [keyword]: value } } } }, document),
        )
        .map(([keyword, value]) => ({
          operatorName: keyword,
          specifiedAs: { [keyword]: value },
          reason: keyword === "bsonType" || keyword === "type" ? "type did not match" : "comparison failed",
          consideredValue: document[propertyName],
        }))
      return { propertyName, ...description, details }
    })
