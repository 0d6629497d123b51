import { readFile } from "node:fs/promises"
import { basename } from "node:path"
import { findAgencies, saveAgencies } from "#models/agency/agency.repository.server.ts"
import { type Agency, agencyNameOn } from "#models/agency/agency.ts"
import { findActiveServices } from "#models/online-service/online-service.repository.server.ts"
import type { OnlineService } from "#models/online-service/online-service.ts"
import type { ImportReport } from "#models/procedure/import-report.ts"
import { saveReference } from "#models/reference/reference.repository.server.ts"
import { dayOf, type IsoDay } from "#models/shared/dates.ts"
import { RuleBrokenError } from "#models/shared/errors.ts"
import { PROVINCIAL_OFFICE_ID } from "#seeds/reference/agencies.ts"
import { DISTRICT_FIELD_LEADS } from "#seeds/reference/district-field-leads.ts"
import type { TrainingUser } from "#seeds/reference/users.ts"
import { seedReference } from "#seeds/seed-reference.server.ts"
import { seedUsers } from "#seeds/seed-users.server.ts"
import { inPieces } from "#workflows/long-act/pieces.server.ts"
import { importProcedures } from "#workflows/register/import-procedures.server.ts"
import { isReviewed, readScopes } from "#workflows/scope/read-scopes.server.ts"
import { MOST_ANSWERS, settleScope } from "#workflows/scope/settle-scope.server.ts"
import type { BusyOffice } from "./busy-office.server.ts"
import { BODIES_OF_BUSY_YEAR, BUSY_UNITS } from "./busy-units.ts"
import { madeUpProcedures, type OwnWork } from "./made-up-procedures.ts"

/** A list that lacks no more than this of what is wanted is filled up with made-up procedures; a shorter one is used as it is. */
const MOST_MADE_UP = 200
/** A unit none of whose work is in the lists has so many services of its own. */
const OF_EACH_IDLE_UNIT = 2

/** What the province reviews this year. */
export type BusyRegister = {
  imports: ImportReport[]
  madeUp: number
  services: OnlineService[]
}

/** Law, agencies, people with their mailboxes; all that a real office has before its year begins. */
export const fillBusyOffice = async (
  { d }: Pick<BusyOffice, "d">,
  people: readonly TrainingUser[],
  portalsUrl: string,
): Promise<void> => {
  await seedReference(d.store, portalsUrl)
  await saveAgencies(BODIES_OF_BUSY_YEAR)
  await seedUsers(people)
  await saveReference(
    "mailAddresses",
    people.map(({ id }) => ({ userId: id, address: mailboxOf(id), validFrom: "2022-08-15", validTo: null })),
  )
}

export const mailboxOf = (userId: string): string => `${userId}@tinh.example.vn`

/**
 * Takes in the lists by the same use-cases as the screens, settles what is in doubt as the province's own, and chooses what is
 * reviewed: everything, or so many services spread over the units.
 * @throws RuleBrokenError when no file gave a single procedure
 */
export const takeInLists = async (
  office: BusyOffice,
  { files, services: wanted }: { files: readonly string[]; services: number },
): Promise<BusyRegister> => {
  const imports: ImportReport[] = []
  for (const file of files) imports.push(await take(office, basename(file), await readFile(file)))
  if (imports.every(({ outcome }) => outcome === "REFUSED"))
    throw new RuleBrokenError(
      `Không nhập được thủ tục nào: ${imports.flatMap(({ refused }) => refused.map(({ reason }) => reason))[0] ?? "tệp không có dòng nào"}`,
    )
  await settleDoubts(office)
  const listed = await reviewed(office)
  const work = workOfIdleUnits(listed, office.today())
  const missing = wanted - listed.length
  const madeUp = Math.max(work.length, missing <= MOST_MADE_UP ? missing : 0)
  if (madeUp > 0) await take(office, "chinh-sach-rieng-tap-huan.csv", madeUpProcedures(madeUp, work))
  return { imports, madeUp, services: spread(await reviewed(office), wanted) }
}

const take = async ({ d, who }: BusyOffice, fileName: string, bytes: Uint8Array): Promise<ImportReport> =>
  importProcedures(d, { fileName, bytes, partial: true, by: (await who("thamdinh.thu")).id })

/** The people of the office know: what no rule can tell is ours. */
async function settleDoubts({ d, who }: BusyOffice): Promise<void> {
  const scopes = [...(await readScopes(dayOf(d.clock.now()))).values()]
  const codes = scopes.filter(({ standing }) => standing === "TO_BE_SETTLED").map(({ home }) => home.code)
  for (const piece of inPieces(codes, MOST_ANSWERS))
    await settleScope(d, {
      codes: piece,
      typed: piece.length,
      answer: "OURS",
      reason: "Đơn vị của tỉnh đang thực hiện, đã đối chiếu với Bộ phận Một cửa.",
      actor: await who("thamdinh.thu"),
    })
}

async function reviewed({ d }: BusyOffice): Promise<OnlineService[]> {
  const scopes = await readScopes(dayOf(d.clock.now()))
  const agencies = new Map((await findAgencies()).map((agency) => [agency.id, agency]))
  return (await findActiveServices()).filter((service) => isReviewed(service, scopes, agencies))
}

/** Work for every unit of the year of which the lists say nothing: a district's in a field it leads for all, another's under its name. */
function workOfIdleUnits(listed: readonly OnlineService[], day: IsoDay): OwnWork[] {
  const atWork = new Set(listed.map(({ proposingAgencyId }) => proposingAgencyId))
  return BUSY_UNITS.filter(({ agency }) => !atWork.has(agency.id)).flatMap(({ agency }) =>
    Array.from({ length: OF_EACH_IDLE_UNIT }, () => workOf(agency, day)),
  )
}

function workOf(agency: Agency, day: IsoDay): OwnWork {
  const [led] = DISTRICT_FIELD_LEADS[agency.id] ?? []
  return {
    field: "Chính sách riêng của địa phương",
    fieldCode: led ?? "CSR-DP",
    doneBy: agencyNameOn(agency, day),
    level: led ? "Cấp huyện" : "Cấp tỉnh",
  }
}

/** So many of them, in turn one of each unit. */
function spread(services: readonly OnlineService[], count: number): OnlineService[] {
  if (services.length <= count) return [...services]
  const queues = [...Map.groupBy(services, ({ proposingAgencyId }) => proposingAgencyId)]
    .sort(([one], [other]) => Number(one === PROVINCIAL_OFFICE_ID) - Number(other === PROVINCIAL_OFFICE_ID))
    .map(([, own]) => [...own])
  const taken: OnlineService[] = []
  for (let turn = 0; taken.length < count; turn += 1)
    for (const own of queues) {
      const next = own[turn]
      if (next && taken.length < count) taken.push(next)
    }
  return taken
}
