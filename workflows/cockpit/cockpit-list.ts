import { z } from "zod"
import { CATALOGUE_CHANGES } from "#models/catalogue-edition/figures/change-lists.ts"
import { WORK_FIGURES } from "#models/catalogue-edition/figures/work-left.ts"
import { SERVICE_LEVELS } from "#models/shared/levels.ts"
import type { BarrierKind } from "#workflows/barriers/barrier-kinds.ts"
import { UNIT_ACT_NAMES } from "./unit-acts.ts"

const Day = z.iso.date()
const Agency = z.string().min(1).max(100).optional()

/** What a number of the overview counts, as it stands in the address of its list. */
export const CockpitList = z.discriminatedUnion("list", [
  /** What was left at the end of a day. */
  z.object({ list: z.literal("work"), figure: z.enum(WORK_FIGURES), day: Day, agency: Agency }),
  /** What was done from one day to another. */
  z.object({
    list: z.literal("acts"),
    act: z.enum(UNIT_ACT_NAMES).optional(),
    from: Day,
    to: Day,
    agency: Agency,
  }),
  /** By proposed level; `NONE`: no proposal yet; without one: all that are reviewed. */
  z.object({
    list: z.literal("levels"),
    level: z.enum([...SERVICE_LEVELS, "NONE"]).optional(),
    agency: Agency,
  }),
  /** `BEFORE`, `AFTER`: all of the catalogue before, and of this one. */
  z.object({ list: z.literal("changes"), change: z.enum([...CATALOGUE_CHANGES, "BEFORE", "AFTER"]) }),
])
export type CockpitList = z.infer<typeof CockpitList>

/** What a number may lead to: a list of the overview, or the register of barriers. */
export type CountedList = CockpitList | { list: "barriers"; kind?: BarrierKind; agency?: string | undefined }
