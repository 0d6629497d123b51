import type { Transaction } from "../engine/collection.ts"
import type { Cursors } from "../engine/cursors.ts"
import type { Engine } from "../engine/engine.ts"
import type { Sessions, Snapshots } from "../engine/sessions.ts"
import { badValue, failedToParse, ServerError, typeMismatch } from "../errors.ts"
import type { Answer } from "../protocol/server.server.ts"
import { type Document, isDocument } from "../values/bson.server.ts"
import { decode } from "../values/decode.ts"
import { isNumeric, toDouble } from "../values/exact-number.ts"

/** What every command works with. */
export type Surroundings = {
  engine: Engine
  sessions: Sessions
  cursors: Cursors
  snapshots: Snapshots
  /** `127.0.0.1:port`, and the random name of this running instance. */
  address: () => string
  instance: string
  replicaSet: string
  /** Whether it was started for tests, which may ask it to fail. */
  testCommands: boolean
  now: () => Date
}

export type CommandContext = Surroundings & {
  command: Document
  database: string
  /** Documents that travelled beside the command, by field. */
  sequences: Map<string, Buffer[]>
  session: string | null
  connection: number
  /** The explicit transaction, or for writes outside one the command's own. */
  transaction: Transaction | null
}

/** A command: the fields it knows (any other is refused) and what it does. */
export type Command = {
  fields: readonly string[]
  run: (context: CommandContext) => Answer
  /** Runs in a transaction of its own when the client opened none. */
  writes?: boolean
  /** May come inside a client's transaction. */
  inTransaction?: boolean
}

/** Documents of a list field, wherever they travelled; `raw` (a view of the message) when their bytes are at hand. */
export const documentsIn = (
  { command, sequences }: Pick<CommandContext, "command" | "sequences">,
  field: string,
): { document: Document; raw: Buffer | null }[] => {
  const beside = sequences.get(field)
  if (beside) return beside.map((bytes) => ({ document: decode(bytes), raw: bytes }))
  const list = command[field]
  if (!Array.isArray(list) || !list.every(isDocument))
    throw typeMismatch(`BSON field '${field}' is the wrong type, expected type 'array' of objects`)
  return list.map((document) => ({ document, raw: null }))
}

export const collectionName = (context: CommandContext): string => {
  const name = Object.values(context.command)[0]
  if (typeof name !== "string") throw failedToParse("collection name has invalid type")
  return name
}

/** A document field, empty when absent. */
export const documentField = (source: Document, field: string): Document => {
  const value = source[field]
  if (value === undefined || value === null) return {}
  if (!isDocument(value))
    throw typeMismatch(`BSON field '${field}' is the wrong type, expected type 'object'`)
  return value
}

/** A whole number ≥ 0, or the given default. */
export const countField = (source: Document, field: string, otherwise: number): number => {
  const value = source[field]
  if (value === undefined || value === null) return otherwise
  const number = isNumeric(value) ? toDouble(value) : Number.NaN
  if (!Number.isInteger(number) || number < 0)
    throw new ServerError(51024, `BSON field '${field}' value must be >= 0, actual value '${String(value)}'`)
  return number
}

/** @throws ServerError 2 on a value that is none of those known */
export const enumerated = (value: unknown, known: readonly string[], field: string): void => {
  if (!known.includes(String(value)))
    throw badValue(`Enumeration value '${String(value)}' for field '${field}' is not a valid value.`)
}

/** @throws ServerError 40415 on a field MongoDB's 7.0 does not know there */
export const refuseUnknown = (source: Document, known: readonly string[], where: string): void => {
  for (const field of Object.keys(source))
    if (!known.includes(field))
      throw new ServerError(40415, `BSON field '${where}.${field}' is an unknown field.`)
}

export const flagField = (source: Document, field: string): boolean => {
  const value = source[field]
  return value === true || (isNumeric(value) && toDouble(value) !== 0)
}
