import type { ClientSession } from "mongoose"
import { ConcurrentEditError, NotFoundError } from "#models/shared/errors.ts"
import { oncePerPage } from "#models/shared/once-per-page.server.ts"
import { CampaignModel, type StoredCampaign } from "./campaign.schema.server.ts"
import type { ReviewCampaign } from "./campaign.ts"
import { CAMPAIGN_SNAPSHOTS } from "./snapshot-versions.ts"
import type { CampaignState } from "./states.ts"

export const insertCampaign = async (
  { id, ...rest }: ReviewCampaign,
  session: ClientSession,
): Promise<void> => {
  await CampaignModel.create([{ _id: id, ...rest }], { session })
}

/** @throws NotFoundError */
export const getCampaign = async (
  id: string,
  session: ClientSession | null = null,
): Promise<ReviewCampaign> => {
  const row = await CampaignModel.findById(id, null, { session }).lean()
  if (!row) throw new NotFoundError(`Không tìm thấy đợt rà soát «${id}».`)
  return toCampaign(row)
}

/** Only where it stands, for whoever asks nothing else of it. @throws NotFoundError */
export const getCampaignState = async (id: string, session: ClientSession): Promise<CampaignState> => {
  const row = await CampaignModel.findById(
    id,
    { "workflow.value": 1, "workflow.machineVersion": 1 },
    { session },
  ).lean()
  return row?.workflow.machineVersion === CAMPAIGN_SNAPSHOTS.version
    ? (row.workflow.value as CampaignState)
    : (await getCampaign(id, session)).workflow.value
}

/** Newest first. One whose opening is still under way is nobody's business, unless `withPlanned`. */
export const findCampaigns = (
  session: ClientSession | null = null,
  { withPlanned = false }: { withPlanned?: boolean } = {},
): Promise<ReviewCampaign[]> =>
  session
    ? readAll(session, withPlanned)
    : oncePerPage(`campaigns:${withPlanned}`, () => readAll(null, withPlanned))

const readAll = async (session: ClientSession | null, withPlanned: boolean): Promise<ReviewCampaign[]> => {
  const opened = withPlanned ? {} : { "workflow.value": { $ne: "planned" } }
  const rows = await CampaignModel.find(opened, null, { session }).sort({ year: -1, sequence: -1 }).lean()
  return rows.map(toCampaign)
}

/** Gives the yearly review of a year that is not public yet other deadlines. */
export const setRunningDeadlines = async (
  { year, ...days }: { year: number } & ReviewCampaign["deadlines"],
  session: ClientSession,
): Promise<void> => {
  const { registerBy, appraiseBy, announceBy, publishBy } = days
  await CampaignModel.updateMany(
    {
      year,
      kind: "ANNUAL",
      "workflow.value": { $nin: ["published", "archived", "recalled", "stopped"] },
    },
    { $set: { deadlines: { registerBy, appraiseBy, announceBy, publishBy } } },
    { session },
  )
}

/** @throws ConcurrentEditError when someone moved the campaign since it was read. */
export const saveCampaign = async (
  id: string,
  readRevision: number,
  workflow: ReviewCampaign["workflow"],
  session: ClientSession,
): Promise<void> => {
  const result = await CampaignModel.updateOne(
    { _id: id, revision: readRevision },
    { $set: { workflow }, $inc: { revision: 1 } },
    { session },
  )
  if (result.matchedCount !== 1)
    throw new ConcurrentEditError("Có người vừa chuyển bước danh mục. Hãy tải lại trang rồi thực hiện lại.", {
      changed: [],
    })
}

const toCampaign = ({ _id, workflow, ...rest }: StoredCampaign): ReviewCampaign => ({
  id: _id,
  ...rest,
  workflow: CAMPAIGN_SNAPSHOTS.upgrade(workflow),
})
