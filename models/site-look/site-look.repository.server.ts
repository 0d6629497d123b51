import { type ClientSession, Schema } from "mongoose"
import { defineModel } from "../shared/define-model.server.ts"
import { SITE_STANDINGS, type SiteLook, type SiteStanding, type SiteWatch } from "./site-look.ts"

type StoredLook = Omit<SiteLook, "id"> & { _id: string }
type StoredWatch = Omit<SiteWatch, "websiteId"> & {
  _id: string
  leaseOwner: string | null
  leaseUntil: Date | null
}

/** How long whoever took a site may hold it: longer than any one look can take. */
const LEASE_MS = 5 * 60_000

const text = { type: String, required: true }
const maybeText = { type: String, default: null }
const maybeFlag = { type: Boolean, default: null }
const maybeDate = { type: Date, default: null }

const looks = new Schema<StoredLook>(
  {
    _id: text,
    websiteId: text,
    at: { type: Date, required: true },
    askedBy: maybeText,
    address: text,
    isReachable: maybeFlag,
    fault: { type: String, default: "" },
    status: { type: Number, default: null },
    linksProvince: maybeFlag,
    linksNational: maybeFlag,
    milliseconds: { type: Number, required: true },
  },
  { strict: "throw", versionKey: false, collection: "siteLooks" },
)
// The looks at a site, newest first.
looks.index({ websiteId: 1, at: -1, _id: 1 })
const SiteLookModel = defineModel<StoredLook>("SiteLook", looks)

const SiteWatchModel = defineModel<StoredWatch>(
  "SiteWatch",
  new Schema<StoredWatch>(
    {
      _id: text,
      standing: { type: String, enum: [...SITE_STANDINGS, null], default: null },
      lookedAt: maybeDate,
      askedAt: maybeDate,
      askedBy: maybeText,
      leaseOwner: maybeText,
      leaseUntil: maybeDate,
    },
    { strict: "throw", versionKey: false, collection: "siteWatches" },
  ),
)

/** Each site of these that was ever looked at or asked for. */
export const findSiteWatches = async (): Promise<Map<string, SiteWatch>> => {
  const rows = await SiteWatchModel.find().lean<StoredWatch[]>()
  return new Map(rows.map((row) => [row._id, toWatch(row)]))
}

/** Asks for a look; whoever asked first stays named. @returns the sites that were not asked for already */
export const askForLooks = async (
  websiteIds: readonly string[],
  { by, at }: { by: string; at: Date },
  session: ClientSession,
): Promise<string[]> => {
  const asked = await SiteWatchModel.find({ _id: { $in: websiteIds }, askedAt: { $ne: null } }, { _id: 1 })
    .session(session)
    .lean()
  const waiting = new Set(asked.map(({ _id }) => _id))
  const fresh = websiteIds.filter((id) => !waiting.has(id))
  for (const id of fresh)
    await SiteWatchModel.updateOne(
      { _id: id },
      { $set: { askedAt: at, askedBy: by } },
      { upsert: true, session },
    )
  return fresh
}

/** Takes a site for `owner` until the lease ends; null when somebody else holds it, or it was looked at since it was read. */
export const claimSite = async (
  { websiteId, lookedAt }: Pick<SiteWatch, "websiteId" | "lookedAt">,
  { owner, leaseNow }: { owner: string; leaseNow: Date },
): Promise<SiteWatch | null> => {
  await SiteWatchModel.updateOne({ _id: websiteId }, { $setOnInsert: { lookedAt: null } }, { upsert: true })
  const row = await SiteWatchModel.findOneAndUpdate(
    { _id: websiteId, lookedAt, $or: [{ leaseUntil: null }, { leaseUntil: { $lte: leaseNow } }] },
    { $set: { leaseOwner: owner, leaseUntil: new Date(leaseNow.getTime() + LEASE_MS) } },
    { returnDocument: "after" },
  ).lean<StoredWatch>()
  return row && toWatch(row)
}

const toWatch = ({ _id, lookedAt, askedAt, askedBy, standing }: StoredWatch): SiteWatch => ({
  ...{ websiteId: _id, lookedAt, askedAt, askedBy },
  standing: standing ?? null,
})

/** Keeps a look, how the site stands by it, and gives the site back. @returns false when the lease went to somebody else, whose look stands */
export const keepLook = async (
  { id, ...look }: SiteLook,
  { owner, standing }: { owner: string; standing: SiteStanding | null },
  session: ClientSession,
): Promise<boolean> => {
  const { matchedCount } = await SiteWatchModel.updateOne(
    { _id: look.websiteId, leaseOwner: owner },
    {
      $set: {
        ...{ standing, lookedAt: look.at },
        ...{ askedAt: null, askedBy: null, leaseOwner: null, leaseUntil: null },
      },
    },
    { session },
  )
  if (matchedCount !== 1) return false
  await SiteLookModel.create([{ _id: id, ...look }], { session })
  return true
}

/** The looks at these sites up to an instant, newest first. */
export const findLooks = async (websiteIds: readonly string[], until: Date): Promise<SiteLook[]> => {
  const rows = await SiteLookModel.find({ websiteId: { $in: websiteIds }, at: { $lte: until } })
    .sort({ at: -1, _id: 1 })
    .lean<StoredLook[]>()
  return rows.map(({ _id, ...look }) => ({ id: _id, ...look }))
}

/** The last look at every site up to an instant, by the site's id. */
export const findLastLooks = async (until: Date): Promise<Map<string, SiteLook>> => {
  const rows = await SiteLookModel.aggregate<{ _id: string; last: StoredLook }>([
    { $match: { at: { $lte: until } } },
    { $sort: { at: 1, _id: 1 } },
    { $group: { _id: "$websiteId", last: { $last: "$$ROOT" } } },
  ])
  return new Map(rows.map(({ _id: websiteId, last: { _id, ...look } }) => [websiteId, { id: _id, ...look }]))
}
