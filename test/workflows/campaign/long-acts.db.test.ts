import mongoose from "mongoose"
import { expect, test } from "vitest"
import { findCampaigns, getCampaign } from "#models/campaign/campaign.repository.server.ts"
import { getFrozenEdition } from "#models/catalogue-edition/catalogue-edition.repository.server.ts"
import { findLongActs } from "#models/long-act/long-act.repository.server.ts"
import { SILENT_MS } from "#models/long-act/long-act.ts"
import { countByStatus } from "#models/outbox/outbox.repository.server.ts"
import { claimDue } from "#models/outbox/outbox-leases.repository.server.ts"
import { findAllRegistrations } from "#models/registration/registration.repository.server.ts"
import { fixedClock, systemClock } from "#models/shared/clock.ts"
import { recoveryMark } from "#models/store-recovery/store-recovery.repository.server.ts"
import { StoreRecoveryModel } from "#models/store-recovery/store-recovery.schema.server.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import { takeTo } from "#test/setup/stages.ts"
import { typedNumber } from "#test/setup/typed-number.ts"
import { CampaignPlan, usualDeadlines } from "#workflows/campaign/campaign-plan.ts"
import { openNextCampaign } from "#workflows/campaign/open-next-campaign.server.ts"
import { resumeActs } from "#workflows/campaign/resume-acts.server.ts"
import { consolidateEdition } from "#workflows/campaign/steps/consolidate-edition.server.ts"
import { issueDecision } from "#workflows/campaign/steps/issue-decision.server.ts"
import { recallEdition } from "#workflows/campaign/steps/recall-edition.server.ts"
import { stopCampaign } from "#workflows/campaign/steps/stop-campaign.server.ts"
import { takeStep } from "#workflows/campaign/take-step.server.ts"
import { verifyStore } from "#workflows/integrity/verify-store.server.ts"
import { inPieces, MOVES_PIECE, PIECE } from "#workflows/long-act/pieces.server.ts"

const office = officeForEach({ stage: "appraising" })
const KILLED = new Error("killed")

/** A process that dies at its nth transaction, and whose successor starts when its silence was noticed. */
const dyingAt = (nth: number) => {
  let count = 0
  const { store } = office.d
  const inTransaction: typeof store.inTransaction = (work) => {
    count += 1
    return count === nth ? Promise.reject(KILLED) : store.inTransaction(work)
  }
  return { ...office.d, store: { ...store, inTransaction } }
}
const successor = () => ({
  ...office.d,
  leaseClock: fixedClock(new Date(systemClock.now().getTime() + SILENT_MS + 1)),
})

const LEFT_OUT = { leftOutReason: "Chuyển sang đợt điều chỉnh" }
const plan = CampaignPlan.parse({ year: "2024", name: "Rà soát năm 2024", ...usualDeadlines(2024) })

test.each([1, 2, 3])(
  "a freeze killed at its transaction %i leaves nothing to read, and is finished by whoever finds it",
  async (nth) => {
    const dying = dyingAt(nth)
    await expect(takeStep(dying, consolidateEdition, { ...office.by("reviewer"), ...LEFT_OUT })).rejects.toBe(
      KILLED,
    )
    expect((await getCampaign("2023-1")).workflow.value).toBe("appraising")
    await expect(getFrozenEdition("2023-1/1")).rejects.toMatchObject({ code: "NOT_FOUND" })
    const finished = await resumeActs(successor())
    if (finished === 0)
      await takeStep(office.d, consolidateEdition, { ...office.by("reviewer"), ...LEFT_OUT })
    const { workflow } = await getCampaign("2023-1")
    const edition = await getFrozenEdition("2023-1/1")
    expect([workflow.value, edition.entries.length, edition.digest]).toEqual([
      "consolidated",
      workflow.context.frozen?.entries,
      workflow.context.frozen?.digest,
    ])
    expect(await findLongActs()).toEqual([])
    expect((await verifyStore()).findings).toEqual([])
  },
)

test("a freeze finished by another process days later is of the day it was asked", async () => {
  const asked = office.clock.now()
  await expect(
    takeStep(dyingAt(3), consolidateEdition, { ...office.by("reviewer"), ...LEFT_OUT }),
  ).rejects.toBe(KILLED)
  office.clock.set(new Date(asked.getTime() + 3 * 86_400_000))
  expect(await resumeActs(successor())).toBe(1)
  expect((await getFrozenEdition("2023-1/1")).frozenAt).toEqual(asked)
})

test("an issue killed at any of its transactions is seen by nobody, sends nothing, and ends the same", async () => {
  await takeTo(office, "sealed")
  let killedAt = 0
  for (let nth = 1; (await getCampaign("2023-1")).workflow.value === "sealed"; nth += 1) {
    const d = { ...dyingAt(nth), leaseClock: successor().leaseClock }
    // Each successor dies too, one transaction later.
    const far = fixedClock(new Date(systemClock.now().getTime() + nth * (SILENT_MS + 1)))
    const left = await findLongActs()
    const work =
      left.length === 0
        ? takeStep({ ...d, leaseClock: far }, issueDecision, office.by("clerk"))
        : resumeActs({ ...d, leaseClock: far })
    const outcome = await work.catch((error: unknown) => error)
    if (outcome !== KILLED) break
    killedAt = nth
    expect((await getCampaign("2023-1")).workflow.value).toBe("sealed")
    expect(await claimDue("provincial", office.clock.now(), "worker", 100)).toEqual([])
  }
  expect(killedAt).toBeGreaterThan(3)
  expect((await getCampaign("2023-1")).workflow.value).toBe("issued")
  const { entries } = await getFrozenEdition("2023-1/1")
  expect(await findAllRegistrations("2023-1", ["announced"])).toHaveLength(entries.length)
  const perTarget = Map.groupBy(await countByStatus("2023-1"), ({ target }) => target)
  expect(perTarget.size).toBe(3)
  expect((await verifyStore()).findings).toEqual([])
})

test("while a decision is being issued no other step is taken, and the refusal says how far it is", async () => {
  await takeTo(office, "sealed")
  await expect(takeStep(dyingAt(3), issueDecision, office.by("clerk"))).rejects.toBe(KILLED)
  const told =
    /Đang phát hành 2023-1 \(1\/\d+ phần\), do .+ yêu cầu lúc \d\d:\d\d \d\d\/\d\d\/\d{4}\. Chờ xong/
  await expect(takeStep(office.d, issueDecision, office.by("clerk"))).rejects.toThrow(told)
  await expect(
    takeStep(office.d, stopCampaign, { ...office.by("chief"), reason: "Không ban hành nữa" }),
  ).rejects.toThrow(told)
  expect(await resumeActs(successor())).toBe(1)
})

test("an opening killed in the middle is in no list, holds the register, and is finished by whoever finds it", async () => {
  await takeStep(office.d, stopCampaign, { ...office.by("chief"), reason: "Mở nhầm đợt" })
  const open = (d: typeof office.d) => openNextCampaign(d, { plan, actor: office.staff.chief })
  await expect(open(dyingAt(3))).rejects.toBe(KILLED)
  expect((await findCampaigns()).map(({ id }) => id)).toEqual(["2023-1"])
  await expect(open(office.d)).rejects.toThrow("đang chạy")
  expect(await resumeActs(successor())).toBe(1)
  const opened = await getCampaign("2024-1")
  expect([opened.workflow.value, opened.revision]).toEqual(["collecting", 1])
  expect(await findAllRegistrations("2024-1", ["drafting"])).toHaveLength(3)
  expect((await verifyStore()).findings).toEqual([])
})

/** Documents written in each transaction of an act, in order. */
async function writesOf(act: () => Promise<unknown>): Promise<number[]> {
  const written = new Map<unknown, number>()
  mongoose.set("debug", (_: string, method: string, ...rest: unknown[]) => {
    const [first] = rest
    const options = rest.find((one) => typeof one === "object" && one !== null && "session" in one)
    if (!options || !/^(bulkWrite|insert|update|delete|replace|findOneAnd)/.test(method)) return
    const { session } = options as { session: unknown }
    written.set(session, (written.get(session) ?? 0) + (Array.isArray(first) ? first.length : 1))
  })
  try {
    await act()
  } finally {
    mongoose.set("debug", false)
  }
  return [...written.values()]
}

test("what makes a freeze or an issue visible writes the same few documents however many services there are", async () => {
  const frozen = await writesOf(() =>
    takeStep(office.d, consolidateEdition, { ...office.by("reviewer"), ...LEFT_OUT }),
  )
  await takeTo(office, "sealed")
  const issued = await writesOf(() => takeStep(office.d, issueDecision, office.by("clerk")))
  expect(issued.length).toBeGreaterThan(4)
  for (const writes of [frozen, issued]) {
    // The turns, the edition, the campaign, one line of the log with its head, the end of the act.
    expect(writes.at(-1)).toBeLessThanOrEqual(8)
    expect(writes.at(-1)).toBeGreaterThan(3)
  }
})

test("a piece stays below 500 documents, its log and the act's progress included", () => {
  const all = Array.from({ length: 2345 }, (_, index) => index)
  for (const [size, perItem] of [
    [PIECE, 1],
    [MOVES_PIECE, 2],
  ] as const) {
    const pieces = inPieces(all, size)
    expect(pieces.flat()).toEqual(all)
    for (const piece of pieces) expect(piece.length * perItem + 3).toBeLessThanOrEqual(500)
  }
})

test("a recall waits for a decision that is being issued", async () => {
  await takeTo(office, "sealed")
  await expect(takeStep(dyingAt(4), issueDecision, office.by("clerk"))).rejects.toBe(KILLED)
  await expect(
    takeStep(office.d, recallEdition, {
      ...office.by("chief"),
      reason: "Sai thẩm quyền",
      ...(await typedNumber("2023-1")),
    }),
  ).rejects.toMatchObject({ code: "WORKFLOW_REFUSED" })
  expect(await resumeActs(successor())).toBe(1)
})

test("what a backup holds half done is not gone on with before the restore is settled", async () => {
  await takeTo(office, "sealed")
  await expect(takeStep(dyingAt(3), issueDecision, office.by("clerk"))).rejects.toBe(KILLED)
  const now = office.clock.now()
  await StoreRecoveryModel.create([recoveryMark(now, { file: "ban-sao", madeAt: now }).document])
  expect(await resumeActs(successor())).toBe(0)
  expect((await getCampaign("2023-1")).workflow.value).toBe("sealed")
})
