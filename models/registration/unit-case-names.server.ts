import { registeredCaseName } from "./case-name.ts"
import { RegistrationModel, type StoredRegistration } from "./registration.schema.server.ts"
import { REGISTRATION_SNAPSHOTS } from "./snapshot-versions.ts"

/** What a unit calls the case of a service, and what the record called it then. */
export type UnitCaseName = { name: string; recorded: string }

/** The names units gave the cases of these services in reviews so far, the newest of each service; by service. */
export const findUnitCaseNames = async (
  serviceIds: readonly string[],
): Promise<Map<string, UnitCaseName>> => {
  const rows = await RegistrationModel.find(
    {
      serviceId: { $in: [...serviceIds] },
      $or: [
        { "workflow.context.proposal.caseName": { $exists: true, $nin: ["", null] } },
        { recordedCaseName: { $exists: true } },
      ],
    },
    { serviceId: 1, campaignId: 1, caseName: 1, recordedCaseName: 1, workflow: 1 },
  ).lean<StoredRegistration[]>()
  // `2023-2` comes before `2023-10`.
  rows.sort((a, b) => a.campaignId.localeCompare(b.campaignId, "en", { numeric: true }))
  return new Map(
    rows.map(({ serviceId, caseName = "", recordedCaseName, workflow }) => [
      serviceId,
      {
        name: registeredCaseName({ caseName, workflow: REGISTRATION_SNAPSHOTS.upgrade(workflow) }),
        recorded: recordedCaseName ?? caseName,
      },
    ]),
  )
}
