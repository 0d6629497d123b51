import type { FrozenEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import type { CatalogueRow } from "#models/catalogue-edition/catalogue-in-force.ts"
import { rowFiguresOf } from "#models/catalogue-edition/figures/row-lists.ts"
import { type OutboxMessage, recordKeyOf } from "#models/outbox/outbox-message.ts"
import type { ProcedureRepeal } from "#models/procedure-repeal/procedure-repeal.ts"
import { formatDay } from "#models/shared/dates.ts"
import { isOnlineLevel } from "#models/shared/levels.ts"
import { type EditionToDeliver, messageOf } from "./messages-for-edition.ts"
import { keepsServices, serviceWithdrawals } from "./service-contents.ts"

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
  const act = { kind: "REPEAL" as const, id: repeal.id }
  const common = { decision, priorVersions, at, effectiveFrom: repeal.effectiveOn, act }
  return targets.filter(keepsServices).flatMap((target) =>
    rows.flatMap(({ row: { entry }, edition }) => {
      const { level: before, serviceId } = entry
      if (!isOnlineLevel(before)) return []
      const contents = serviceWithdrawals({ target, priorVersions }, { serviceId, before, reason, decision })
      return contents
        .filter(
          ({ recordId }) => priorVersions.get(recordKeyOf(target.id, recordId))?.operation !== "WITHDRAW",
        )
        .map((content) => messageOf(target.id, content, { ...common, edition }))
    }),
  )
}

/** How many of the rows are online, and so leave each service portal. */
export const onlineAmong = (rows: readonly StandingRow[]): number =>
  rowFiguresOf(rows.map(({ row }) => row.entry)).onlineServices
