import { badValue, ServerError, typeMismatch } from "../../errors.ts"
import { type Document, isDocument } from "../../values/bson.server.ts"
import type { Comparison } from "../collation.ts"
import type { Evaluation } from "../expressions.ts"

/** How stages reach other collections of the same database, in the reader's snapshot. */
type Reader = (collection: string, filter: Document) => Document[]

/** What a pipeline runs with. */
export type Run = {
  find: Reader
  comparison: Comparison
  /** Bound by `let`. */
  variables: Document
  evaluation: Evaluation
  /** Runs a pipeline inside this one, with more variables bound. */
  nested: (stages: Document[], documents: Document[], variables?: Document) => Document[]
}

/** Documents that come in are never altered. */
export type Stage = (documents: Document[], specification: unknown, run: Run) => Document[]
export type Stages = Record<string, Stage>

/** A stage whose specification is read once and then applied to each document. */
export const each =
  (compile: (specification: unknown, run: Run) => (document: Document) => Document | Document[]): Stage =>
  (documents, specification, run) =>
    documents.flatMap<Document>(compile(specification, run))

export const asDocument = (specification: unknown, stage: string): Document => {
  if (!isDocument(specification)) throw badValue(`the ${stage} stage specification must be an object`)
  return specification
}

/** @throws ServerError 14, 40323 on what is no pipeline */
export const stagesOf = (pipeline: unknown): Document[] => {
  if (!Array.isArray(pipeline)) throw typeMismatch("'pipeline' option must be specified as an array")
  for (const stage of pipeline)
    if (!isDocument(stage) || Object.keys(stage).length !== 1)
      throw new ServerError(40323, "A pipeline stage specification object must contain exactly one field.")
  return pipeline as Document[]
}
