import type { ClientSession, mongo } from "mongoose"
import { literally, type NamedIn, nameWriter, variantsOf } from "./name-in-words.ts"
import { type StoredUser, UserModel } from "./user.schema.server.ts"
import { erasedName } from "./user.ts"

/** Where others' things say a person's name beside their reference: whatever is said there is replaced. */
const NAMES_BESIDE: readonly [collection: string, id: string, name: string][] = [
  ["attachments", "by", "byName"],
  ["registration-comments", "by", "byName"],
  ["fact-corrections", "by", "byName"],
  ["scope-answers", "by", "byName"],
  ["procedureRepeals", "by", "byName"],
  ["plannedRepeals", "by.id", "by.name"],
  ["plannedRepeals", "undone.by", "undone.byName"],
  ["import-undos", "by", "byName"],
  ["register-changes", "resolvedBy", "resolvedByName"],
  ["bulk-jobs", "startedBy.id", "startedBy.name"],
  ["delegations", "principalId", "principalName"],
  ["delegations", "deputyId", "deputyName"],
]

/**
 * Where the office's own words name people without a reference, or name the absent person beside who acted for them
 * (“Trần Thị B, thay Nguyễn Văn A theo …”): the paths to look at, by collection.
 */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  attachments: ["byName"],
  "registration-comments": ["byName"],
  "fact-corrections": ["byName"],
  "scope-answers": ["byName"],
  procedureRepeals: ["byName"],
  plannedRepeals: ["by.onBehalfOf.name", "by.assignments.delegated.name", "undone.byName"],
  "register-changes": ["resolvedByName", "note"],
  "bulk-rows": ["reason"],
  publicRemarks: ["repliedBy"],
  documentNumbers: ["voided.byName"],
  storeRecoveries: ["waivers.byName", "waivers.confirmed.byName"],
  reporting_periods: ["basis"],
  siteLooks: ["askedBy"],
  siteWatches: ["askedBy"],
  registrations: ["suggestion.facts.source"],
  inboxMessages: ["title", "text", "about.name"],
  dispatches: ["content.subject", "content.text", "content.html"],
}

export const NAMED_IN: readonly string[] = [
  ...NAMES_BESIDE.map(([collection]) => collection),
  ...Object.keys(WORDS),
]

type Plain = mongo.Document & { _id: string }

const collectionOf = (name: string) => UserModel.db.collection<Plain>(name)

/**
 * Takes the names of a person out of others' things: comments, files, notices, mails, refusals, registers.
 * @param names all they are and were called, and their mail addresses
 */
export const eraseNames = async (
  userId: string,
  names: readonly string[],
  session: ClientSession,
): Promise<void> => {
  const others = await UserModel.find({ _id: { $ne: userId } }, { fullName: 1 }, { session }).lean<
    Pick<StoredUser, "fullName">[]
  >()
  const known: NamedIn = { names: [...new Set(names)], others: others.map(({ fullName }) => fullName) }
  const put = erasedName(userId)
  const write = nameWriter(known, put)
  const said = { $in: variantsOf(known).map((one) => new RegExp(literally(one))) }
  if (said.$in.length > 0) {
    // A year's registrations are many, and name officers only where a fact of their service was corrected.
    const corrections = await collectionOf("fact-corrections").find({ byName: said }, { session }).toArray()
    const corrected = { serviceId: { $in: corrections.map(({ serviceId }) => serviceId) } }
    for (const [name, paths] of Object.entries(WORDS)) {
      const collection = collectionOf(name)
      const found = {
        ...(name === "registrations" ? corrected : {}),
        $or: paths.map((path) => ({ [path]: said })),
      }
      for (const { _id, ...row } of await collection.find(found, { session }).toArray()) {
        const tops = [...new Set(paths.map((path) => path.split(".")[0] ?? path))]
        const set = Object.fromEntries(
          tops.filter((top) => Object.hasOwn(row, top)).map((top) => [top, rewritten(row[top], write)]),
        )
        await collection.updateOne({ _id }, { $set: set }, { session })
      }
    }
  }
  for (const [name, id, field] of NAMES_BESIDE)
    await collectionOf(name).updateMany(
      // Where the words name them already as erased, whoever else they name stays.
      { [id]: userId, [field]: { $not: new RegExp(literally(put)) } },
      { $set: { [field]: put } },
      { session },
    )
  await renameMentions(userId, put, session)
}

/** The same value with every text in it rewritten, at whatever depth; what is no plain object or list stays as it is. */
function rewritten(value: unknown, write: (text: string) => string): unknown {
  if (typeof value === "string") return write(value)
  if (Array.isArray(value)) return value.map((one) => rewritten(one, write))
  if (value === null || typeof value !== "object" || Object.getPrototypeOf(value) !== Object.prototype)
    return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, rewritten(one, write)]))
}

type Mentioning = Plain & { mentions: { id: string; name: string }[] }

async function renameMentions(userId: string, name: string, session: ClientSession): Promise<void> {
  const comments = UserModel.db.collection<Mentioning>("registration-comments")
  const rows = await comments.find({ "mentions.id": userId }, { session }).toArray()
  for (const { _id, mentions } of rows) {
    const renamed = mentions.map((one) => (one.id === userId ? { ...one, name } : one))
    await comments.updateOne({ _id }, { $set: { mentions: renamed } }, { session })
  }
}
