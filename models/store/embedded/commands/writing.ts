import type { Collection, Transaction } from "../engine/collection.ts"
import { search } from "../engine/search.ts"
import { badValue, failedToParse, ServerError, WriteConflict } from "../errors.ts"
import type { Answer } from "../protocol/server.server.ts"
import { comparisonOf } from "../query/collation.ts"
import { parseSort } from "../query/sort.ts"
import { isRegex, typeNameOf } from "../query/value-tests.ts"
import { compileUpdate, documentFromFilter } from "../update/update.ts"
import { type Document, hasField, isDocument, ObjectId } from "../values/bson.server.ts"
import { toDouble } from "../values/exact-number.ts"
import {
  type Command,
  type CommandContext,
  collectionName,
  documentField,
  documentsIn,
  flagField,
  refuseUnknown,
} from "./context.ts"

const WRITE_OPTIONS = ["ordered", "bypassDocumentValidation", "let"] as const
const MAX_BATCH = 100_000

export const transactionOf = ({ transaction }: CommandContext): Transaction => {
  if (!transaction) throw new ServerError(1, "a write runs in a transaction")
  return transaction
}

export const insert: Command = {
  fields: [...WRITE_OPTIONS, "documents"],
  writes: true,
  inTransaction: true,
  run: (context) => {
    const transaction = transactionOf(context)
    const collection = context.engine.ensure(context.database, collectionName(context), { transaction })
    const documents = documentsIn(context, "documents")
    refuseSize(documents.length)
    let n = 0
    const writeErrors = eachStatement(context, documents, ({ document, raw }) => {
      insertOne(collection, transaction, document, raw)
      n += 1
    })
    return written({ n }, writeErrors)
  },
}

const refuseSize = (count: number): void => {
  if (count < 1 || count > MAX_BATCH)
    throw new ServerError(
      16,
      `Write batch sizes must be between 1 and ${MAX_BATCH}. Got ${count} operations.`,
    )
}

const written = (counts: Document, writeErrors: Document[]): Answer => ({
  reply: { ...counts, ...(writeErrors.length > 0 ? { writeErrors } : {}), ok: 1 },
})

/** Runs statements in turn; what one refuses is noted, and ends an ordered batch. Conflicts end the whole command. */
function eachStatement<Statement>(
  { command }: CommandContext,
  statements: Statement[],
  run: (statement: Statement, index: number) => void,
): Document[] {
  const isOrdered = command["ordered"] === undefined || flagField(command, "ordered")
  const writeErrors: Document[] = []
  for (const [index, statement] of statements.entries()) {
    try {
      run(statement, index)
    } catch (error) {
      if (!(error instanceof ServerError) || error instanceof WriteConflict) throw error
      writeErrors.push({ index, code: error.code, errmsg: error.message, ...error.extra })
      if (isOrdered) break
    }
  }
  return writeErrors
}

/**
 * `_id` is given when absent and comes first.
 * @throws ServerError 2 (of an insert) or 53 (of an update) on a type no `_id` has, 52 on one with a field named as an operator
 */
export const insertOne = (
  collection: Collection,
  transaction: Transaction,
  document: Document,
  raw: Buffer | null,
  isUpsert = false,
): void => {
  const id = hasField(document, "_id") ? document["_id"] : new ObjectId()
  if (Array.isArray(id) || isRegex(id) || id === undefined) {
    const type = typeNameOf(id)
    throw isUpsert
      ? new ServerError(53, `The '_id' value cannot be of type ${type}`)
      : badValue(`can't use ${type === "array" ? "an" : "a"} ${type} for _id`)
  }
  const dollar = isDocument(id) ? Object.keys(id).find((field) => field.startsWith("$")) : undefined
  if (dollar !== undefined)
    throw new ServerError(
      52,
      isUpsert
        ? `The dollar ($) prefixed field '${dollar}' in '_id.${dollar}' is not valid for storage.`
        : `_id fields may not contain '$'-prefixed fields: ${dollar} is not valid for storage.`,
    )
  if (Object.keys(document)[0] === "_id") collection.insert(transaction, document, raw)
  else {
    const { _id: _, ...rest } = document
    collection.insert(transaction, { _id: id, ...rest }, null)
  }
}

/** `sort` came with MongoDB 8. */
const UPDATE_FIELDS = ["q", "u", "multi", "upsert", "collation", "arrayFilters", "hint", "c"]

export const update: Command = {
  fields: [...WRITE_OPTIONS, "updates"],
  writes: true,
  inTransaction: true,
  run: (context) => {
    const statements = documentsIn(context, "updates")
    refuseSize(statements.length)
    for (const { document } of statements)
      refuseStatement(document, UPDATE_FIELDS, ["q", "u"], "update.updates")
    const name = collectionName(context)
    let n = 0
    let nModified = 0
    const upserted: Document[] = []
    const writeErrors = eachStatement(context, statements, ({ document: statement }, index) => {
      if (flagField(statement, "multi")) refuseRepeatable(context.command, "multi=true")
      const outcome = updateMatching(context, name, {
        filter: documentField(statement, "q"),
        update: statement["u"],
        multi: flagField(statement, "multi"),
        upsert: flagField(statement, "upsert"),
        options: statement,
      })
      n += outcome.matched + (outcome.inserted ? 1 : 0)
      nModified += outcome.modified
      if (outcome.inserted) upserted.push({ index, _id: outcome.inserted["_id"] })
    })
    return written({ n, nModified, ...(upserted.length > 0 ? { upserted } : {}) }, writeErrors)
  },
}

/** @throws ServerError 40414, 40415 on a statement that lacks a field or has one too many */
const refuseStatement = (statement: Document, known: string[], needed: string[], where: string): void => {
  refuseUnknown(statement, known, where)
  for (const field of needed)
    if (statement[field] === undefined)
      throw new ServerError(40414, `BSON field '${where}.${field}' is missing but a required field`)
}

/** A statement that changes many cannot be asked for again as one. @throws ServerError 72 */
const refuseRepeatable = ({ txnNumber, autocommit }: Document, what: string): void => {
  if (txnNumber !== undefined && autocommit === undefined)
    throw new ServerError(72, `Cannot use (or request) retryable writes with ${what}`)
}

type UpdateRequest = {
  filter: Document
  update: unknown
  multi: boolean
  upsert: boolean
  /** collation, arrayFilters, hint, sort */
  options: Document
  /** The command whose executor MongoDB names in errors about the documents met. */
  during?: string
}

type UpdateOutcome = {
  matched: number
  modified: number
  /** The first matched document, before and after. */
  before: Document | null
  after: Document | null
  inserted: Document | null
}

export function updateMatching(
  context: CommandContext,
  name: string,
  { filter, update: change, multi, upsert, options, during }: UpdateRequest,
): UpdateOutcome {
  const transaction = transactionOf(context)
  const variables = {
    ...documentField(context.command, "let"),
    ...(isDocument(options["c"]) ? options["c"] : {}),
  }
  const { arrayFilters } = options
  const compiled = compileUpdate(change, { arrayFilters, filter, variables, now: context.now(), multi })
  const known = context.engine.find(context.database, name)
  const comparison = comparisonOf(options["collation"] ?? known?.options["collation"])
  const order = { sort: parseSort(options["sort"]), hint: options["hint"], limit: multi ? 0 : 1 }
  const versions = search(known, { filter, comparison, variables, ...order }, transaction)
  return inExecutor(during, () => {
    const outcome: UpdateOutcome = { matched: 0, modified: 0, before: null, after: null, inserted: null }
    for (const version of versions) {
      const before = known?.documentOf(version) ?? {}
      const after = compiled.apply(before, false)
      if (known?.update(transaction, version, after)) outcome.modified += 1
      outcome.matched += 1
      outcome.before ??= before
      outcome.after ??= after
    }
    if (outcome.matched > 0 || !upsert) return outcome
    const collection = known ?? context.engine.ensure(context.database, name, { transaction })
    const start = compiled.kind === "REPLACEMENT" ? idOnly(filter) : documentFromFilter(filter)
    const { _id = new ObjectId(), ...fresh } = compiled.apply(start, true)
    outcome.inserted = { _id, ...fresh }
    insertOne(collection, transaction, outcome.inserted, null, true)
    return outcome
  })
}

/** Errors about the documents met are said to be the executor's, where MongoDB says so. */
function inExecutor<Result>(during: string | undefined, work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    if (!during || !(error instanceof ServerError) || error instanceof WriteConflict) throw error
    const { code, message, extra } = error
    throw new ServerError(code, `Plan executor error during ${during} :: caused by :: ${message}`, extra)
  }
}

const idOnly = (filter: Document): Document => {
  const start = documentFromFilter(filter)
  return hasField(start, "_id") ? { _id: start["_id"] } : {}
}

const DELETE_FIELDS = ["q", "limit", "collation", "hint"]

export const remove: Command = {
  fields: [...WRITE_OPTIONS, "deletes"],
  writes: true,
  inTransaction: true,
  run: (context) => {
    const { engine, database } = context
    const collection = engine.find(database, collectionName(context))
    const transaction = transactionOf(context)
    const variables = documentField(context.command, "let")
    let n = 0
    const statements = documentsIn(context, "deletes")
    refuseSize(statements.length)
    for (const { document: statement } of statements) {
      refuseStatement(statement, DELETE_FIELDS, ["q", "limit"], "delete.deletes")
      const limit = toDouble(statement["limit"])
      if (limit !== 0 && limit !== 1)
        throw failedToParse(`The limit field in delete objects must be 0 or 1. Got ${limit}`)
    }
    const writeErrors = eachStatement(context, statements, ({ document: statement }) => {
      const limit = toDouble(statement["limit"])
      if (limit === 0) refuseRepeatable(context.command, "limit=0")
      const comparison = comparisonOf(statement["collation"] ?? collection?.options["collation"])
      const hint = statement["hint"]
      const filter = documentField(statement, "q")
      for (const version of search(collection, { filter, comparison, variables, hint, limit }, transaction)) {
        collection?.delete(transaction, version)
        n += 1
      }
    })
    return written({ n }, writeErrors)
  },
}
