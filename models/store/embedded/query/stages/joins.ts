/** Stages that read other collections or run pipelines of their own. */
import { failedToParse, ServerError } from "../../errors.ts"
import { type Document, isDocument } from "../../values/bson.server.ts"
import { checkExpression, evaluate } from "../expressions.ts"
import { MISSING, splitPath, valuesAt } from "../paths.ts"
import { replaced } from "./fields.ts"
import { asDocument, each, type Run, type Stage, type Stages, stagesOf } from "./stage.ts"

/** What a pipeline gives over a collection, which its first `$match` narrows. */
function read(
  stages: Document[],
  { from, filter = {}, variables = {} }: { from: string; filter?: Document; variables?: Document },
  { find, nested }: Run,
): Document[] {
  const match = stages[0]?.["$match"]
  const isNarrowed = isDocument(match) && !("$expr" in match)
  const conditions = isNarrowed ? [match] : isDocument(match) ? equalitiesIn(match["$expr"], variables) : []
  const documents = find(from, conditions.length > 0 ? { $and: [filter, ...conditions] } : filter)
  const rest = isNarrowed ? stages.slice(1) : stages
  return rest.length > 0 ? nested(rest, documents, variables) : documents
}

/**
 * What `$expr` asks of single fields, as conditions an index can serve: `{ $eq: ["$field", "$$variable"] }` and all of
 * those in an `$and`. They let through at least what the expression does.
 */
function equalitiesIn(expression: unknown, variables: Document): Document[] {
  if (!isDocument(expression)) return []
  const { $and, $eq } = expression
  if (Array.isArray($and)) return $and.flatMap((one) => equalitiesIn(one, variables))
  if (!Array.isArray($eq) || $eq.length !== 2) return []
  const [a, b] = $eq
  const field = [a, b].find((side) => typeof side === "string" && /^\$[^$]/.test(side))
  const other = field === a ? b : a
  const name = typeof other === "string" ? /^\$\$(\w+)$/.exec(other)?.[1] : undefined
  if (field === undefined || name === undefined || !Object.hasOwn(variables, name)) return []
  const value = variables[name]
  return Array.isArray(value) ? [] : [{ [field.slice(1)]: { $eq: value } }]
}

const lookup = each((specification, run) => {
  const { from, as, pipeline, localField, foreignField, let: bindings } = asDocument(specification, "$lookup")
  if (typeof as !== "string") throw failedToParse("must specify 'as' field for a $lookup")
  if (typeof from !== "string") throw failedToParse("$lookup argument 'from' must be a string")
  if ((localField === undefined) !== (foreignField === undefined))
    throw failedToParse("$lookup requires both or neither of 'localField' and 'foreignField'")
  if (localField === undefined && pipeline === undefined)
    throw failedToParse("$lookup requires either 'pipeline' or both 'localField' and 'foreignField'")
  const stages = stagesOf(pipeline ?? [])
  const target = splitPath(as)
  const bound = isDocument(bindings) ? Object.entries(bindings) : []
  checkExpression(bindings)
  return (document) => {
    const filter =
      typeof localField === "string" ? joinFilter(document, localField, String(foreignField)) : {}
    const values = bound.map(([name, expression]) => [
      name,
      evaluate(expression, document, run.evaluation) ?? null,
    ])
    return replaced(
      document,
      target,
      read(stages, { from, filter, variables: Object.fromEntries(values) }, run),
    )
  }
})

/** What the other documents must have in a field to be joined to this one: any of the values in its own. */
function joinFilter(document: Document, localField: string, foreignField: string): Document {
  const values = valuesAt(document, splitPath(localField)).flatMap((value) =>
    value === MISSING ? [null] : value,
  )
  return { [foreignField]: values.length === 1 ? { $eq: values[0] } : { $in: values } }
}

const unionWith: Stage = (documents, specification, run) => {
  const { coll, pipeline = [] } = isDocument(specification) ? specification : { coll: specification }
  if (typeof coll !== "string") throw failedToParse("$unionWith needs a collection name")
  return [...documents, ...read(stagesOf(pipeline), { from: coll }, run)]
}

const NOT_IN_FACET = ["$facet", "$out"]

const facet: Stage = (documents, specification, { nested }) => {
  const result: Document = {}
  const entries = Object.entries(asDocument(specification, "$facet"))
  if (entries.length === 0)
    throw new ServerError(40169, "the $facet specification must be a non-empty object")
  for (const [name, stages] of entries) {
    if (!Array.isArray(stages))
      throw new ServerError(40170, `arguments to $facet must be arrays, ${name} is not`)
    const refused = stagesOf(stages)
      .flatMap(Object.keys)
      .find((key) => NOT_IN_FACET.includes(key))
    if (refused) throw new ServerError(40600, `${refused} is not allowed to be used within a $facet stage`)
    result[name] = nested(stages, documents)
  }
  return [result]
}

export const joinStages: Stages = { $lookup: lookup, $unionWith: unionWith, $facet: facet }
