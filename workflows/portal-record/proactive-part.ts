import type { CatalogueEntry } from "#models/catalogue-edition/catalogue-edition.ts"
import { type ProactiveLevel, proactiveLevelText } from "#models/legal-regime/legal-regime.ts"

type Proactive = Pick<CatalogueEntry, "proactiveLevel">

/** Mức độ chủ động as a field of a record; nothing on a service without, whose record so stays as it was. */
export const proactivePart = ({ proactiveLevel }: Proactive): { proactiveLevel?: ProactiveLevel } =>
  proactiveLevel ? { proactiveLevel } : {}

/** The same in words; empty where there is none. */
export const proactiveText = ({ proactiveLevel }: Proactive): string =>
  proactiveLevel ? proactiveLevelText(proactiveLevel) : ""
