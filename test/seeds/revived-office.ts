import { DispatchModel } from "#models/dispatch/dispatch.schema.server.ts"
import { findLongActs } from "#models/long-act/long-act.repository.server.ts"
import { readOutbox } from "#models/outbox/outbox.repository.server.ts"
import { storedReference } from "#models/reference/stored-reference.server.ts"
import { fixedClock, systemClock } from "#models/shared/clock.ts"
import { dayOf } from "#models/shared/dates.ts"
import { openStore, type Store } from "#models/store/connection.server.ts"
import type { Death } from "#test/setup/watched-store.ts"
import {
  startMailSimulator,
  type TakenMail,
} from "#workflows/gateways/mail/simulator/start-mail-simulator.server.ts"
import { portalClients } from "#workflows/gateways/portals/portal-clients.server.ts"
import type { PortalState, StoredRecord } from "#workflows/gateways/portals/simulator/portal-state.ts"
import { startPortalSimulator } from "#workflows/gateways/portals/simulator/start-simulator.server.ts"
import type { SigningService } from "#workflows/gateways/signing/signing-service.ts"
import { verifyStore } from "#workflows/integrity/verify-store.server.ts"
import { noticeWork } from "#workflows/notices/notice-work.server.ts"
import { officeDuty } from "#workflows/office-duty.server.ts"
import type { KnownAuthorities } from "#workflows/signatures/known-authorities.ts"
import { readSmtpUrl } from "#workflows/smtp-address.ts"
import { openTrainingClock } from "#workflows/training/training-clock.server.ts"

/** What the portals hold, by portal and record. */
export type Held = Map<string, Map<string, StoredRecord>>

const TARGETS = ["provincial", "national", "open-data"]
/** A process that starts hours after the last one died finds all its leases run out. */
const LATER_MS = 3 * 60 * 60_000
const STANDING = fixedClock(new Date(0))

export const heldBy = (state: PortalState): Held =>
  new Map(TARGETS.map((target) => [target, structuredClone(state.records(target))]))

/** What `verify:store` says of an act that was under way: found after a death, and gone once the act was ended. */
const UNDER_WAY = "Việc đang dở"

/**
 * Starts an office on what a dead one left behind, and lets it do what falls to it.
 * @returns what breaks the office's promises as it was found and as it was left: the log gives the state, no act is half done,
 * every record stands at every portal once
 */
export const reviveOffice = async (
  death: Death<Held>,
  { signing, authorities }: { signing: SigningService; authorities: KnownAuthorities },
): Promise<string[]> => {
  // Its indexes stand: they are copied with it.
  const store = await openStore({ dataDir: death.folder, asItIs: true })
  const portals = await startPortalSimulator({ port: 0 })
  const mail = await startMailSimulator()
  try {
    for (const [target, records] of death.aside)
      for (const [id, record] of records) portals.state.records(target).set(id, record)
    const found = (await findings(authorities)).filter((one) => !one.startsWith(UNDER_WAY))
    const logged = await doWhatFallsDue(store, {
      signing,
      authorities,
      portalsUrl: portals.url,
      smtpPort: mail.port,
    })
    const left = [
      ...logged.map((one) => `logged: ${one}`),
      ...(await notMailedOnce(mail.mails)),
      ...(await findings(authorities)),
      ...(await findLongActs()).map(({ kind }) => `still under way: ${kind}`),
      ...(await writtenTooOften(portals.state)),
    ]
    return [
      ...found.map((one) => `found after ${death.number} (${death.by}): ${one}`),
      ...left.map((one) => `left after ${death.number} (${death.by}): ${one}`),
    ]
  } finally {
    await mail.stop()
    await portals.close()
    await store.close()
  }
}

const findings = async (authorities: KnownAuthorities): Promise<string[]> =>
  (await verifyStore(authorities)).findings.map(
    ({ check, where, message }) => `${check}: ${where}: ${message}`,
  )

type Around = { signing: SigningService; authorities: KnownAuthorities; portalsUrl: string; smtpPort: number }

async function doWhatFallsDue(
  store: Store,
  { signing, authorities, portalsUrl, smtpPort }: Around,
): Promise<string[]> {
  const logged: string[] = []
  const clock = await openTrainingClock(STANDING)
  const smtp = readSmtpUrl(`smtp://127.0.0.1:${smtpPort}`)
  if (!smtp) throw new Error("no address of the mail server")
  const d = {
    store,
    clock,
    leaseClock: fixedClock(new Date(systemClock.now().getTime() + LATER_MS)),
    reference: storedReference,
    getRegime: storedReference.regime,
    signing,
    authorities,
    logger: { error: (...said: unknown[]) => void logged.push(said.map(String).join(" ")) },
    random: () => 0.5,
  }
  const portals = async () =>
    portalClients(
      (await storedReference.portalTargetsOn(dayOf(clock.now()))).map(({ id }) => ({
        id,
        url: `${portalsUrl}/${id}`,
      })),
    )
  const duty = officeDuty({ ...d, portals })
  const from = { name: "Danh mục dịch vụ công trực tuyến", address: "danhmuc@tinh.example.vn" }
  const mail = { smtp, from, baseUrl: "http://localhost:3000", isTraining: true }
  const notices = noticeWork({ ...d, mail, isTraining: true, webhookHosts: [] })
  try {
    await duty.runNow()
    await notices.runNow()
    return logged
  } finally {
    await notices.stop()
    await duty.stop()
    await clock.close()
  }
}

/** Mails that left the revived office twice, that it does not know to be taken, or that stand as if they were under way. */
async function notMailedOnce(mails: readonly TakenMail[]): Promise<string[]> {
  const taken = Map.groupBy(mails, ({ messageId }) => messageId)
  const noted = new Set(
    (await DispatchModel.find({ channel: "MAIL", state: "DELIVERED" }).lean()).map(({ content }) =>
      "messageId" in content ? content.messageId : "",
    ),
  )
  const underWay = await DispatchModel.find({ state: "SENDING" }, { content: 0 }).lean()
  return [
    ...[...taken].flatMap(([id, those]) => (those.length > 1 ? [`mailed ${those.length} times: ${id}`] : [])),
    ...[...taken.keys()].flatMap((id) => (noted.has(id) ? [] : [`mailed and not noted: ${id}`])),
    ...underWay.map((dispatch) => `dispatch still under way: ${JSON.stringify(dispatch)}`),
  ]
}

/** Records that were written at a portal more often than there are messages for it: sent again without looking. */
async function writtenTooOften(state: PortalState): Promise<string[]> {
  const messages = new Map<string, number>()
  for await (const batch of readOutbox())
    for (const { target, recordId } of batch) {
      const key = `${target} ${recordId}`
      messages.set(key, (messages.get(key) ?? 0) + 1)
    }
  return TARGETS.flatMap((target) =>
    [...state.records(target)].flatMap(([id, { writes }]) => {
      const key = `${target} ${id}`
      return writes > (messages.get(key) ?? 0) ? [`${key}: ${writes}`] : []
    }),
  )
}
