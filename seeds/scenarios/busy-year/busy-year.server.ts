import type { Store } from "#models/store/connection.server.ts"
import { startMailSimulator } from "#workflows/gateways/mail/simulator/start-mail-simulator.server.ts"
import type { PortalSimulator } from "#workflows/gateways/portals/simulator/start-simulator.server.ts"
import type { SigningService } from "#workflows/gateways/signing/signing-service.ts"
import type { KnownAuthorities } from "#workflows/signatures/known-authorities.ts"
import { beginAbsences } from "./absence-acts.server.ts"
import { absencesOf, peopleOfBusyYear } from "./absences.ts"
import { amendAndRecall } from "./amend-and-recall.server.ts"
import { reviewOfTheYear } from "./annual-review.server.ts"
import { type BusyOffice, openBusyOffice } from "./busy-office.server.ts"
import { type BusyYear, busyYearSummary } from "./busy-year-summary.server.ts"
import { chanceOf } from "./chance.ts"
import { fillBusyOffice, takeInLists } from "./open-busy-office.server.ts"

export type BusyYearInput = {
  /** An empty one. */
  store: Store
  signing: SigningService
  /** Those the signing service's certificates come from. */
  authorities: KnownAuthorities
  portals: PortalSimulator
  files: readonly string[]
  seed: number
  /** How many services are reviewed. */
  services?: number
  stage?: <T>(name: string, work: () => Promise<T>) => Promise<T>
}

/** The last year of the training province's three levels of government that its seed data tells whole. */
const YEAR = 2023
const SERVICES = 2_000
/**
 * A busy and unhappy year on the training clock, through the same use-cases as the screens: units that are late, people who are away,
 * registrations that come back twice, opinions that never come, a mail server that is down, portals that refuse, a decision that is
 * amended and recalled. The same seed gives the same year.
 * @throws RuleBrokenError when no file gave a single procedure; Error when mail was lost or doubled
 */
export const rehearseBusyYear = async (input: BusyYearInput): Promise<BusyYear> => {
  const { store, signing, authorities, portals, seed } = input
  const stage = input.stage ?? ((_, work) => work())
  const chance = chanceOf(seed)
  const absences = absencesOf(YEAR)
  const people = peopleOfBusyYear(absences)
  const mail = await startMailSimulator()
  let office: BusyOffice | null = null
  try {
    const begins = `${YEAR}-03-01`
    office = await openBusyOffice({
      store,
      signing,
      authorities,
      begins,
      smtpPort: mail.port,
      absences,
      chance,
      eachMorning: (arrived) => beginAbsences(arrived, absences),
      jitter: chanceOf(seed).share,
    })
    const at = { office, absences, mail, portals, year: YEAR }
    await stage("reference", () => fillBusyOffice(at.office, people, portals.url))
    const register = await stage("import", () =>
      takeInLists(at.office, { files: input.files, services: input.services ?? SERVICES }),
    )
    const annual = await stage("annual", () => reviewOfTheYear(at, register.services))
    await stage("amend", () => amendAndRecall(at, annual))
    await stage("rest", () => at.office.passTimeUntil(`${YEAR}-12-29`))
    return await stage("verify", () => busyYearSummary({ ...at, seed, register, authorities, annual }))
  } finally {
    await office?.close()
    await mail.stop()
  }
}
