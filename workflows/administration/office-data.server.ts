import type { ClientSession } from "mongoose"
import { findUnitDirectory } from "#models/agency/agency.repository.server.ts"
import { type Agency, agencyNameOn } from "#models/agency/agency.ts"
import type { UnitDirectory } from "#models/agency/unit-directory.ts"
import { findCampaigns } from "#models/campaign/campaign.repository.server.ts"
import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import type { IsoDay } from "#models/shared/dates.ts"
import { RuleBrokenError } from "#models/shared/errors.ts"
import { findPeople, type Person } from "#models/user/user.repository.server.ts"

/** What rules and effects of any table are told from, as it stands. */
export type OfficeData = {
  today: IsoDay
  directory: UnitDirectory
  agencies: ReadonlyMap<string, Agency>
  people: ReadonlyMap<string, Person>
  campaigns: readonly ReviewCampaign[]
  /** The last day on which a catalogue was issued; null before the first. */
  issuedUntil: IsoDay | null
}

/** @throws RuleBrokenError on a store nobody has filled yet */
export const readOfficeData = async (
  today: IsoDay,
  session: ClientSession | null = null,
): Promise<OfficeData> => {
  const directory = await findUnitDirectory(session ?? undefined)
  if (!directory)
    throw new RuleBrokenError(
      "Kho dữ liệu chưa có danh mục cơ quan, đơn vị. Hãy nạp dữ liệu ban đầu trước khi quản trị.",
    )
  const people = await findPeople(session)
  const campaigns = await findCampaigns(session)
  const issued = campaigns.flatMap(({ workflow }) => workflow.context.issued?.issuedOn ?? [])
  return {
    today,
    directory,
    agencies: new Map(directory.agencies.map((agency) => [agency.id, agency])),
    people: new Map(people.map((person) => [person.id, person])),
    campaigns,
    issuedUntil: issued.sort().at(-1) ?? null,
  }
}

/** What ids of agencies and people stand for on screen. */
export const namesOf = ({ agencies, people, today }: OfficeData): Record<string, string> => ({
  ...Object.fromEntries([...agencies.values()].map((agency) => [agency.id, agencyNameOn(agency, today)])),
  ...Object.fromEntries([...people.values()].map(({ id, fullName }) => [id, `${fullName} (${id})`])),
})
