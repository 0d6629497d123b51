import { type ClientSession, Schema } from "mongoose"
import { defineModel } from "../shared/define-model.server.ts"

/** Lần thử kết nối cổng: the last time somebody asked a portal whether it answers and takes our key, and what came of it. */
export type PortalTest = { portalId: string; ok: boolean; message: string; at: Date; by: string }
type StoredPortalTest = Omit<PortalTest, "portalId"> & { _id: string }

const PortalTestModel = defineModel<StoredPortalTest>(
  "PortalTest",
  new Schema<StoredPortalTest>(
    {
      _id: { type: String, required: true },
      ok: { type: Boolean, required: true },
      message: { type: String, required: true },
      at: { type: Date, required: true },
      by: { type: String, required: true },
    },
    { strict: "throw", versionKey: false, collection: "portal_tests" },
  ),
)

/** Keeps the last one of each portal; the log has them all. */
export const savePortalTest = async (
  { portalId, ...test }: PortalTest,
  session: ClientSession,
): Promise<void> => {
  await PortalTestModel.updateOne({ _id: portalId }, { $set: test }, { upsert: true, session })
}

/** The last test of each portal that was ever tested, by its id. */
export const findPortalTests = async (): Promise<Map<string, PortalTest>> => {
  const rows = await PortalTestModel.find().lean<StoredPortalTest[]>()
  return new Map(rows.map(({ _id, ...test }) => [_id, { portalId: _id, ...test }]))
}
