import type { Logger } from "pino"
import { storedReference } from "#models/reference/stored-reference.server.ts"
import { fixedClock, systemClock } from "#models/shared/clock.ts"
import { addDays, dayOf, type IsoDay, instantOf } from "#models/shared/dates.ts"
import type { Actor } from "#models/shared/workflow.ts"
import type { Store } from "#models/store/connection.server.ts"
import { staffOn } from "#models/user/user.repository.server.ts"
import { nextDueInstant } from "#workflows/clocks/next-due.server.ts"
import { portalClients } from "#workflows/gateways/portals/portal-clients.server.ts"
import type { SigningService } from "#workflows/gateways/signing/signing-service.ts"
import { noticeWork } from "#workflows/notices/notice-work.server.ts"
import { officeDuty } from "#workflows/office-duty.server.ts"
import type { KnownAuthorities } from "#workflows/signatures/known-authorities.ts"
import { readSmtpUrl } from "#workflows/smtp-address.ts"
import { moveTrainingClock } from "#workflows/training/move-training-clock.server.ts"
import { openTrainingClock } from "#workflows/training/training-clock.server.ts"
import type { YearDependencies } from "../whole-year.server.ts"
import type { Absence } from "./absences.ts"
import type { Chance } from "./chance.ts"

/** An office at work on the training clock: what falls due is done, and mail leaves, at every move of it. */
export type BusyOffice = {
  d: YearDependencies
  chance: Chance
  today(): IsoDay
  /** Lets the days pass, one after the other, until then; `time` of the last. */
  goTo(day: IsoDay, time?: string): Promise<void>
  /** Goes straight to the morning of a day. */
  jumpTo(day: IsoDay): Promise<void>
  /** Goes where the screen's button «Tới hạn kế tiếp» leads, again and again, until then. */
  passTimeUntil(day: IsoDay): Promise<void>
  /** A person at their desk today; whoever is away is stood in for by their deputy. @throws Error where nobody does */
  who(personId: string): Promise<Actor>
  close(): Promise<void>
}

type Opening = {
  store: Store
  signing: SigningService
  authorities: KnownAuthorities
  begins: IsoDay
  smtpPort: number
  absences: readonly Absence[]
  chance: Chance
  /** What people do first when they come in on a new day. */
  eachMorning(office: BusyOffice): Promise<void>
  /** 0 ≤ x < 1, for how long what failed waits: how often it is asked for depends on the machine. */
  jitter(): number
}

const MORNING = "08:00:00"
/** The scenario moves the clock; between two moves it stands still, whatever the machine needs. */
const STANDING = fixedClock(new Date(0))

export const openBusyOffice = async (opening: Opening): Promise<BusyOffice> => {
  const { store, absences, chance } = opening
  const clock = await openTrainingClock(STANDING, instantOf(opening.begins, MORNING))
  const smtp = readSmtpUrl(`smtp://127.0.0.1:${opening.smtpPort}`)
  if (!smtp) throw new Error("no address of the mail server")
  // What fails is thrown by the move of the clock that asked for it.
  const logger: Pick<Logger, "error"> = { error: () => {} }
  const d = {
    store,
    clock,
    leaseClock: systemClock,
    reference: storedReference,
    getRegime: storedReference.regime,
    signing: opening.signing,
    authorities: opening.authorities,
  }
  const random = opening.jitter
  const portals = async () => portalClients(await storedReference.portalTargetsOn(dayOf(clock.now())))
  const duty = officeDuty({ ...d, logger, portals, random })
  const from = { name: "Danh mục dịch vụ công trực tuyến", address: "danhmuc@tinh.example.vn" }
  const baseUrl = "http://localhost:3000"
  const mail = { smtp, from, baseUrl, isTraining: true }
  const notices = noticeWork({ ...d, logger, mail, isTraining: true, webhookHosts: [], random })
  clock.afterMove(async () => {
    await duty.runNow()
    await notices.runNow()
  })
  const today = () => dayOf(clock.now())
  const isAway = (personId: string) =>
    absences.some((one) => one.principalId === personId && one.from <= today() && today() <= one.to)
  const present = async (personId: string): Promise<Actor> => {
    const staff = await staffOn(today())
    const own = staff.find(({ id }) => id === personId)
    if (own && !isAway(personId)) return own
    const deputy = staff.find(({ assignments }) =>
      assignments.some(({ delegated }) => delegated?.personId === personId),
    )
    if (!deputy) throw new Error(`${personId} is away on ${today()}, and nobody stands in`)
    return deputy
  }
  const moveTo = async (to: Date) => {
    const before = today()
    await clock.moveForward({ by: "TO", to, actor: await present("quantri") })
    if (today() !== before) await opening.eachMorning(office)
  }
  const office: BusyOffice = {
    d,
    chance,
    today,
    async goTo(day, time = MORNING) {
      while (addDays(today(), 1) < day) await moveTo(instantOf(addDays(today(), 1), MORNING))
      const to = instantOf(day, time)
      if (to > clock.now()) await moveTo(to)
    },
    async jumpTo(day) {
      if (day > today()) await moveTo(instantOf(day, MORNING))
    },
    async passTimeUntil(day) {
      const last = instantOf(day, MORNING)
      const next = nextDueInstant({ clock, reference: storedReference })
      const stops = async (after: Date) => {
        const due = await next(after)
        return due && due < last ? due : last
      }
      const actor = await present("quantri")
      while (clock.now() < last)
        await moveTrainingClock(
          { ...d, trainingClock: clock, dueSources: [stops] },
          { by: "NEXT_DUE", actor },
        )
    },
    who: present,
    async close() {
      await notices.stop()
      await duty.stop()
      await clock.close()
    },
  }
  return office
}
