import type { ClientSession } from "mongoose"
import { findCampaigns } from "#models/campaign/campaign.repository.server.ts"
import type { TouchedRow } from "#models/catalogue-edition/figures/act-effect.ts"
import { findIssuedEditions } from "#models/catalogue-edition/issued-editions.server.ts"
import { readInForceOn } from "#models/catalogue-edition/read-in-force.server.ts"
import { findServicesOf } from "#models/online-service/online-service.repository.server.ts"
import type { OnlineService } from "#models/online-service/online-service.ts"
import { findRepeals } from "#models/procedure-repeal/procedure-repeal.repository.server.ts"
import { findRegistrationsOfProcedures } from "#models/registration/registration.repository.server.ts"
import type { Registration } from "#models/registration/registration.ts"
import type { IsoDay } from "#models/shared/dates.ts"
import { digestOf } from "#models/shared/digest.server.ts"
import type { StandingRow } from "#workflows/delivery/messages-for-repeal.ts"
import { OPEN_STATES } from "./reopen-registrations.server.ts"

/** What the repeal of a procedure ends. */
export type RepealEffect = {
  /** Its rows in the catalogue in force. */
  rows: StandingRow[]
  /** Still being decided, and announced. */
  registrations: Registration[]
  /** Services the register would still offer for review. */
  services: OnlineService[]
}

/** The rows a repeal ends, as every act after publication shows them. */
export const rowsTouched = ({ rows }: Pick<RepealEffect, "rows">): TouchedRow[] =>
  rows.map(({ row }) => ({ serviceId: row.entry.serviceId, before: row, after: undefined }))

/** A digest over what a repeal ends: another one means that somebody changed it since it was shown. */
export const digestOfRepeal = ({ rows, registrations, services }: RepealEffect): string =>
  digestOf({
    rows: rows.map(({ row }) => [row.entry.serviceId, row.standsOn.editionId]),
    registrations: registrations.map(({ id }) => id).sort(),
    services: services.map(({ id }) => id).sort(),
  })

/** What hangs on a procedure on a day. */
export const repealEffect = async (
  code: string,
  day: IsoDay,
  session: ClientSession | null = null,
): Promise<RepealEffect> => {
  // What is to be carried out today ends here, so it does not count as ended.
  const inForce = await readInForceOn(await findIssuedEditions(session), day, session, findRepeals)
  const editions = new Map(
    (inForce ? [inForce.base, ...inForce.amendments] : []).map(({ edition }) => [edition.editionId, edition]),
  )
  const rows = (inForce?.rows ?? []).flatMap((row) => {
    const edition = editions.get(row.standsOn.editionId)
    return row.entry.procedure.code === code && edition ? [{ row, edition }] : []
  })
  // What a stopped review or a recall left where it was has ended with it.
  const stopped = new Set(
    (await findCampaigns(session)).flatMap(({ id, workflow }) =>
      ["stopped", "recalled"].includes(workflow.value) ? [id] : [],
    ),
  )
  const registrations = await findRegistrationsOfProcedures(
    [code],
    [...OPEN_STATES, "announced", "published"],
    session,
  )
  return {
    rows,
    registrations: registrations.filter(({ campaignId }) => !stopped.has(campaignId)),
    services: (await findServicesOf([code], session ?? undefined)).filter(({ active }) => active),
  }
}
