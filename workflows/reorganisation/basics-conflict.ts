import { REORGANISATION_KIND_LABELS } from "#models/reorganisation/plan.ts"
import type { Reorganisation } from "#models/reorganisation/reorganisation.ts"
import { formatDay } from "#models/shared/dates.ts"
import { EMPTY_PLACE, type FieldConflict } from "#models/shared/field-conflict.ts"
import { ActBasics, basicsOf } from "./edit-plan.ts"

const FIELDS: Record<keyof ActBasics, string> = {
  kind: "Hình thức",
  title: "Tên việc sắp xếp",
  day: "Ngày bắt đầu thực hiện",
  normNumber: "Số, ký hiệu văn bản quyết định",
  normDay: "Ngày ban hành văn bản",
  normTitle: "Tên văn bản",
  normClause: "Điều, khoản làm căn cứ",
}

/** As people read it, and as a form would send it. */
const inWords = (basics: ActBasics, field: keyof ActBasics): string => {
  if (field === "kind") return REORGANISATION_KIND_LABELS[basics.kind]
  return (field === "day" || field === "normDay" ? formatDay(basics[field]) : basics[field]) || EMPTY_PLACE
}
const asSent = (basics: ActBasics, field: keyof ActBasics): string =>
  field === "kind" ? basics.kind : inWords(basics, field)

/** What of name, day and ground somebody else changed since the form opened, beside what was typed; nothing where the form does not say. */
export const basicsConflict = (
  mine: ActBasics & { seen: string },
  { plan, revision }: Reorganisation,
  seenRevision: number,
): { lines: FieldConflict[]; made?: { on: Record<string, string>; against: Record<string, string> } } => {
  const seen = readSeen(mine.seen)
  if (!seen) return { lines: [] }
  const now = basicsOf(plan)
  return {
    lines: (Object.keys(FIELDS) as (keyof ActBasics)[])
      .filter((field) => seen[field] !== now[field])
      .map((field) => ({
        field: FIELDS[field],
        before: inWords(seen, field),
        mine: inWords(mine, field),
        now: inWords(now, field),
        take: { [field]: asSent(now, field) },
      })),
    made: {
      on: { revision: String(seenRevision), seen: mine.seen },
      against: { revision: String(revision), seen: JSON.stringify(now) },
    },
  }
}

function readSeen(text: string): ActBasics | null {
  try {
    return ActBasics.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}
