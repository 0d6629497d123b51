import type { Agency } from "#models/agency/agency.ts"
import { anAgency } from "#seeds/reference/agency-builders.ts"
import { PROPOSING_AGENCIES, type ProposingAgency } from "#seeds/reference/people.ts"

/** Bodies under the province's committee that a small office does not have; made up for training, as their codes are. */
const MORE_BODIES: readonly (readonly [id: string, ending: string, name: string, number: string])[] = [
  ["truong-cao-dang-cong-dong", "caodang", "Trường Cao đẳng Cộng đồng tỉnh", "24"],
  ["quy-bao-ve-va-phat-trien-rung", "quyrung", "Quỹ Bảo vệ và Phát triển rừng tỉnh", "25"],
  ["ban-quan-ly-cong-vien-dia-chat", "diachat", "Ban Quản lý Công viên địa chất tỉnh", "26"],
]

const bodies: ProposingAgency[] = MORE_BODIES.map(([id, ending, name, number]) => ({
  ending,
  agency: anAgency({
    id,
    kind: "OTHER",
    adminLevel: "PROVINCE",
    parentId: "ubnd-tinh",
    name,
    shortName: name,
    codes: [`H16.${number}`, `000.00.${number}.H16`],
  }),
}))

/** What the training province has not, and a busy one does. */
export const BODIES_OF_BUSY_YEAR: readonly Agency[] = bodies.map(({ agency }) => agency)

/** Thirty units that list services of their own in the busy year: all that may propose but central branches, and the bodies above. */
export const BUSY_UNITS: readonly ProposingAgency[] = [
  ...PROPOSING_AGENCIES.filter(({ agency }) => agency.kind !== "CENTRAL_BRANCH"),
  ...bodies,
]

export const endingOf = (agencyId: string): string => {
  const found = BUSY_UNITS.find(({ agency }) => agency.id === agencyId)
  if (!found) throw new Error(`nobody proposes for ${agencyId}`)
  return found.ending
}
