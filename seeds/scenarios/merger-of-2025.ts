import { readFileSync } from "node:fs"
import { join } from "node:path"
import type { Agency } from "#models/agency/agency.ts"
import { ReorganisationPlan } from "#models/reorganisation/plan.ts"
import { MERGED_FROM } from "#seeds/reference/agency-builders.ts"
import { countSuccessionHeadings, readSuccessions } from "#workflows/reorganisation/read-successions.ts"
import { IMPORT_LIMITS } from "#workflows/uploads/import-limits.ts"
import { readCsv } from "#workflows/uploads/read-csv.ts"

/** Which commune went into which on 01/7/2025, as the statistics office lists it; none of Đắk Nông's was divided. */
const DAK_NONG_SUCCESSION = join(import.meta.dirname, "../reference/dak-nong-succession-2025.csv")

/** Fields of the districts that go to the province, not to the communes; our own arrangement, for training. */
const TO_PROVINCE = ["G16-VH13", "G17-XD08"]

/**
 * 01/7/2025 (NQ 202/2025/QH15): Đắk Nông becomes part of Lâm Đồng, 71 communes become 28, the districts end. What was decided
 * by hand stands in `answers` and `placements`; provincial agencies go where the directory already says.
 */
export const mergerOf2025 = (
  agencies: readonly Agency[],
  table = readFileSync(DAK_NONG_SUCCESSION),
): ReorganisationPlan => {
  const { tables } = readCsv(table, IMPORT_LIMITS, countSuccessionHeadings)
  const communes = readSuccessions(tables[0]?.rows ?? [], {
    agencies,
    plan: { day: MERGED_FROM },
    parentId: "ubnd-tinh-lam-dong",
  })
  const onEve = (id: string) => agencies.some((one) => one.id === id && one.validTo === "2025-06-30")
  const provincial = agencies.flatMap(({ id, adminLevel, successorIds }) =>
    adminLevel === "PROVINCE" && onEve(id)
      ? successorIds.map((toId) => ({ fromId: id, toId, extent: "WHOLE" as const }))
      : [],
  )
  return ReorganisationPlan.parse({
    kind: "MERGE",
    title: "Hợp nhất tỉnh Đắk Nông vào tỉnh Lâm Đồng, sắp xếp cấp xã, kết thúc cấp huyện",
    day: MERGED_FROM,
    norm: {
      number: "202/2025/QH15",
      day: "2025-06-12",
      title: "Nghị quyết về việc sắp xếp đơn vị hành chính cấp tỉnh",
      clause: "Điều 1",
    },
    newUnits: communes.newUnits,
    successions: [...provincial, ...communes.successions],
    endedLevels: ["DISTRICT"],
    placements: TO_PROVINCE.map((fieldCode) => ({ fieldCode, fromLevel: "DISTRICT", toLevel: "PROVINCE" })),
    answers: {
      "LEVEL:DISTRICT": "COMMUNE",
      "RECEIVER:ubnd-thanh-pho-gia-nghia": "BY_FIELD",
      // The province's own portal goes with the province; the nation's stay.
      "PORTAL:cong-tinh": "STOP",
      "PORTAL:cong-quoc-gia": "KEEP",
      "PORTAL:du-lieu-mo": "KEEP",
      ...Object.fromEntries(
        agencies
          .filter(({ id, kind }) => kind === "DISTRICT_COMMITTEE" && onEve(id))
          .map(({ id }) => [`ROLES:${id}`, "END"]),
      ),
    },
  })
}
