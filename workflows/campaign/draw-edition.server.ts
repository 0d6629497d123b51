import type { ClientSession } from "mongoose"
import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import { countDrafts } from "#models/catalogue-edition/catalogue-edition.repository.server.ts"
import type { FrozenEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import { amendedDecisions, isRecalledOn } from "#models/catalogue-edition/catalogue-in-force.ts"
import { type FreezeInput, freezeEdition } from "#models/catalogue-edition/freeze.server.ts"
import { decisionOf, type IssuedEdition } from "#models/catalogue-edition/issued-edition.ts"
import { findIssuedEditions } from "#models/catalogue-edition/issued-editions.server.ts"
import { readInForceOn } from "#models/catalogue-edition/read-in-force.server.ts"
import { preambleBasesOn } from "#models/legal-regime/legal-regime.ts"
import { findCheckpointBy } from "#models/log-checkpoint/log-checkpoint.repository.server.ts"
import { assertRegisterAtRest } from "#models/long-act/register-turn.server.ts"
import { findServicesByIds } from "#models/online-service/online-service.repository.server.ts"
import type { PortalTarget } from "#models/outbox/portal-target.ts"
import { findSnapshotsByHash } from "#models/procedure/procedure-snapshot.repository.server.ts"
import type { EditionIssuer } from "#models/reference/issuer.ts"
import { provinceKind } from "#models/reference/province.ts"
import { findAllRegistrations } from "#models/registration/registration.repository.server.ts"
import type { Registration } from "#models/registration/registration.ts"
import { findRegistrationStamps } from "#models/registration/registration-list.repository.server.ts"
import { dayOf, type IsoDay } from "#models/shared/dates.ts"
import { ConcurrentEditError, RuleBrokenError } from "#models/shared/errors.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { readTurn, takeTurn } from "#models/turn/turn.repository.server.ts"
import { editionTextsFrom } from "#workflows/document-text/edition-text.ts"
import { findBranchServices } from "#workflows/scope/branch-services.server.ts"
import type { EditionDependencies } from "./dependencies.ts"
import { assertStillStanding } from "./still-standing.server.ts"

/** A draft with what it was read from. */
export type DrawnEdition = {
  edition: FrozenEdition
  read: Pick<Registration, "id" | "serviceCode" | "revision">[]
  registerTurn: number
  campaignsTurn: number
}

/**
 * Draws the approved registrations of a campaign into a new draft of its edition: rows, totals, digest. Nothing is kept.
 * `frozenAt`: when the freeze counts as made, also where another process goes on with it later.
 * @throws RuleBrokenError when nothing is approved, or a service is gone from the register
 */
export async function drawEdition(
  d: EditionDependencies,
  campaign: ReviewCampaign,
  frozenAt: Date,
): Promise<DrawnEdition> {
  const registerTurn = await readTurn("REGISTER")
  const campaignsTurn = await readTurn("CAMPAIGNS")
  return d.store.inTransaction(async (session) => {
    await assertStillStanding(campaign, "edition.consolidated", dayOf(frozenAt), session)
    const registrations = await findAllRegistrations(campaign.id, ["approved"], session)
    if (registrations.length === 0)
      throw new RuleBrokenError("Chưa có đăng ký nào được phê duyệt để đưa vào danh mục.")
    const services = await findServicesByIds(
      registrations.map((registration) => registration.serviceId),
      session,
    )
    const snapshots = await findSnapshotsByHash(
      registrations.map((registration) => registration.snapshotHash),
      session,
    )
    const gone = services.filter((service) => !service.active).map((service) => service.serviceCode)
    if (gone.length > 0)
      throw new RuleBrokenError(
        `${formatNumber(gone.length)} dịch vụ không còn trong sổ thủ tục hoặc thủ tục không còn công khai (${gone.slice(0, 5).join(", ")}${gone.length > 5 ? "…" : ""}). Ghi nhận bãi bỏ trước khi chốt danh mục.`,
      )
    const before = await editionBefore(
      campaign,
      registrations.map(({ serviceId }) => serviceId),
      dayOf(frozenAt),
      session,
    )
    const regime = await d.reference.regime(campaign.regimeId)
    const issuer = await d.reference.issuerOn(dayOf(frozenAt))
    const edition = freezeEdition({
      campaign,
      draft: (await countDrafts(campaign.id, session)) + 1,
      frozenAt,
      registrations,
      services: new Map(services.map((service) => [service.id, service])),
      procedures: new Map(snapshots.map((snapshot) => [snapshot.hash, snapshot.procedure])),
      agencies: await d.reference.agencies(),
      groups: await d.reference.groups(),
      // An amendment changes rows of the catalogue alone.
      branches:
        campaign.kind === "ANNUAL" && issuer.centralBranches === "ANNEX"
          ? await findBranchServices(dayOf(frozenAt), session)
          : undefined,
      proactiveLevels: regime.proactiveLevels,
      logCheckpoint: (await findCheckpointBy(frozenAt, session)) ?? undefined,
      texts: editionTextsFrom(campaign.kind, await d.reference.templatesOn(dayOf(frozenAt))),
      issuer: {
        ...issuer,
        // Laws of the pack first, then what the province itself rests on.
        preambleBases: [...preambleBasesOn(regime, dayOf(frozenAt)), ...issuer.preambleBases],
        portals: portalNames(await d.reference.portalTargetsOn(dayOf(frozenAt)), issuer),
      },
      ...before,
    })
    return { edition, read: registrations, registerTurn, campaignsTurn }
  })
}

/** Portals of services as documents name them, the nation's first; one that only says its kind of place is given its name. */
function portalNames(targets: readonly PortalTarget[], issuer: EditionIssuer): string[] {
  const kind = provinceKind(issuer)
  const order = ["NATIONAL_SERVICE", "PROVINCIAL_SERVICE"] as const
  return order.flatMap((record) =>
    targets
      .filter((target) => target.record === record)
      .map(({ name }) => (name.endsWith(` ${kind}`) ? `${name} ${issuer.provinceName}` : name)),
  )
}

/**
 * What this edition is compared with, and the decision it replaces or amends. A year's edition replaces the annual one in
 * force together with everything that amended it; an amendment changes the one in force, and names what carries its rows.
 */
async function editionBefore(
  campaign: ReviewCampaign,
  serviceIds: readonly string[],
  day: IsoDay,
  session: ClientSession,
): Promise<Pick<FreezeInput, "previous" | "replaces" | "amended" | "afterRecall">> {
  const issued = (await findIssuedEditions(session)).filter(({ editionId }) => editionId !== campaign.id)
  const inForce = await readInForceOn(issued, day)
  if (!inForce) return { previous: null, replaces: null, afterRecall: lastRecalled(issued, day) }
  const { base, amendments, rows } = inForce
  const { number, symbol } = base.decision
  return {
    previous: { entries: rows.map(({ entry }) => entry) },
    replaces: {
      editionId: base.editionId,
      decisionNumber: `${number}/${symbol}`,
      decisionDay: base.decision.day,
    },
    ...(campaign.kind === "AMENDMENT" ? { amended: amendedDecisions(base, amendments, serviceIds) } : {}),
  }
}

/** The newest annual decision that was recalled by that day; undefined where none was ever issued. */
function lastRecalled(issued: readonly IssuedEdition[], day: IsoDay): FreezeInput["afterRecall"] {
  const newest = issued
    .filter((one) => one.kind === "ANNUAL" && isRecalledOn(one, day))
    .sort((a, b) => (a.decision.day < b.decision.day ? 1 : -1))[0]
  if (!newest?.recalled) return undefined
  const { editionId, number, day: decisionDay } = decisionOf(newest)
  return {
    editionId,
    decisionNumber: number,
    decisionDay,
    recalledOn: dayOf(new Date(newest.recalled.at)),
  }
}

/**
 * What was read must still stand when what was drawn from it is kept: nobody touched a registration or the register in between.
 * @throws ConcurrentEditError naming the registrations that changed
 */
export async function assertStillApproved(drawn: DrawnEdition, session: ClientSession): Promise<void> {
  await takeTurn("REGISTER", session, drawn.registerTurn)
  await assertRegisterAtRest(session)
  const filter = { campaignId: drawn.edition.editionId, states: ["approved"] as const }
  const now = new Map((await findRegistrationStamps(filter, session)).map((one) => [one.id, one]))
  const read = new Map(drawn.read.map((one) => [one.id, one]))
  const gone = drawn.read.filter(({ id, revision }) => now.get(id)?.revision !== revision)
  const come = [...now.values()].filter(({ id }) => !read.has(id))
  if (gone.length + come.length === 0) return
  throw new ConcurrentEditError(
    `${formatNumber(gone.length + come.length)} đăng ký vừa thay đổi trong lúc chốt danh mục. Xem lại rồi chốt lại.`,
    {
      changed: [
        ...gone.map(({ id, serviceCode, revision }) => ({
          field: serviceCode,
          before: `Đã phê duyệt (bản sửa ${revision})`,
          now: now.has(id)
            ? `Đã phê duyệt lại (bản sửa ${now.get(id)?.revision})`
            : "Không còn ở trạng thái đã phê duyệt",
        })),
        ...come.map(({ serviceCode }) => ({
          field: serviceCode,
          before: "Chưa phê duyệt",
          now: "Đã phê duyệt",
        })),
      ].slice(0, SHOWN_CHANGES),
    },
  )
}

const SHOWN_CHANGES = 20
