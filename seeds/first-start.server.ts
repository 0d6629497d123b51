import { findCampaigns } from "#models/campaign/campaign.repository.server.ts"
import type { PortalTarget } from "#models/outbox/portal-target.ts"
import { findSeededScenario, saveReference } from "#models/reference/reference.repository.server.ts"
import { dayOf } from "#models/shared/dates.ts"
import { completePublications } from "#workflows/campaign/complete-publication.server.ts"
import { runDeliveries } from "#workflows/delivery/run-deliveries.server.ts"
import { portalClients } from "#workflows/gateways/portals/portal-clients.server.ts"
import type { Runtime } from "#workflows/runtime.server.ts"
import { isInUse } from "#workflows/setup/set-up-province.server.ts"
import { SYSTEM_ACTOR } from "#workflows/system-actor.ts"
import { seedTraining, type TrainingSeed } from "./scenarios/training.server.ts"
import { TRAINING_PROVINCES } from "./scenarios/training-provinces.ts"
import { addNewerReference, seedReference } from "./seed-reference.server.ts"

/**
 * Fills an empty store with the training province in training mode; outside it, it waits to be set up for a province
 * (`workflows/setup`). A store that has been filled is left alone but for tables that came since; one that an earlier release
 * filled in part (an import before the first start) gets the rest.
 * @param table other procedures than the training province's, CSV
 * @throws Error when an earlier first start was cut off half way
 */
export const prepareFirstStart = async (
  runtime: Runtime,
  say: (line: string) => void,
  { table }: Pick<TrainingSeed, "table"> = {},
): Promise<void> => {
  const seeded = await findSeededScenario()
  if (seeded) await addNewerReference()
  if (!runtime.trainingMode) {
    if (seeded || !(await isInUse())) return
    await seedReference(runtime.store)
    // Last, so that it stands for all before it.
    await saveReference("seeded", [{ scenario: "reference" }])
    return
  }
  if (seeded === "training") return
  if ((await findCampaigns(null, { withPlanned: true })).length > 0)
    throw new Error(
      `Lần nạp dữ liệu tập huấn trước bị ngắt giữa chừng. Xóa thư mục dữ liệu ${runtime.config.dataDir} rồi khởi động lại.`,
    )
  say("Khởi động lần đầu: nạp dữ liệu tập huấn (training data)…")
  const province = TRAINING_PROVINCES[runtime.config.trainingProvince]
  await seedTraining({
    province,
    store: runtime.store,
    signing: runtime.signing,
    table,
    say,
    deliver: async (clock, options) => {
      const targets = await runtime.reference.portalTargetsOn(dayOf(clock.now()))
      if (options?.refuseOne) await orderRefusal(targets)
      await runDeliveries({ store: runtime.store, clock, portals: portalClients(targets) }, { until: "IDLE" })
      await completePublications({ store: runtime.store, clock })
    },
  })
  await saveReference("seeded", [{ scenario: "training", province: province.id }])
  if (runtime.trainingClock && runtime.trainingClock.now() < province.today)
    await runtime.trainingClock.moveForward({ by: "TO", to: province.today, actor: SYSTEM_ACTOR })
}

/** Asks the portal simulator of training mode to refuse the next record. */
async function orderRefusal(targets: PortalTarget[]): Promise<void> {
  const [target] = targets
  if (!target) return
  await fetch(new URL("/_faults", target.url), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ target: target.id, kind: "reject", count: 1 }),
  })
}
