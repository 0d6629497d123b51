import { isOnlineLevel } from "#models/shared/levels.ts"
import type { CarriedEdition, CarriedEntry } from "../catalogue-edition.ts"
import { entryNameInText } from "../entry-name.ts"
import { type CatalogueChange, CHANGE_FIGURES, changeCountsOf, changedRowsOf } from "./change-lists.ts"
import type { FigureName } from "./figures.ts"

/** One service that an edition touches. `before`, `now`: null where it is not in the catalogue. */
export type TouchedService = {
  serviceId: string
  serviceCode: string
  name: string
  unitName: string
  before: CarriedEntry["previousLevel"]
  now: CarriedEntry["level"] | null
}

type Edition = Pick<CarriedEdition, "kind" | "entries" | "removed">

/** What issuing an edition takes in, changes and withdraws: the services of one kind of change, as many as its figure says. */
export const touchedServices = (edition: Edition, change: CatalogueChange): TouchedService[] => {
  const rows = changedRowsOf(edition, change).map((entry) => ({
    serviceId: entry.serviceId,
    serviceCode: entry.serviceCode,
    name: entryNameInText(entry),
    unitName: entry.unit.name,
    before: entry.previousLevel,
    now: entry.level,
  }))
  if (change !== "WITHDRAWN") return rows
  const removed = edition.removed.map(({ serviceId, serviceCode, name, unitName, level }) => ({
    serviceId,
    serviceCode,
    name,
    unitName,
    before: level,
    now: null,
  }))
  return [...removed, ...rows]
}

type EffectFigure = (typeof CHANGE_FIGURES)[CatalogueChange] | "services"

/** The effect of issuing an edition, in figures; everything that shows it beforehand asks here. */
export type EditionEffectFigures = {
  figures: Record<EffectFigure, number>
  /** Withdrawn services that the portals show as online until then. */
  withdrawnOnline: number
  /** Services in force before it. */
  before: number
  /** Share of them that is withdrawn, 0 to 1. */
  withdrawnShare: number
}

/** @param inForce services in force before an amendment, which names only those it changes */
export const editionEffectFigures = (edition: Edition, inForce = 0): EditionEffectFigures => {
  const changes = changeCountsOf(edition)
  const figures = {
    services: edition.entries.length,
    ...(Object.fromEntries(
      Object.entries(CHANGE_FIGURES).map(([change, name]) => [name, changes[change as CatalogueChange]]),
    ) as Record<(typeof CHANGE_FIGURES)[CatalogueChange], number> satisfies Partial<
      Record<FigureName, number>
    >),
  }
  const withdrawn = touchedServices(edition, "WITHDRAWN")
  const named =
    edition.removed.length + edition.entries.filter(({ previousLevel }) => previousLevel !== null).length
  const before = Math.max(named, inForce)
  return {
    figures,
    withdrawnOnline: withdrawn.filter(({ before: level }) => level !== null && isOnlineLevel(level)).length,
    before,
    withdrawnShare: before === 0 ? 0 : withdrawn.length / before,
  }
}
