import { type Agency, agencyNameOn } from "#models/agency/agency.ts"
import { ReorganisationPlan } from "#models/reorganisation/plan.ts"
import type { IsoDay } from "#models/shared/dates.ts"
import { isValidOn } from "#models/shared/dates.ts"
import type { ProvinceRow } from "#workflows/setup/nation-tables.ts"
import { provinceIssuers } from "#workflows/setup/province-issuers.ts"

const DAY: IsoDay = "2026-04-30"

/**
 * 30/4/2026: tỉnh Đồng Nai becomes a city. Whatever is called after the province is called after the city from that day, and its
 * decisions are issued as the city's. The norm's number is not in our sources: made up, for training.
 */
export const changeOfKind2026 = (agencies: readonly Agency[], city: ProvinceRow): ReorganisationPlan => {
  const eve = "2026-04-29"
  const renamed = (name: string) =>
    name
      .replaceAll(`tỉnh ${city.name}`, `thành phố ${city.name}`)
      .replace(/(?<=UBND |^Công an |^Thuế |^Bộ CHQS |^BHXH |^Bảo hiểm xã hội )tỉnh$/u, "thành phố")
  const issuer = provinceIssuers({ ...city, before: null }, DAY)[0]?.issuer
  return ReorganisationPlan.parse({
    kind: "CHANGE_KIND",
    title: `Thành lập thành phố ${city.name} trên cơ sở tỉnh ${city.name}`,
    day: DAY,
    norm: {
      number: "01/2026/QH16",
      day: "2026-04-24",
      title: `Nghị quyết về việc thành lập thành phố ${city.name}`,
      clause: "Điều 1",
    },
    renamings: agencies
      .filter((agency) => isValidOn(agency, eve))
      .flatMap((agency) => {
        const current = agency.names.find((one) => isValidOn(one, eve))
        const name = renamed(agencyNameOn(agency, eve))
        const shortName = renamed(current?.shortName ?? "")
        return name === current?.name && shortName === current?.shortName
          ? []
          : [{ agencyId: agency.id, name, shortName }]
      }),
    issuer: issuer && {
      ...issuer,
      recipients: issuer.recipients.join("\n"),
      submissionRecipients: issuer.submissionRecipients.join("\n"),
    },
  })
}
