import type { ClientSession } from "mongoose"
import { AuditEntryModel } from "#models/audit/audit-entry.schema.server.ts"
import { RegistrationModel } from "#models/registration/registration.schema.server.ts"
import { moveRegistration } from "#workflows/registration/move-registrations.server.ts"
import type { Measure } from "../area.ts"
import { timeInTurn } from "../timing.ts"
import { APPRAISERS, type OfficeAtWork } from "./office-at-work.ts"

/** The driver's and the store's code is compiled only after some hundred rounds; an office's server is long past that. */
const ROUNDS = { rounds: 301, warmUp: 300 }

/**
 * An appraisal given to somebody, who is told, through the use-case; against its bare transaction: the same documents written by the
 * driver alone (state over the revision that was read, entry and head of the log, message), with nothing asked, checked or reckoned. For
 * information also against the state alone, without log and message.
 */
export const measureStep = async (
  { d, store, staff, registered }: OfficeAtWork,
  say: (line: string) => void,
): Promise<Measure[]> => {
  say(`giao thẩm định, ${ROUNDS.rounds} lượt xen kẽ với giao dịch trần`)
  const [stepped = "", bare = ""] = registered
  const step = (round: number) =>
    moveRegistration(d, {
      registrationId: stepped,
      event: { type: "appraisal.assigned", personId: APPRAISERS[round % 2] ?? "", personName: "" },
      actor: staff.chief,
    })
  const { bareStep, stateAlone } = await bareSides(store, bare)
  const medians = await timeInTurn({ step, bare: bareStep, stateAlone }, ROUNDS)
  return [
    {
      name: "stepOverBare",
      title: "Một bước kèm nhật ký và thông báo / giao dịch trần của bước đó",
      value: medians.step / medians.bare,
      unit: "×",
      target: { atMost: 2 },
    },
    {
      name: "stepMs",
      title: "Một bước kèm nhật ký và thông báo",
      value: medians.step,
      unit: "ms",
      target: null,
    },
    { name: "bareMs", title: "Giao dịch trần", value: medians.bare, unit: "ms", target: null },
    {
      name: "stateAloneMs",
      title: "… chỉ trạng thái, không nhật ký, không thông báo",
      value: medians.stateAlone,
      unit: "ms",
      target: null,
    },
  ]
}

/** What the step writes, by the driver alone; the log it adds to is one beside the office's. */
async function bareSides({ connection, inTransaction }: OfficeAtWork["store"], id: string) {
  const registrations = RegistrationModel.collection
  const entries = connection.collection<{ _id: number }>("bareEntries")
  const heads = connection.collection<{ _id: string; sequence: number; hash: string }>("bareHeads")
  const inbox = connection.collection<{ _id: string }>("bareInbox")
  await heads.insertOne({ _id: "main", sequence: 0, hash: "" })
  const [entry] = await AuditEntryModel.find({ type: "proposal.signedOff" }).limit(1).lean()
  if (!entry) throw new Error("nothing was logged")
  const writeState = async (session: ClientSession) => {
    const row = await registrations.findOne({ _id: id } as never, { session })
    if (!row) throw new Error("no registration")
    const { revision, workflow, proposedLevel } = row
    const saved = await registrations.updateOne(
      { _id: id, revision } as never,
      { $set: { workflow, proposedLevel }, $inc: { revision: 1 } },
      { session },
    )
    if (saved.modifiedCount !== 1) throw new Error("nothing moved")
  }
  return {
    stateAlone: () => inTransaction(writeState),
    bareStep: () =>
      inTransaction(async (session) => {
        await writeState(session)
        const head = await heads.findOneAndUpdate({ _id: "main" }, { $inc: { sequence: 1 } }, { session })
        const _id = (head?.sequence ?? 0) + 1
        await entries.insertOne({ ...entry, _id }, { session })
        await heads.updateOne({ _id: "main" }, { $set: { hash: entry.hash } }, { session })
        await inbox.insertOne({ ...MESSAGE, _id: `giao:${_id}` }, { session })
      }),
  }
}

const MESSAGE = {
  userId: APPRAISERS[0],
  kind: "WORK",
  title: "Bạn được giao thẩm định",
  text: "Chánh Văn phòng giao bạn thẩm định «Hỗ trợ theo chính sách riêng của tỉnh (tập huấn) số 1».",
  about: { kind: "registration", id: "2023-1", name: "Hỗ trợ theo chính sách riêng của tỉnh" },
  isUrgent: false,
  readAt: null,
  mail: "WAITING",
}
