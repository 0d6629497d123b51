import { failedToParse, ServerError } from "../errors.ts"
import { runStages } from "../query/stages/index.ts"
import { type Document, isDocument } from "../values/bson.server.ts"

const ALLOWED = new Set(["$addFields", "$set", "$project", "$unset", "$replaceRoot", "$replaceWith"])

/** An update given as an aggregation pipeline. @throws ServerError on stages an update may not have */
export const compilePipelineUpdate = (
  stages: unknown[],
  variables: Document,
): ((document: Document) => Document) => {
  for (const stage of stages) {
    if (!isDocument(stage) || Object.keys(stage).length !== 1)
      throw failedToParse("A pipeline stage specification object must contain exactly one field.")
    const name = Object.keys(stage)[0] as string
    if (!ALLOWED.has(name)) throw new ServerError(72, `${name} is not allowed to be used within an update`)
  }
  return (document) => runStages(stages as Document[], [document], { variables })[0] as Document
}
