import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { parse } from "csv-parse/sync"
import { stringify } from "csv-stringify/sync"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { CampaignModel } from "#models/campaign/campaign.schema.server.ts"
import { readOutbox } from "#models/outbox/outbox.repository.server.ts"
import type { OutboxMessage } from "#models/outbox/outbox-message.ts"
import { PlanModel } from "#models/plan/kept-plan.schema.server.ts"
import { TaskAssignmentModel } from "#models/plan-task/task-assignment.schema.server.ts"
import { RegimeProposalModel } from "#models/regime-proposal/regime-proposal.schema.server.ts"
import { RegistrationModel } from "#models/registration/registration.schema.server.ts"
import { REGISTRATION_STATES } from "#models/registration/states.ts"
import { dayOf } from "#models/shared/dates.ts"
import type { Store } from "#models/store/connection.server.ts"
import { actorOn } from "#models/user/user.ts"
import { prepareFirstStart } from "#seeds/first-start.server.ts"
import { REGIME_A } from "#seeds/reference/regimes/regime-a.ts"
import { TRAINING_USERS } from "#seeds/reference/users.ts"
import { ROWS_CSV } from "#test/setup/office.ts"
import { runScriptIn } from "#test/setup/run-script.ts"
import { readConfig } from "#workflows/config.server.ts"
import { advanceDelivery, beginDelivery } from "#workflows/delivery/advance-delivery.ts"
import { verifyStore } from "#workflows/integrity/verify-store.server.ts"
import { openStoreToRead } from "#workflows/office-store.server.ts"
import { saveRegimeDraft, stepRegimeProposal } from "#workflows/regimes/propose-regime.server.ts"
import { bodyOf } from "#workflows/regimes/read-pack.ts"
import { type OpenOffice, openOffice } from "../../app/setup/open-office.ts"

/** What the log and the outbox alone say of every history there is, on today's charts. */
async function expectReplayed(): Promise<void> {
  const report = await verifyStore()
  expect(report.findings).toEqual([])
  const counts = [RegistrationModel, CampaignModel, RegimeProposalModel, PlanModel, TaskAssignmentModel].map(
    (model) => (model as typeof RegistrationModel).countDocuments(),
  )
  expect(report.replayed).toBe((await Promise.all(counts)).reduce((sum, count) => sum + count))
  const straight = (await messages()).filter(wentStraight)
  expect(straight.length).toBeGreaterThan(0)
  for (const message of straight) expect(replayed(message)).toEqual(message.workflow)
}

async function messages(): Promise<OutboxMessage[]> {
  const all: OutboxMessage[] = []
  for await (const batch of readOutbox()) all.push(...batch)
  return all
}

/** Sent once, and taken or refused at once. */
const wentStraight = ({ workflow: { value, context } }: OutboxMessage): boolean =>
  context.attempts === 1 && context.checks === 0 && (value === "live" || value === "rejected")

/** Sendings are not logged: the events of a straight one follow from what was kept of it. */
function replayed(message: OutboxMessage): OutboxMessage["workflow"] {
  const { firstAttemptAt, receipt, liveAt, lastFailure } = message.workflow.context
  const sent = advanceDelivery(
    beginDelivery(message),
    { type: "sending.started" },
    new Date(firstAttemptAt ?? 0),
  )
  if (lastFailure) {
    const { failure, message: words, at } = lastFailure
    if (!failure) throw new Error("not a straight refusal")
    return advanceDelivery(
      sent,
      { type: "sending.failed", failure, message: words, status: null },
      new Date(at),
    )
  }
  if (!receipt || !liveAt) throw new Error("not a straight delivery")
  const taken = advanceDelivery(sent, { type: "receipt.received", receipt }, new Date(liveAt))
  const { version, payloadSha256, editionDigest, operation } = message
  const found = { version, payloadSha256, editionDigest, withdrawn: operation === "WITHDRAW" }
  return advanceDelivery(taken, { type: "record.found", ...found }, new Date(liveAt))
}

describe("the training province", () => {
  let office: OpenOffice
  beforeAll(async () => {
    office = await openOffice()
    const all = parse(readFileSync("seeds/reference/procedures.csv"), { bom: true })
    const some = all.filter((_: string[], index: number) => index === 0 || index % 12 === 1)
    const table = new TextEncoder().encode(stringify(some))
    await prepareFirstStart(office.runtime, () => {}, { table })
    await proposeAPack()
  }, 180_000)
  afterAll(() => office.close())

  /** Written, returned, written anew and approved, by the people of the province. */
  async function proposeAPack(): Promise<void> {
    const { clock } = office.runtime
    const who = (id: string) => {
      const user = TRAINING_USERS.find((one) => one.id === id)
      if (!user) throw new Error(`no training user ${id}`)
      return actorOn(user, dayOf(clock.now()))
    }
    const form = {
      id: "nd-42-2022-sd1",
      name: "Nghị định sửa đổi",
      validFrom: "2023-05-10",
      validTo: "2023-05-24",
      body: bodyOf(REGIME_A),
    }
    const [author, chief] = [who("quantri"), who("chanhvanphong")]
    const save = (proposalId: string | null, revision: number, id: string) =>
      saveRegimeDraft(office.runtime, { proposalId, revision, form: { ...form, id }, actor: author })
    const proposalId = await save(null, 0, "nd-42-2022-nhap")
    const step = (
      revision: number,
      type: "pack.submitted" | "pack.returned" | "pack.approved",
      reason = "",
    ) =>
      stepRegimeProposal(office.runtime, {
        proposalId,
        revision,
        type,
        reason,
        actor: type === "pack.submitted" ? author : chief,
      })
    await step(1, "pack.submitted")
    await step(2, "pack.returned", "Ghi rõ điều, khoản của nghị định sửa đổi.")
    await save(proposalId, 3, form.id)
    await step(4, "pack.submitted")
    await step(5, "pack.approved")
  }

  test("has registrations in every state, and every history replayed gives what is stored", async () => {
    const states = await RegistrationModel.distinct("workflow.value")
    // Nothing is recalled in it: that is no part of an ordinary year.
    const ordinary = REGISTRATION_STATES.filter((state) => state !== "recalled")
    expect([...states].sort()).toEqual([...ordinary].sort())
    expect((await messages()).map(({ workflow }) => workflow.value)).toContain("rejected")
    await expectReplayed()
  })

  test("a proposed pack that was changed past its steps is found", async () => {
    const [proposal] = await RegimeProposalModel.find().lean()
    if (!proposal) throw new Error("no proposal")
    const change = (authors: unknown) =>
      RegimeProposalModel.updateOne({ _id: proposal._id }, { $set: { "workflow.context.authors": authors } })
    await change([])
    const { findings } = await verifyStore()
    await change(proposal.workflow.context.authors)
    expect(findings).toEqual([
      {
        check: "Dựng lại từ nhật ký",
        where: `regime ${proposal._id}`,
        message: "Trạng thái lưu khác trạng thái dựng lại từ nhật ký.",
      },
    ])
  })
})

describe("a rehearsal", () => {
  let folder: string
  let store: Store
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "dien-tap-"))
    const file = join(folder, "ba-thu-tuc.csv")
    writeFileSync(file, [ROWS_CSV.headings, ...ROWS_CSV.rows, ""].join("\r\n"))
    const how = ["--procedures", file, "--year", "2023", "--out", folder]
    const ran = await runScriptIn({ MONGODB_URI: undefined }, "rehearse", ...how)
    if (ran.code !== 0) throw new Error(ran.output)
    store = await openStoreToRead(readConfig({ DATA_DIR: join(folder, "store") }))
  })
  afterAll(async () => {
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test("leaves a store in which every history replayed gives what is stored", () => expectReplayed())
})
