import type { FrozenEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import type { CatalogueRow } from "#models/catalogue-edition/catalogue-in-force.ts"
import { rowFiguresOf } from "#models/catalogue-edition/figures/row-lists.ts"
import { type OutboxMessage, recordKeyOf } from "#models/outbox/outbox-message.ts"
import type { ProcedureRepeal } from "#models/procedure-repeal/procedure-repeal.ts"
import { formatDay } from "#models/shared/dates.ts"
import { type EditionToDeliver, messageOf, servicePayloadOf, withdrawal } from "./messages-for-edition.ts"

/** A row in force, with the frozen edition it stands in. */
export type StandingRow = {
  row: CatalogueRow
  edition: Pick<FrozenEdition, "editionId" | "digest" | "issuer">
}

/**
 * What the service portals are told when a procedure is repealed: every service of it that is online is withdrawn, with the
 * repealing decision. One that was withdrawn before is left. Open data keep the edition as it was announced. Pure.
 */
export const messagesForRepeal = (
  input: Pick<EditionToDeliver, "targets" | "priorVersions" | "at"> & {
    repeal: Pick<ProcedureRepeal, "id" | "decision" | "effectiveOn">
    rows: readonly StandingRow[]
  },
): OutboxMessage[] => {
  const { repeal, rows, targets, priorVersions, at } = input
  const [number = "", ...symbol] = repeal.decision.number.split("/")
  const decision = { number, symbol: symbol.join("/"), day: repeal.decision.day }
  const reason = `Thủ tục hành chính bị bãi bỏ theo Quyết định số ${repeal.decision.number} ngày ${formatDay(repeal.decision.day)}.`
  return targets
    .filter(({ record }) => servicePayloadOf(record) !== null)
    .flatMap(({ id }) =>
      rows.flatMap(({ row: { entry }, edition }) => {
        const { level, serviceId } = entry
        if (level !== "FULL" && level !== "PARTIAL") return []
        if (priorVersions.get(recordKeyOf(id, serviceId))?.operation === "WITHDRAW") return []
        const content = withdrawal(serviceId, level, reason, decision)
        const act = { kind: "REPEAL" as const, id: repeal.id }
        return [
          messageOf(id, content, {
            edition,
            decision,
            priorVersions,
            at,
            effectiveFrom: repeal.effectiveOn,
            act,
          }),
        ]
      }),
    )
}

/** How many of the rows are online, and so leave each service portal. */
export const onlineAmong = (rows: readonly StandingRow[]): number =>
  rowFiguresOf(rows.map(({ row }) => row.entry)).onlineServices
