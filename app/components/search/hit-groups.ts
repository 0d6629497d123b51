import { foldText } from "#models/shared/text.ts"
import type { Role } from "#models/shared/workflow.ts"
import type { Hit, OfficeHits } from "#workflows/screens/office-search.server.ts"
import { paths } from "../../http/paths.ts"
import { navigationFor } from "../navigation.ts"

/** `to`: where it leads; null for what has no page this person may open. */
type ShownHit = Hit & { to: string | null }
export type HitGroup = { label: string; hits: ShownHit[] }

/** What was found with where it leads, screens by name first; groups without a hit are left out. */
export const hitGroups = (hits: OfficeHits, roles: readonly Role[], text: string): HitGroup[] => {
  const typed = foldText(text)
  const screens = navigationFor(roles)
    .filter(({ label }) => typed.length > 1 && foldText(label).includes(typed))
    .map(({ to, label }) => ({ id: to, name: label, note: "", to }))
  const groups: HitGroup[] = [
    { label: "Màn hình", hits: screens },
    { label: "Đăng ký", hits: hits.registrations.map((hit) => ({ ...hit, to: paths.registration(hit.id) })) },
    {
      label: "Thủ tục",
      hits: hits.procedures.map((hit) => ({ ...hit, to: paths.appraisal({ q: hit.id, state: "all" }) })),
    },
    {
      label: "Đợt rà soát, danh mục",
      hits: hits.campaigns.map((hit) => ({ ...hit, to: paths.campaign(hit.id) })),
    },
    {
      label: "Người",
      hits: hits.people.map((hit) => ({
        ...hit,
        to: roles.includes("ADMIN") ? paths.table("nguoi-dung", { q: hit.name }) : null,
      })),
    },
  ]
  return groups.filter(({ hits: found }) => found.length > 0)
}
