import type { Collection } from "../engine/collection.ts"
import { asked } from "../engine/collection-options.ts"
import { search } from "../engine/search.ts"
import type { Transaction } from "../engine/transaction.ts"
import { failedToParse, ServerError, WriteConflict } from "../errors.ts"
import { comparisonOf } from "../query/collation.ts"
import { parseSort } from "../query/sort.ts"
import { compileUpdate, documentFromFilter } from "../update/update.ts"
import { BSONRegExp, type Document, hasField, isDocument, ObjectId } from "../values/bson.server.ts"
import { toDouble } from "../values/exact-number.ts"
import {
  type Command,
  type CommandContext,
  collectionName,
  documentField,
  documentsIn,
  flagField,
} from "./context.ts"

const WRITE_OPTIONS = ["ordered", "bypassDocumentValidation", "let"] as const
const MAX_BATCH = 100_000

const transactionOf = ({ transaction }: CommandContext): Transaction => {
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
    return { reply: { n, ...(writeErrors.length > 0 ? { writeErrors } : {}), ok: 1 } }
  },
}

const refuseSize = (count: number): void => {
  if (count < 1 || count > MAX_BATCH)
    throw new ServerError(
      16,
      `Write batch sizes must be between 1 and ${MAX_BATCH}. Got ${count} operations.`,
    )
}

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

/** `_id` is given when absent and comes first. @throws ServerError 52, 53 on an `_id` that cannot be one */
export const insertOne = (
  collection: Collection,
  transaction: Transaction,
  document: Document,
  raw: Buffer | null,
): unknown => {
  const id = hasField(document, "_id") ? document["_id"] : new ObjectId()
  if (Array.isArray(id) || id instanceof BSONRegExp || id === undefined)
    throw new ServerError(53, "The '_id' value cannot be of type array, regex or undefined")
  const dollar = isDocument(id) ? Object.keys(id).find((field) => field.startsWith("$")) : undefined
  if (dollar !== undefined)
    throw new ServerError(
      52,
      `The dollar ($) prefixed field '${dollar}' in '_id.${dollar}' is not valid for storage.`,
    )
  const isFirst = Object.keys(document)[0] === "_id"
  if (isFirst) collection.insert(transaction, document, raw)
  else {
    const { _id: _, ...rest } = document
    collection.insert(transaction, { _id: id, ...rest }, null)
  }
  return id
}

/** `sort` came with MongoDB 8. */
const UPDATE_FIELDS = new Set(["q", "u", "multi", "upsert", "collation", "arrayFilters", "hint", "c"])

export const update: Command = {
  fields: [...WRITE_OPTIONS, "updates"],
  writes: true,
  inTransaction: true,
  run: (context) => {
    const statements = documentsIn(context, "updates")
    refuseSize(statements.length)
    const name = collectionName(context)
    let n = 0
    let nModified = 0
    const upserted: Document[] = []
    const writeErrors = eachStatement(context, statements, ({ document: statement }, index) => {
      refuseUnknown(statement, UPDATE_FIELDS, "update.updates")
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
    return {
      reply: {
        n,
        nModified,
        ...(upserted.length > 0 ? { upserted } : {}),
        ...(writeErrors.length > 0 ? { writeErrors } : {}),
        ok: 1,
      },
    }
  },
}

const refuseUnknown = (statement: Document, known: Set<string>, where: string): void => {
  for (const field of Object.keys(statement))
    if (!known.has(field)) throw new ServerError(40415, `BSON field '${where}.${field}' is an unknown field.`)
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

function updateMatching(
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
  const comparison = comparisonOf(options["collation"] ?? asked(known?.options["collation"]))
  const sort = parseSort(options["sort"])
  const hint = options["hint"]
  const versions = known
    ? search(known, { filter, comparison, variables, sort, hint, limit: multi ? 0 : 1 }, transaction)
    : []
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
    const fresh = compiled.apply(start, true)
    const inserted = hasField(fresh, "_id") ? fresh : { _id: new ObjectId(), ...fresh }
    insertOne(collection, transaction, inserted, null)
    outcome.inserted = { _id: inserted["_id"], ...inserted }
    return outcome
  })
}

/** Errors about the documents met are said to be the executor's, where MongoDB says so. */
function inExecutor<Result>(during: string | undefined, work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    if (!during || !(error instanceof ServerError) || error instanceof WriteConflict) throw error
    const { code, message, extra, labels } = error
    throw new ServerError(
      code,
      `Plan executor error during ${during} :: caused by :: ${message}`,
      extra,
      labels,
    )
  }
}

const idOnly = (filter: Document): Document => {
  const start = documentFromFilter(filter)
  return hasField(start, "_id") ? { _id: start["_id"] } : {}
}

const DELETE_FIELDS = new Set(["q", "limit", "collation", "hint"])

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
    const writeErrors = eachStatement(context, statements, ({ document: statement }) => {
      refuseUnknown(statement, DELETE_FIELDS, "delete.deletes")
      const limit = toDouble(statement["limit"])
      if (limit !== 0 && limit !== 1)
        throw failedToParse(`The limit field in delete objects must be 0 or 1. Got ${limit}`)
      if (!collection) return
      const comparison = comparisonOf(statement["collation"] ?? asked(collection.options["collation"]))
      const hint = statement["hint"]
      const filter = documentField(statement, "q")
      for (const version of search(collection, { filter, comparison, variables, hint, limit }, transaction)) {
        collection.delete(transaction, version)
        n += 1
      }
    })
    return { reply: { n, ...(writeErrors.length > 0 ? { writeErrors } : {}), ok: 1 } }
  },
}

export { transactionOf, updateMatching }
