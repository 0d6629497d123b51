import type { Iterator } from "mingo/lazy"
import { Lazy } from "mingo/lazy"
import type { Options } from "mingo/types"
import { badValue } from "../../errors.ts"
import { type Document, isDocument } from "../../values/bson.server.ts"
import type { Evaluation } from "../evaluate.ts"

/** How stages reach other collections of the same database, in the reader's snapshot. */
export type CollectionReader = {
  find: (collection: string, filter: Document) => Document[]
  /** Whether an index answers equality on a path. */
  isIndexed: (collection: string, path: string) => boolean
}

/** A stage as mingo calls it. */
export type Stage = (documents: Iterator, specification: unknown, options: Options) => Iterator
export type Stages = Record<string, Stage>

/** A stage over all documents at once. Documents that come in are never altered. */
export const whole =
  (apply: (documents: Document[], specification: unknown, evaluation: Evaluation) => Document[]): Stage =>
  (documents, specification, options) =>
    documents.transform((all: Document[]) => Lazy(apply(all, specification, options as Evaluation)))

/** A stage whose specification is read once and then applied to each document. */
export const each =
  (
    compile: (
      specification: unknown,
      evaluation: Evaluation,
    ) => (document: Document) => Document | Document[],
  ): Stage =>
  (documents, specification, options) => {
    const apply = compile(specification, options as Evaluation)
    return documents.transform((all: Document[]) => Lazy(all.flatMap(apply)))
  }

export const asDocument = (specification: unknown, stage: string): Document => {
  if (!isDocument(specification)) throw badValue(`the ${stage} stage specification must be an object`)
  return specification
}

/** Variables bound by `let`: `$expr` inside `$match` reads them. */
export const variablesOf = (options: Options): Document => {
  const { local } = options as Options & { local?: { variables?: Document } }
  return { ...options.variables, ...local?.variables }
}
