import type { MailSimulator } from "#workflows/gateways/mail/simulator/start-mail-simulator.server.ts"
import type { PortalSimulator } from "#workflows/gateways/portals/simulator/start-simulator.server.ts"
import type { absencesOf } from "./absences.ts"
import type { BusyOffice } from "./busy-office.server.ts"

/** What every part of the year works with. */
export type YearUnderWay = {
  office: BusyOffice
  absences: ReturnType<typeof absencesOf>
  mail: MailSimulator
  portals: PortalSimulator
  year: number
}
